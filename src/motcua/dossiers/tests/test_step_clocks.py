"""Each step has a clock of its own within the dossier's: due times computed by hand (7:30–11:30, 13:00–17:00, Monday to Friday)."""

from datetime import datetime

import pytest

from motcua.dossiers import actions
from motcua.dossiers.factories import make_house, submitted
from motcua.kernel import clock
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)


def step_due(dossier):
    """When the open step's item is due, on the local clock."""
    open_items = WorkItem.objects.regardless("test").open().about(dossier.subject)
    return clock.local(open_items.get(kind__in=["dossier.step", "dossier.sign"]).due_at)


@pytest.mark.parametrize(
    ("limit", "received", "due"),
    [
        # Eight hours: 3 h 20 in the morning, 4 h after lunch, 40 minutes next day.
        ("working 3d", "2026-08-10 08:10", "2026-08-11 08:10"),
        # At the opening they end with the day.
        ("working 3d", "2026-08-10 07:30", "2026-08-10 17:00"),
        # One hour on Friday, seven on Monday.
        ("working 3d", "2026-08-14 16:00", "2026-08-17 16:00"),
        # During lunch nothing runs: 4 h in the afternoon, 4 h next morning.
        ("working 3d", "2026-08-10 12:15", "2026-08-11 11:30"),
        # After hours the step begins at the next opening.
        ("working 3d", "2026-08-10 18:00", "2026-08-11 17:00"),
        # One hour before Tết 2026 (16 to 20 February), seven after it.
        ("working 3d", "2026-02-13 16:00", "2026-02-23 16:00"),
        # Never later than the dossier itself: same day when received before 15:00, else the end of the next one.
        ("same-day; cutoff 15:00", "2026-08-10 09:00", "2026-08-10 17:00"),
        ("same-day; cutoff 15:00", "2026-08-10 15:30", "2026-08-11 15:30"),
    ],
)
def test_the_first_step_has_eight_working_hours(limit, received, due):
    house = make_house(clock=limit)
    dossier = submitted(house, at=at(received))
    actions.accept(actor=house.actor("receiver"), dossier_id=dossier.pk, at=at(received))
    assert step_due(dossier) == at(due)


def test_each_following_step_counts_from_when_it_began():
    house = make_house(clock="working 3d")
    dossier = submitted(house, at=at("2026-08-10 08:00"))
    actions.accept(actor=house.actor("receiver"), dossier_id=dossier.pk, at=at("2026-08-10 08:00"))
    specialist = house.actor("specialist")
    actions.assign(actor=specialist, dossier_id=dossier.pk, user_id=specialist.user_id, at=at("2026-08-10 08:30"))
    # Half an hour before lunch, three and a half after it.
    actions.complete_step(actor=specialist, dossier_id=dossier.pk, at=at("2026-08-11 11:00"))
    assert step_due(dossier) == at("2026-08-11 16:30")
    # Back at the first step it has its eight hours again: 30 minutes today, 7 h 30 tomorrow.
    actions.return_to_step(
        actor=house.actor("unit_head"), dossier_id=dossier.pk, step=0, reason="Ghi sai ngày sinh của người yêu cầu.",
        at=at("2026-08-11 16:30"),
    )  # fmt: skip
    assert step_due(dossier) == at("2026-08-12 16:30")
