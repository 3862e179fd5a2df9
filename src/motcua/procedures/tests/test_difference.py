"""The difference of two documents, and drafts carried over by it."""

import copy
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.procedures.factories import make_document
from motcua.procedures.rules.carrying import SetAside, carry
from motcua.procedures.rules.difference import ADDED, CHANGED, MOVED, REMOVED, difference
from motcua.procedures.rules.fields import parse_form
from motcua.procedures.rules.settling import settle
from motcua.procedures.rules.validation import empty, validate

TODAY = date(2026, 11, 23)


def test_a_document_does_not_differ_from_itself():
    assert not difference(make_document(), copy.deepcopy(make_document()))


def test_every_kind_of_change_is_named_by_its_stable_key():
    old, new = make_document(), make_document()
    new["summary"], new["consultation"] = "khác", {"days": 3, "silence": "consent"}
    properties = new["form"]["schema"]["properties"]
    properties["name"]["title"] = "Tên đầy đủ"
    del properties["by_proxy"]
    properties["email"] = {"type": "string", "title": "Thư điện tử", "x-section": "person"}
    new["form"]["schema"]["required"].remove("phone")
    new["form"]["sections"].reverse()
    new["fees"][0]["amount"] = 12000
    new["papers"].pop(0)
    new["steps"].insert(1, {**new["steps"][0], "key": "check", "title": "Kiểm tra"})
    new["legal_basis"].append({"title": "Luật mới", "number": "2/2026"})
    found = difference(old, new)
    assert found.find("fields", "name").part("title").before == "Họ và tên"
    assert found.find("fields", "phone").part("required").after is False
    assert [one.key for one in found.of("fields", ADDED)] == ["email"]
    assert [one.key for one in found.of("fields", REMOVED)] == ["by_proxy"]
    assert [one.kind for one in found.of("sections")] == [MOVED]
    assert found.find("fees", "fee").part("amount").after == 12000
    assert found.find("papers", "identity").kind == REMOVED
    assert [(one.key, one.kind) for one in found.of("steps")] == [("check", ADDED)]
    assert found.find("legal_basis", "2/2026").kind == ADDED
    assert found.find("procedure", "summary").kind == CHANGED
    assert found.find("procedure", "consultation").part("days").after == 3
    assert not found.find("fields", "purpose")


def test_columns_of_a_table_are_places_of_their_own_and_broken_drafts_can_be_compared():
    table = {"type": "array", "title": "Người", "items": {"type": "object", "properties": {"age": {"title": "Tuổi"}}}}
    wider = copy.deepcopy(table)
    wider["items"]["properties"]["sex"] = {"title": "Giới"}
    old, new = ({"form": {"schema": {"properties": {"people": one}}}} for one in (table, wider))
    assert [(one.place, one.key, one.kind) for one in difference(old, new).changes] == [
        ("columns", "people.sex", ADDED)
    ]
    assert difference({"form": None, "steps": 5}, {"form": {"schema": []}, "papers": None, "name": "x"})


OPTIONS = [{"const": one, "title": one} for one in ("red", "green", "blue")]
SHAPES = st.sampled_from(
    [
        {"type": "string", "title": "A"},
        {"type": "string", "title": "A", "minLength": 4},
        {"type": "string", "title": "B", "x-widget": "longtext"},
        {"type": "integer", "title": "Số"},
        {"type": "boolean", "title": "Có không"},
        {"type": "string", "title": "Ngày", "format": "date"},
        {"type": "string", "title": "Màu", "oneOf": OPTIONS},
        {"type": "string", "title": "Màu", "oneOf": OPTIONS[:1]},
        {"type": "array", "title": "Màu", "x-widget": "checkboxes", "items": {"oneOf": OPTIONS}},
        {"type": "array", "title": "Bảng", "items": {"type": "object", "properties": {"c": {"title": "C"}}}},
        {"type": "array", "title": "Bảng", "items": {"type": "object", "properties": {"d": {"title": "D"}}}},
        {"title": "Chữ", "x-widget": "computed", "x-computed": {"kind": "number-in-words", "from": "a"}},
        {"type": "string", "title": "Ẩn", "x-show-if": {"field": "a", "filled": True}},
    ]
)
KEYS = ("a", "b", "c", "d")
FORMS = st.builds(
    lambda fields, must: parse_form({"schema": {"properties": fields, "required": must}}),
    st.dictionaries(st.sampled_from(KEYS), SHAPES),
    st.lists(st.sampled_from(KEYS)),
)
VALUES = st.sampled_from(
    [
        "An",
        "red",
        "yellow",
        "2026-01-01",
        7,
        True,
        ["red"],
        ["red", "blue"],
        [{"c": "x"}],
        [{"d": "y"}],
        {"street": "z"},
    ]
)
ANSWERS = st.dictionaries(st.sampled_from([*KEYS, "stray"]), VALUES)


@settings(max_examples=300, deadline=None)
@given(FORMS, FORMS, ANSWERS)
def test_a_moved_draft_is_a_new_draft_with_the_answers_that_survive_and_nothing_is_lost(old, new, answers):
    moved = carry(old, new, answers)
    fresh = {}
    for key in new.fields:
        if key in moved.answers:
            fresh[key] = answers[key]
    assert settle(new, moved.answers) == settle(new, fresh)
    assert validate(new, moved.answers, today=TODAY) == validate(new, fresh, today=TODAY)
    assert moved.answers.keys() <= new.fields.keys()
    computed = {key for key, field in old.fields.items() if field.kind == "computed"}
    aside = {one.key: one.value for one in moved.aside}
    for key, value in answers.items():
        assert key in computed or empty(value) or value == (moved.answers | aside)[key]
    assert not moved.answers.keys() & aside.keys()
    assert set(moved.again) <= new.fields.keys()


@settings(max_examples=150, deadline=None)
@given(FORMS, FORMS, ANSWERS)
def test_there_and_back_again_brings_every_answer_back(old, new, answers):
    known = {key: value for key, value in answers.items() if key in carry(old, old, answers).answers}
    there = carry(old, new, known)
    back = carry(new, old, there.answers, there.aside)
    for key, value in known.items():
        assert back.answers.get(key, next((one.value for one in back.aside if one.key == key), None)) == value


def form(**properties):
    required = [key for key, data in properties.items() if data.pop("must", False)]
    return parse_form({"schema": {"properties": properties, "required": required}})


def test_what_to_look_at_again():
    old = form(a={"title": "Tên"}, b={"title": "Màu", "oneOf": OPTIONS}, c={"title": "Cũ"}, d={"title": "Tự nguyện"})
    new = form(
        a={"title": "Tên"}, b={"title": "Màu", "oneOf": OPTIONS[1:]}, d={"title": "Bắt buộc", "must": True},
        e={"title": "Mới", "must": True}, f={"title": "Mới, không bắt buộc"},
    )  # fmt: skip
    moved = carry(old, new, {"a": "An", "b": "red", "c": "giữ", "d": "x"})
    assert moved.answers == {"a": "An", "d": "x"}
    assert moved.again == ("d", "e")
    assert moved.aside == (SetAside("b", "Màu", "red"), SetAside("c", "Cũ", "giữ"))
    assert carry(old, old, {"a": "An"}).lossless and not moved.lossless
