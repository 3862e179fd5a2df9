"""What is drawn can be read back: markup, names, ids, errors, and nothing typed becomes markup."""

import json
from datetime import date

import html5lib
import pytest
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from motcua.procedures.actions.demo import demo_documents
from motcua.procedures.forms import draw_section, error_links
from motcua.procedures.rules.definition import parse_definition
from motcua.procedures.rules.fields import parse_form as parse_schema
from motcua.procedures.rules.reading import parse_form
from motcua.procedures.rules.settling import persons_of, settle
from motcua.procedures.rules.validation import validate

TODAY = date(2026, 11, 23)
HTML = "{http://www.w3.org/1999/xhtml}"
SAMPLES = {
    "text": "Ví dụ “một” & 'hai' <ba>",
    "longtext": "dòng một\ndòng hai",
    "name": "Nguyễn Thị Ánh",
    "personal-number": "079193001234",
    "phone": "0903123456",
    "email": "an@example.vn",
    "number": 1250.5,
    "integer": 3,
    "money": 50_000_000,
    "date": "2026-04-01",
    "partial-date": "1960",
    "boolean": True,
    "agreement": True,
    "address": {"street": "1 Lê Lợi", "unit": "phường 1, TP.HCM"},
}


def sample(field):
    if field.kind == "choice":
        return field.options[-1].value
    if field.kind == "choices":
        return [field.options[0].value]
    if field.kind == "table":
        return [{column.key: sample(column) for column in field.columns} for _ in range(2)]
    return SAMPLES[field.kind]


def posted(markup):
    """What a browser would send for this markup."""
    data = QueryDict(mutable=True)
    tree = html5lib.parse(f"<form>{markup}</form>")
    for element in tree.iter():
        tag, name = element.tag.removeprefix(HTML), element.get("name")
        if not name:
            continue
        if tag == "input" and (element.get("type") not in ("radio", "checkbox") or "checked" in element.attrib):
            data.appendlist(name, element.get("value", "on"))
        elif tag == "textarea":
            data.appendlist(name, (element.text or ""))
        elif tag == "select":
            chosen = [option.get("value") for option in element if "selected" in option.attrib]
            data.appendlist(name, chosen[0] if chosen else "")
    return data


def all_sections():
    for code, document in demo_documents().items():
        definition = parse_definition(document)
        for section in definition.form.sections:
            yield pytest.param(definition, section, id=f"{code}-{section.key}")


@pytest.mark.parametrize(("definition", "section"), list(all_sections()))
def test_what_is_drawn_is_read_back(definition, section):
    answers = {field.key: sample(field) for field in section.fields if field.kind != "computed"}
    assert parse_form(section, posted(draw_section(section, answers, {}))) == answers


@pytest.mark.parametrize(("definition", "section"), list(all_sections()))
def test_ids_are_unique_and_every_control_has_words(definition, section):
    tree = html5lib.parse(f"<form>{draw_section(section, {}, {})}</form>")
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    labels = {element.get("for") for element in tree.iter(f"{HTML}label")}
    for tag in ("input", "textarea", "select"):
        for element in tree.iter(f"{HTML}{tag}"):
            assert element.get("type") == "hidden" or element.get("id") in labels


@pytest.mark.parametrize(("definition", "section"), list(all_sections()))
def test_every_error_leads_to_a_control(definition, section):
    errors = validate(definition.form, {}, section.key, today=TODAY)
    markup = draw_section(section, {}, errors)
    ids = {element.get("id") for element in html5lib.parse(markup).iter()}
    for target, message in error_links(definition.form, errors).items():
        assert target in ids
        message = str(message).rpartition(": Nhập")[2] if ": Nhập" in message else message
        assert message in html5lib.serialize(html5lib.parse(markup)) or "“" in message
    for element in html5lib.parse(markup).iter():
        for name in (element.get("aria-describedby") or "").split():
            assert name in ids


def test_errors_in_rows_name_their_row():
    definition = parse_definition(demo_documents()["2.000815"])
    errors = validate(definition.form, {"documents": [{"title": "a"}]}, "papers", today=TODAY)
    assert error_links(definition.form, errors)["f-documents-0-pages"] == "Giấy tờ 1: Nhập số trang"


def test_nothing_typed_becomes_markup():
    definition = parse_definition(demo_documents()["2.000815"])
    evil = '"><script>alert(1)</script>'
    answers = {field.key: evil for section in definition.form.sections for field in section.fields}
    answers["documents"] = [{"title": evil, "pages": evil}]
    errors = dict.fromkeys(answers, evil)
    for section in definition.form.sections:
        assert "<script" not in draw_section(section, answers, errors)


