"""What the starter catalogue says: names as the national catalogue has them, honest about what was not checked, findable."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.kernel.folding import fold
from motcua.procedures import actions, queries
from motcua.procedures.actions.demo import demo_documents, offering_units
from motcua.procedures.models import Offering
from motcua.procedures.queries.trials import outcomes
from motcua.procedures.rules.definition import LIFE_EVENTS, parse_definition
from motcua.procedures.rules.sharing import codes_by_unit, with_parts
from motcua.units import actions as units
from motcua.units.models import Unit

DOCUMENTS = demo_documents()
DEFINITIONS = {code: parse_definition(document) for code, document in DOCUMENTS.items()}
NAMES = Path(__file__).parent / "national_names.csv"
REAL = {
    "1.001193", "1.000656", "1.000894", "1.004873", "2.000635", "2.000815", "1.001612", "2.000720", "1.001570", "1.001266",
    "1.013225", "1.013229", "1.013226", "1.013227", "1.013274", "2.001955",
}  # fmt: skip
POLICE = {"1.004222", "1.004194", "1.010041", "1.002755", "1.010028", "1.003197"}


def test_names_are_exactly_those_of_the_national_catalogue():
    with NAMES.open(encoding="utf-8") as file:
        national = {row["code"]: row["name"] for row in csv.DictReader(file)}
    assert {code: DOCUMENTS[code]["name"] for code in national} == national
    assert len(national) == 59 and len(DOCUMENTS) == 74


def test_which_forms_are_entered_field_by_field():
    forms = {code for code, definition in DEFINITIONS.items() if definition.form.fields}
    assert {code for code in forms if not DEFINITIONS[code].generic_form} == REAL
    assert DOCUMENTS.keys() - forms == POLICE
    generic = {code for code in forms if DEFINITIONS[code].generic_form}
    assert len({tuple(DEFINITIONS[code].form.fields) for code in generic}) == 1


@pytest.mark.parametrize("code", sorted(DOCUMENTS))
def test_each_says_what_a_person_must_know(code):
    definition, document = DEFINITIONS[code], DOCUMENTS[code]
    assert definition.applicants and definition.results and definition.fees and definition.legal_basis
    assert definition.life_events and set(definition.life_events) <= set(LIFE_EVENTS)
    assert len(definition.short_name) <= 80 and definition.summary.endswith(".")
    assert definition.checked_on == "2026-07-18" and definition.unverified
    assert all(paper.original or paper.copy for paper in definition.papers)
    assert 6 <= len(document["aliases"]) <= 16 and all(2 < len(alias) <= 60 for alias in document["aliases"])
    # A number that nobody checked is said on the page.
    if any(fee.amount is None for fee in definition.fees):
        said = " ".join(definition.unverified).lower()
        assert "phí" in said or "nghĩa vụ" in said
    if "chưa kiểm chứng" in definition.clock_note:
        assert any("hời hạn" in point for point in definition.unverified)


@pytest.mark.parametrize("code", sorted(REAL))
def test_each_real_form_carries_lives_as_they_come_to_the_desk(code):
    found = outcomes(DOCUMENTS[code])
    assert [outcome.misses for outcome in found if not outcome.holds] == []
    sound = [outcome.trial for outcome in found if not outcome.found["errors"]]
    assert sound and len(found) > len(sound) and all("papers" in trial.expect for trial in sound)
    costs = {"fee" in trial.expect for trial in sound}
    assert costs == {all(fee.online_amount is not None or fee.amount is not None for fee in DEFINITIONS[code].fees)}


def test_no_everyday_name_leads_to_two_procedures():
    claimed = Counter(fold(alias) for document in DOCUMENTS.values() for alias in set(document["aliases"]))
    assert [alias for alias, times in claimed.items() if times > 1] == []


def test_the_same_question_has_the_same_id_everywhere():
    """Fields under one id are asked the same way, with the same answers to choose: figures count on it."""
    asked: dict[str, set[object]] = {}
    for definition in DEFINITIONS.values():
        for key, field in definition.form.fields.items():
            options = tuple(option.value for option in field.options)
            asked.setdefault(key, set()).add((field.kind, options))
    assert {key: found for key, found in asked.items() if len(found) > 1} == {}


@pytest.fixture
def city(db):
    units.load_demo(actor=SYSTEM)
    actions.load_demo(SYSTEM)


def offered(*codes: str) -> set[str]:
    """What these units take."""
    rows = Offering.objects.filter(unit__code__in=codes)
    return set(rows.values_list("procedure__code", flat=True))


def wards(place: str) -> list[str]:
    """The codes of the wards and communes of a district."""
    return list(Unit.objects.filter(parent__code=place, level="commune").values_list("code", flat=True))


def test_the_five_places_take_what_they_opened(city):
    assert len(offered("thu-duc", *wards("thu-duc"))) == 68
    assert (len(offered("cu-chi")), len(offered(*wards("cu-chi")))) == (12, 4)
    assert {DEFINITIONS[code].field_code for code in offered("quan-7")} == {"ho-kinh-doanh", "lao-dong", "xay-dung"}
    assert offered(*wards("quan-10")) == offered("thu-duc-linh-xuan") and len(offered("quan-10-phuong-1")) == 36
    assert offered("hoc-mon-ba-diem") == offered("quan-10-phuong-1") and "1.012784" in offered("hoc-mon")
    assert not offered(*Unit.objects.values_list("code", flat=True)) & POLICE
    assert DOCUMENTS.keys() - POLICE == set(offering_units())
    assert [entry.code for entry in queries.catalogue(field_code="duong-bo")] == ["1.013274"]


def test_shared_parts_are_put_in_where_they_are_named():
    parts = {"who": {"name": 1, "phone": 2}, "must": ["name", "phone"], "one": {"key": "a", "note": "x"}}
    assert with_parts({"use": "who", "wish": 3, "phone": 9}, parts) == {"name": 1, "wish": 3, "phone": 9}
    assert list(with_parts({"first": 0, "use": "who", "last": 3}, parts)) == ["first", "name", "phone", "last"]
    assert with_parts([{"use": "must"}, "wish"], parts) == ["name", "phone", "wish"]
    assert with_parts([{"use": "one", "note": "y"}], parts) == [{"key": "a", "note": "y"}]
    assert with_parts({"use": {"title": "Dùng vào việc gì"}}, parts) == {"use": {"title": "Dùng vào việc gì"}}
    with pytest.raises(KeyError):
        with_parts({"use": "nobody"}, parts)


def test_units_nobody_names_take_what_their_level_takes():
    offers = {
        "sets": {"a": ["1"], "b": ["take a", "2"]},
        "levels": {"commune": ["a"]},
        "offers": [{"unit": "x", "sets": ["b"]}],
    }
    places = {"x": ("commune", ""), "y": ("commune", "x"), "z": ("district", "")}
    assert codes_by_unit(offers, places) == {"x": ["1", "2"], "y": ["1"], "z": []}
    assert codes_by_unit({**offers, "offers": [{"wards_of": "x", "sets": ["b"]}]}, places)["y"] == ["1", "2"]
