"""The city's procedure with a ward's own way: computed, frozen, pinned, kept over the city's updates, reported when it no longer fits."""

import copy
from datetime import timedelta

import pytest

from motcua.accounts.factories import make_officer
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.ledger.queries import timeline
from motcua.procedures import actions, queries
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import Frozen, ProcedureVersion
from motcua.procedures.queries.guards import missing_triggers
from motcua.procedures.rules.canonical import document_hash
from motcua.procedures.rules.overrides import effective, shape_faults
from motcua.units.factories import make_place, make_unit

pytestmark = pytest.mark.django_db
FEE = {"place": "fees", "key": "fee", "name": "amount", "value": 8000}
DESK = {"place": "procedure", "name": "desk_name", "value": "Quầy số 3"}
CHECK = {
    "place": "steps", "after": "process",
    "add": {"key": "check_here", "title": "Kiểm tra tại phường", "role": "specialist", "unit": "desk",
            "budget": "working 2h", "kind": "process"},
}  # fmt: skip
CODE = "9.000001"


@pytest.fixture
def places():
    """A district with two wards, all taking the procedure."""
    district = make_unit(code="quan-ba", level="district")
    wards = [make_unit(code=f"phuong-{number}", level="commune", parent=district) for number in (3, 4)]
    return district, *wards


@pytest.fixture
def version(places):
    return make_version(document=make_document(code=CODE), units=places)


def put(unit, *changes, actor=SYSTEM, days=0, reason="Quyết định 12/QĐ-UBND"):
    return actions.publish_override(
        actor=actor, code=CODE, unit_id=unit.pk, changes=list(changes), reason=reason,
        valid_from=clock.today() + timedelta(days=days),
    )  # fmt: skip


def at(unit, days=0):
    return queries.definition_of(queries.version_at(CODE, unit.pk, clock.today() + timedelta(days=days)))


def test_a_wards_own_way_is_a_frozen_version_of_its_own(places, version) -> None:
    _district, third, fourth = places
    put(third, FEE, DESK, CHECK, days=1)
    assert at(third) is at(fourth) and at(third).version_id == version.pk
    own = at(third, 1)
    assert (own.fees[0].amount, own.desk_name) == (8000, "Quầy số 3")
    assert [step.key for step in own.steps] == ["process", "check_here", "sign", "issue", "return"]
    assert at(fourth, 1).version_id == version.pk and queries.version_at(CODE, None) == version.pk
    row = ProcedureVersion.objects.get(pk=own.version_id)
    assert row.base_id == version.pk and row.hash == document_hash(row.document)
    row.document["summary"] = "khác"
    with pytest.raises(Frozen):
        row.save()
    assert missing_triggers() == []


def test_district_and_ward_lie_one_on_the_other_and_end_on_a_day(places, version) -> None:
    district, third, fourth = places
    put(district, {**FEE, "value": 9000}, DESK)
    put(third, FEE, days=1)
    assert [at(unit).fees[0].amount for unit in places] == [9000, 9000, 9000]
    assert at(third, 1).fees[0].amount == 8000 and at(third, 1).desk_name == "Quầy số 3"
    own = put(third, {**FEE, "value": 7000}, days=3)
    assert [at(third, day).fees[0].amount for day in (0, 1, 2, 3)] == [9000, 8000, 8000, 7000]
    actions.end_override(actor=SYSTEM, override_id=own.pk, on=clock.today() + timedelta(days=5))
    assert [at(third, day).fees[0].amount for day in (4, 5)] == [7000, 9000]
    assert at(fourth, 5).version_id == at(fourth).version_id


def republish(change, days=1):
    document = make_document(code=CODE)
    change(document)
    draft = actions.save_draft(actor=SYSTEM, document=document)
    return actions.publish(actor=SYSTEM, version_id=draft.pk, valid_from=clock.today() + timedelta(days=days))


def test_an_update_of_the_template_reaches_the_wards_with_their_overrides_kept(places, version) -> None:
    _district, third, _fourth = places
    put(third, FEE, DESK)
    before = at(third).version_id
    newer = republish(lambda document: document.update(summary="Bản mới của thành phố."))
    assert (at(third, 1).summary, at(third, 1).fees[0].amount) == ("Bản mới của thành phố.", 8000)
    assert ProcedureVersion.objects.get(pk=at(third, 1).version_id).base_id == newer.pk
    assert at(third).version_id == before


def test_an_override_that_no_longer_fits_is_reported_and_the_rest_holds(places, version) -> None:
    _district, third, _fourth = places
    put(third, {"place": "steps", "key": "process", "name": "unit", "value": "desk"}, FEE)

    def without_step(document):
        document["steps"] = document["steps"][1:]
        document["steps"][0]["returns_to"] = ""

    republish(without_step)
    assert at(third, 1).fees[0].amount == 8000
    told = [one for one in timeline(f"procedure:{CODE}", {"staff"}) if one.kind == "override-misfits"]
    assert len(told) == 1 and "process" in told[0].data["reasons"][0]
    row = queries.overrides_of(SYSTEM, third.pk)[0]
    assert [one.number for one in row.misfits] == [0]


def test_what_does_not_fit_today_is_refused_in_words(places, version) -> None:
    _district, third, _fourth = places
    for changes, path in (
        ([{**FEE, "key": "gone"}], "changes.0"),
        ([{"place": "procedure", "name": "clock", "value": "working 9d; pause"}], "changes.0"),
        ([{"place": "procedure", "name": "name", "value": "x"}], "changes.0"),
        ([{**CHECK, "add": {**CHECK["add"], "budget": "working 5d"}}], "steps"),
        ([{**CHECK, "add": {**CHECK["add"], "role": "king"}}], "steps.1.role"),
        ([], "changes"),
        (["rubbish"], "changes.0"),
    ):
        with pytest.raises(Refusal) as refused:
            put(third, *changes)
        assert any(key.startswith(path.split(".")[0]) for key in refused.value.fields), (changes, refused.value.fields)
    for more in ({"days": -1}, {"reason": " "}):
        with pytest.raises(Refusal):
            put(third, FEE, **more)
    put(third, FEE, days=2)
    with pytest.raises(Refusal):
        put(third, FEE, days=1)


def test_only_the_units_own_editor_may_touch_it() -> None:
    third, fourth = make_place(), make_place()
    make_version(document=make_document(code=CODE), units=[third, fourth])
    editor, stranger = (actor_of(make_officer(place, "editor")) for place in (third, fourth))
    own = put(third, FEE, actor=editor)
    for verb in (
        lambda: put(third, DESK, actor=stranger, days=1),
        lambda: put(third, DESK, actor=actor_of(make_officer(third, "clerk")), days=1),
    ):
        with pytest.raises(NotAllowed):
            verb()
    with pytest.raises(NotFound):
        actions.end_override(actor=stranger, override_id=own.pk)
    assert queries.overrides_of(stranger, fourth.pk) == []
    with pytest.raises(NotAllowed):
        queries.overrides_of(stranger, third.pk)


def test_pure_application_never_touches_the_template() -> None:
    document = make_document()
    before = copy.deepcopy(document)
    made = effective(document, [FEE, DESK, CHECK, {"place": "notes", "add": "Mang theo bản chính"}])
    assert document == before and made.misfits == () and made.document["notes"] == ["Mang theo bản chính"]
    assert effective(document, [FEE, FEE]).document == effective(document, [FEE]).document
    assert shape_faults([FEE, DESK, CHECK]) == [] and len(shape_faults({"a": 1})) == 1
