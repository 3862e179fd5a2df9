"""The life of a dossier: every state by real actions, and what each leaves behind."""

import pytest

from motcua.dossiers import actions
from motcua.dossiers.factories import course, make_dossier, make_house, monday, reread, submitted
from motcua.dossiers.models import Dossier, Result, Slip
from motcua.dossiers.rules import CLOSED, FINISHED, State
from motcua.ledger.queries import timeline, verify
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db
HOLDERS = {"dossier.receive", "dossier.step", "dossier.supplement_check", "dossier.sign", "dossier.return"}


def open_items(dossier):
    return list(WorkItem.objects.regardless("test").open().about(dossier.subject))


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_reached_and_sound(state):
    dossier = make_dossier(make_house(), state=state, at=monday())
    assert dossier.state == state
    holders = [item for item in open_items(dossier) if item.kind in HOLDERS]
    assert len(holders) == (0 if state in FINISHED else 1)
    assert (dossier.closed_at is not None) == (state in CLOSED)
    assert verify([dossier.subject]).ok
    if dossier.received_at and state in CLOSED:
        assert dossier.verdict == "on_time"
    if dossier.due_at:
        assert dossier.due_at >= dossier.received_at
    if state in FINISHED:
        assert open_items(dossier) == []


def test_whole_life_leaves_results_slip_and_public_trace_without_names():
    house = make_house()
    dossier = submitted(house, at=monday())
    course(house, dossier).lead("returned")
    dossier = reread(dossier)
    assert Result.objects.get(dossier=dossier).number
    assert Slip.objects.get(dossier=dossier).kind == 1
    public = timeline(dossier.subject, {"public"})
    assert [event.kind for event in public] == [
        "dossier.submitted",
        "dossier.accepted",
        "dossier.transferred",
        "dossier.transferred",
        "dossier.issued",
        "dossier.returned",
    ]
    names = {user.full_name for user in house.officers.values()} | {house.citizen.full_name}
    for event in public:
        text = f"{event.actor} {event.data}"
        assert not any(name in text for name in names)
    assert [line[0] for line in dossier.progress["timeline"]] == [event.kind for event in public]
    assert Dossier.objects.regardless("test").count() == 1
    assert actions.archive(actor=house.actor("receiver"), dossier_id=dossier.pk).archived_at
