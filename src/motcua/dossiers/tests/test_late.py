"""What will not be ready in time: an apology the day before, signed by the head, with one new date."""

from datetime import timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.factories import course, make_house, monday, reread, submitted
from motcua.dossiers.models import Slip, SlipKind
from motcua.dossiers.queries.due import to_apologise_for
from motcua.kernel.refusals import Conflict, Refusal
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def at_work(house):
    """A dossier accepted on a Monday morning, with a specialist."""
    dossier = submitted(house, at=monday())
    course(house, dossier).lead("processing")
    return reread(dossier)


def test_the_day_before_and_not_sooner():
    dossier = at_work(make_house(clock="working 5d"))
    assert to_apologise_for(dossier.due_at - 26 * HOUR) == []
    assert to_apologise_for(dossier.due_at - 23 * HOUR) == [dossier.pk]


def test_what_is_due_at_once_is_apologised_for_only_when_it_is_late():
    dossier = at_work(make_house(clock="working 1d"))
    assert to_apologise_for(dossier.due_at - HOUR) == []
    assert to_apologise_for(dossier.due_at + HOUR) == [dossier.pk]


def test_the_job_drafts_once_and_puts_it_before_the_head():
    dossier = at_work(make_house(clock="working 5d"))
    eve = dossier.due_at - 20 * HOUR
    for _ in range(2):
        actions.propose_apology(dossier_id=dossier.pk, at=eve)
    assert Slip.objects.filter(dossier=dossier, kind=SlipKind.APOLOGY, issued_at=None).count() == 1
    items = WorkItem.objects.regardless("test").open().about(dossier.subject).filter(kind="dossier.apologise")
    assert [item.holder_role for item in items] == ["unit_head"]
    assert to_apologise_for(eve) == []


def test_the_head_signs_one_new_date_and_no_second():
    house = make_house(clock="working 5d")
    dossier = at_work(house)
    first, eve = dossier.due_at, dossier.due_at - 20 * HOUR
    head, later = house.actor("unit_head"), dossier.due_at + timedelta(days=3)
    with pytest.raises(Refusal):
        actions.apologise(actor=head, dossier_id=dossier.pk, reason="", new_due=later, at=eve)
    with pytest.raises(Refusal):
        actions.apologise(actor=head, dossier_id=dossier.pk, reason="Chờ xác minh", new_due=first, at=eve)
    actions.apologise(actor=head, dossier_id=dossier.pk, reason="Chờ xác minh", new_due=later, at=eve)
    dossier = reread(dossier)
    assert dossier.rescheduled and dossier.due_at == later and dossier.original_due_at == first
    with pytest.raises(Conflict):
        actions.apologise(actor=head, dossier_id=dossier.pk, reason="Lần nữa", new_due=later + 24 * HOUR, at=eve)


def test_late_stays_late_and_never_blocks_the_result():
    house = make_house(clock="working 5d")
    dossier = at_work(house)
    later = dossier.due_at + timedelta(days=3)
    actions.apologise(
        actor=house.actor("unit_head"),
        dossier_id=dossier.pk,
        reason="Chờ xác minh",
        new_due=later,
        at=dossier.due_at - HOUR,
    )
    course(house, reread(dossier), pace=lambda at: max(at, dossier.due_at) + HOUR).lead("returned")
    dossier = reread(dossier)
    assert dossier.state == "returned" and dossier.verdict == "late"