def test_conditions_travel_to_the_page():
    definition = parse_definition(demo_documents()["1.001193"])
    markup = draw_section(definition.form.section("father"), {}, {})
    group = next(e for e in html5lib.parse(markup).iter() if e.get("id") == "g-father_name")
    assert group.get("data-mc-show-if") == '{"field": "father_known", "equals": true}'


def test_what_another_screen_decided_is_not_left_to_the_script():
    definition = parse_definition(demo_documents()["2.000720"])
    naming = definition.form.section("naming")

    def groups(changes):
        drawn = html5lib.parse(draw_section(naming, {"shop_changes": changes}, {})).iter()
        return {e.get("id"): e.attrib for e in drawn if str(e.get("id")).startswith("g-")}

    found = groups(["name"])
    assert "data-mc-show-if" not in found["g-new_name"] and "data-mc-hidden" not in found["g-new_name"]
    assert "data-mc-hidden" in found["g-new_address"] and found["g-new_address"]["data-mc-show-if"] == '{"any": []}'
    assert "data-mc-hidden" not in groups(["name", "address"])["g-new_address"]


def test_unreadable_date_is_shown_as_it_was_typed():
    definition = parse_definition(demo_documents()["1.001193"])
    section = definition.form.section("child")
    values = parse_form(section, {"child_born-day": "40", "child_born-month": "x", "child_born-year": "2026"})
    errors = validate(definition.form, values, "child", today=TODAY)
    again = posted(draw_section(section, values, errors))
    assert (again["child_born-day"], again["child_born-month"], again["child_born-year"]) == ("40", "x", "2026")


def test_enter_in_a_table_goes_on_and_removes_nothing():
    definition = parse_definition(demo_documents()["2.000815"])
    markup = draw_section(definition.form.section("papers"), {"documents": [{"title": "a"}]}, {})
    first = next(html5lib.parse(markup).iter(f"{HTML}button"))
    assert first.get("name") is None


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(["number", "integer", "money"]))
def test_numbers_survive_being_shown(amount, widget):
    value = float(amount) if widget == "number" else int(amount)
    form = parse_schema({"schema": {"properties": {"x": {"title": "X", "x-widget": widget}}}})
    assert parse_form(form.sections[0], posted(draw_section(form.sections[0], {"x": value}, {}))) == {"x": value}


def test_one_more_row_when_asked():
    definition = parse_definition(demo_documents()["2.000815"])
    section = definition.form.section("papers")
    assert posted(draw_section(section, {"documents": [{"title": "a"}]}, {}))["documents-rows"] == "1"
    assert posted(draw_section(section, {"documents": [{"title": "a"}]}, {}, "documents"))["documents-rows"] == "2"


def test_tags():
    definition = parse_definition(demo_documents()["1.001193"])
    page = Template(
        "{% load procedures %}{% form_section d 'child' a e %}|{% form_errors d e as links %}{{ links }}"
        "|{% answers_summary d a '/nop-ho-so/x/' %}"
    )
    said = page.render(Context({"d": definition, "a": {"child_name": "An & Bình"}, "e": {"child_born": "Nhập ngày"}}))
    assert "f-child_born-day" in said and "An &amp; Bình" in said and '/nop-ho-so/x/child/"' in said


FITTING = {
    "^[0-9]{4}$": "5630",
    "^([01][0-9]|2[0-3]):[0-5][0-9]$": "08:30",
    "^[0-9]{10,13}(-[0-9]{3})?$": "0312345678-001",
}
FORMS = sorted(code for code, document in demo_documents().items() if document.get("form"))


def fitting(field):
    """An answer that a sound form must accept."""
    if field.pattern in FITTING:
        return FITTING[field.pattern]
    if field.kind == "text":
        return "Nội dung khai"[: field.longest]
    if field.kind in ("number", "integer", "money"):
        return max(field.minimum or 1, min(field.maximum or 1, 3))
    if field.kind == "date" and field.earliest == "today":
        return TODAY.isoformat()
    if field.kind == "table":
        return [{column.key: fitting(column) for column in field.columns}]
    return sample(field)


@pytest.mark.parametrize("code", FORMS)
@pytest.mark.parametrize("place", [0, 1, -1])
def test_each_real_form_can_be_completed(code, place):
    definition = parse_definition(demo_documents()[code])
    answers = {field.key: fitting(field) for field in definition.form.fields.values() if field.kind != "computed"}
    for field in definition.form.fields.values():
        if field.kind == "choice":
            answers[field.key] = field.options[min(place, len(field.options) - 1)].value
        elif field.kind == "boolean":
            answers[field.key] = place != 1
    assert validate(definition.form, answers, today=TODAY) == {}
    settled = settle(definition.form, answers)
    assert validate(definition.form, settled, today=TODAY) == {}
    persons = persons_of(definition.form, settled)
    assert persons.submitter_name and persons.owner_name and persons.phone and persons.email
    assert settle(definition.form, json.loads(json.dumps(settled))) == settled
