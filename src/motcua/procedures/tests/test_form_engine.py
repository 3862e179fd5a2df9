"""Reading, checking and settling answers: the same schema for the page and the API."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.procedures.actions.demo import demo_documents
from motcua.procedures.rules import settling, showing
from motcua.procedures.rules.definition import papers_for, parse_definition
from motcua.procedures.rules.fields import parse_form as parse_schema
from motcua.procedures.rules.fields import visible_fields, visible_sections
from motcua.procedures.rules.reading import HARD_LIMIT, parse_form, parse_json, tidy
from motcua.procedures.rules.validation import validate

TODAY = date(2026, 11, 23)
BIRTH = parse_definition(demo_documents()["1.001193"])


def form_of(**properties):
    required = [key for key, data in properties.items() if data.pop("must", False)]
    return parse_schema({"schema": {"properties": properties, "required": required}})


def read(form, **posted):
    return parse_form(form.sections[0], posted)


def faults(form, **posted):
    return validate(form, read(form, **posted), today=TODAY)


def text(**more):
    return {"type": "string", "title": "Họ tên", **more}


@pytest.mark.parametrize(
    ("widget", "typed", "value"),
    [
        ("text", "  Nguyễn   Văn  A ", "Nguyễn Văn A"),
        ("text", "Nguyê\u0303n", "Nguyễn"),
        ("text", "a\u200bb\u202ec\x00", "abc"),
        ("longtext", "một\r\nhai  ", "một\nhai"),
        ("personal-number", "079 093 001234", "079093001234"),
        ("phone", "+84 90.312-3456", "0903123456"),
        ("phone", "84903123456", "0903123456"),
        ("phone", "+1 202 555 0123", "+12025550123"),
        ("email", "An@Example.VN", "an@example.vn"),
        ("money", "12.000.000 đ", 12_000_000),
        ("money", "12,000,000", 12_000_000),
        ("integer", "1.250", 1250),
        ("integer", "mười", "mười"),
        ("number", "1.250,5", 1250.5),
        ("number", "120.5", 120.5),
        ("number", "1.250", 1250),
        ("number", "0.125", 0.125),
        ("yes-no", "true", True),
        ("yes-no", "no", False),
        ("text", "", None),
    ],
)
def test_reading(widget, typed, value):
    assert read(form_of(x={"title": "X", "x-widget": widget}), x=typed) == {"x": value}


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (("17", "8", "2026"), "2026-08-17"),
        (("", "", ""), None),
        (("32", "8", "2026"), "2026-08-32"),
        (("x", "8", "2026"), "x/8/2026"),
        (("", "", "1960"), "//1960"),
    ],
)
def test_reading_dates(parts, value):
    form = form_of(x=text(format="date"))
    assert read(form, **dict(zip(("x-day", "x-month", "x-year"), parts, strict=True))) == {"x": value}


def test_a_parents_birth_year_is_enough():
    form = form_of(x=text(**{"x-widget": "partial-date", "x-latest": "today"}))
    assert read(form, **{"x-year": "1960"}) == {"x": "1960"}
    assert read(form, **{"x-year": "1960", "x-month": "2"}) == {"x": "1960-02"}
    assert faults(form, **{"x-year": "1960"}) == {}
    assert faults(form, **{"x-year": "2027"}) == {"x": "Họ tên không được sau hôm nay"}
    assert "x" in faults(form, **{"x-year": "1960", "x-month": "13"})
    assert "x" in faults(form, **{"x-year": "1960", "x-day": "3"})


def test_date_in_one_field_is_read_too():
    assert read(form_of(x=text(format="date")), x="17/8/2026") == {"x": "2026-08-17"}


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (text(must=True), None),
        (text(maxLength=5), "123456"),
        (text(pattern="^[0-9]{4}$"), "12a4"),
        (text(**{"x-widget": "name"}), "An 123"),
        (text(**{"x-widget": "name"}), "<b>An</b>"),
        (text(**{"x-widget": "personal-number"}), "07909300123"),
        (text(**{"x-widget": "personal-number"}), "٠٧٩٠٩٣٠٠١٢٣٤"),
        (text(**{"x-widget": "phone"}), "12345"),
        (text(**{"x-widget": "email"}), "a@b"),
        (text(format="date"), "2026-02-30"),
        (text(**{"format": "date", "x-latest": "today"}), "2026-11-24"),
        ({"title": "Số", "type": "integer", "minimum": 1}, 0),
        ({"title": "Số", "type": "integer"}, 1.5),
        ({"title": "Số", "type": "integer"}, True),
        ({"title": "Số", "type": "number", "maximum": 3}, 3.5),
        ({"title": "Số", "type": "number"}, float("nan")),
        ({"title": "Chọn", "oneOf": [{"const": "a"}]}, "b"),
        ({"title": "Chọn", "oneOf": [{"const": "a"}]}, ["a"]),
        ({"title": "Chọn", "type": "array", "items": {"oneOf": [{"const": "a"}]}}, ["a", "a"]),
        ({"title": "Có", "type": "boolean"}, "yes"),
        ({"title": "Cam đoan", "type": "boolean", "x-widget": "agreement", "must": True}, False),
        ({"title": "Nơi ở", "type": "object"}, {"street": "1", "city": "x"}),
        ({"title": "Nơi ở", "type": "object"}, "một dòng"),
        ({"title": "Bảng", "type": "array", "items": {"type": "object"}, "minItems": 2}, [{}]),
        ({"title": "Bảng", "type": "array", "items": {"type": "object"}}, [1]),
    ],
)
def test_one_clear_message_for_what_is_wrong(data, value):
    found = validate(form_of(x=data), {"x": value}, today=TODAY)
    assert list(found) == ["x"]
    assert "%" not in found["x"] and len(found["x"]) > 5


def test_messages_keep_their_template_for_translation():
    message = validate(form_of(x=text(must=True)), {}, today=TODAY)["x"]
    assert message == "Nhập họ tên" and message.template == "Nhập %(title)s"


def test_paths_of_address_and_rows():
    columns = {"type": "object", "required": ["name"], "properties": {"name": {"title": "Tên", "x-widget": "name"}}}
    form = form_of(
        home={"title": "Nơi ở", "type": "object", "must": True},
        members={"title": "Thành viên", "type": "array", "items": columns, "maxItems": 2, "must": True},
    )
    posted = {"home-street": "1 Lê Lợi", "members-rows": "3", "members-0-name": "An", "members-2-name": "B1"}
    assert read(form, **posted)["members"] == [{"name": "An"}, {"name": "B1"}]
    assert set(faults(form, **posted)) == {"home.unit", "members.1.name"}
    assert read(form, **posted, **{"members-0-remove": "1"})["members"] == [{"name": "B1"}]
    assert set(faults(form)) == {"home", "members"}


def test_a_million_characters_are_cut_before_they_are_looked_at():
    form = form_of(x=text(maxLength=100), y={"title": "Y", "x-widget": "longtext"})
    values = read(form, x="x" * 1_000_000, y="y" * 1_000_000)
    assert len(values["x"]) == HARD_LIMIT + 1
    assert set(validate(form, values, today=TODAY)) == {"x", "y"}
    assert len(read(form, **{"x": "a"})["x"]) == 1


def test_rows_are_never_counted_past_the_limit():
    columns = {"type": "object", "properties": {"name": {"title": "Tên"}}}
    form = form_of(members={"title": "Thành viên", "type": "array", "items": columns})
    posted = {f"members-{number}-name": "x" for number in range(500)}
    assert len(read(form, **posted, **{"members-rows": "9999"})["members"]) == 200
    assert read(form, **posted, **{"members-rows": "99999999999"}) == {"members": None}


def test_hidden_fields_are_not_asked_and_not_kept():
    answers = {"father_known": False, "father_name": "Trần Văn B", "parents_married": True, "unknown": 1}
    assert "father_name" not in visible_fields(BIRTH.form, answers)
    assert not any(path.startswith("father_n") for path in validate(BIRTH.form, answers, "father", today=TODAY))
    assert settling.settle(BIRTH.form, answers) == {"father_known": False}
    assert "father_name" in validate(BIRTH.form, {"father_known": True}, "father", today=TODAY)


def test_a_hidden_field_answers_no_condition():
    form = form_of(
        a={"title": "A", "type": "boolean"},
        b={"title": "B", "type": "boolean", "x-show-if": {"field": "a", "equals": True}},
        c={"title": "C", "x-show-if": {"field": "b", "equals": True}},
    )
    assert visible_fields(form, {"a": False, "b": True}) == {"a"}
    assert visible_fields(form, {"a": True, "b": True}) == {"a", "b", "c"}


def test_a_section_without_shown_fields_is_passed_over():
    shop = parse_definition(demo_documents()["1.001612"]).form
    assert "members" not in [part.key for part in visible_sections(shop, {"founded_by": "person"})]
    assert "members" in [part.key for part in visible_sections(shop, {"founded_by": "household"})]


def test_computed_words_follow_their_source():
    settled = settling.settle(BIRTH.form, {"child_born": "2026-04-01", "child_born_words": "do người gửi"})
    assert settled["child_born_words"] == "Ngày mùng một tháng tư năm hai nghìn không trăm hai mươi sáu"


def test_persons_are_kept_apart():
    answers = {"declarant_name": "Lê Thị Mẹ", "child_name": "Trần Bé", "declarant_phone": "0903123456"}
    persons = settling.persons_of(BIRTH.form, answers)
    assert (persons.submitter_name, persons.owner_name, persons.phone) == ("Lê Thị Mẹ", "Trần Bé", "0903123456")
    assert settling.persons_of(BIRTH.form, {"declarant_name": "Lê"}).owner_name == "Lê"


def test_gentle_warnings_stop_nobody():
    marital = parse_definition(demo_documents()["1.004873"]).form
    answers = {"person_id": "079093001234", "sex": "female", "born": "1993-02-03"}
    assert "giới tính" in settling.warnings(marital, answers, today=TODAY)["person_id"]
    assert (
        "1993" in settling.warnings(marital, {**answers, "sex": "male", "born": "1994-01-01"}, today=TODAY)["person_id"]
    )
    assert settling.warnings(marital, {**answers, "sex": "male"}, today=TODAY) == {}
    assert (
        settling.warnings(marital, {"person_id": "079313001234", "sex": "female", "born": "2013-01-01"}, today=TODAY)
        == {}
    )
    assert "60 ngày" in settling.warnings(BIRTH.form, {"child_born": "2026-09-01"}, today=TODAY)["child_born"]
    assert settling.warnings(BIRTH.form, {"child_born": "2026-10-01"}, today=TODAY) == {}


def test_papers_follow_the_case():
    def keys(**answers):
        return {paper.key for paper in papers_for(BIRTH, answers)}

    assert "birth_certificate" in keys(birth_proof="certificate")
    assert keys(birth_proof="witness") >= {"witness_statement"} and "birth_certificate" not in keys(
        birth_proof="witness"
    )
    assert "authorisation" in keys(declarant_relation="authorised")


def test_answers_in_words():
    sections = showing.shown_answers(
        BIRTH.form, {"child_sex": "female", "child_born": "2026-04-01", "copies_wanted": True}
    )
    words = {answer.path: answer.text for section in sections for answer in section.answers}
    assert words["child_sex"] == "Nữ" and words["child_born"] == "01/04/2026" and words["copies_wanted"] == "Có"


def test_merging_clears_what_was_emptied():
    assert settling.merge({"a": 1, "b": 2}, {"b": None, "c": 3}) == {"a": 1, "c": 3}


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=30)
JUNK = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
FORMS = [document["form"]["schema"]["properties"] for document in demo_documents().values() if document.get("form")]
ALL_KEYS = sorted({key for properties in FORMS for key in properties})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(demo_documents())), st.dictionaries(st.sampled_from(ALL_KEYS), JUNK, max_size=12))
def test_no_answers_break_the_engine(code, answers):
    definition = parse_definition(demo_documents()[code])
    cleaned = {}
    for section in definition.form.sections:
        cleaned |= parse_json(section, answers)
    for data in (answers, cleaned):
        validate(definition.form, data, today=TODAY)
        settling.warnings(definition.form, data, today=TODAY)
        settling.settle(definition.form, data)
        settling.persons_of(definition.form, data)
        showing.shown_answers(definition.form, data)
        papers_for(definition, data)


@given(st.text(max_size=200))
def test_tidy_is_stable_and_single_line(typed):
    once = tidy(typed)
    assert tidy(once) == once and "\n" not in once
