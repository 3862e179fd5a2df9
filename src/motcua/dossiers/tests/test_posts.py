"""A step's work opens for the office and officer that the unit named; without a word as the step says."""

from datetime import timedelta

import pytest

from motcua.accounts.factories import make_officer
from motcua.accounts.queries import actor_of
from motcua.dossiers import actions
from motcua.dossiers.factories import LONG_AGO, course, make_house, reread, submitted
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.ledger.queries import timeline
from motcua.procedures.actions import Choice, assign_post, end_post
from motcua.units.queries import department_of
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db


def accepted(house) -> Dossier:
    """A dossier that has just come to its first step, today."""
    dossier = submitted(house, at=clock.now() - timedelta(minutes=30))
    course(house, dossier).do(actions.accept, "receiver")
    return reread(dossier)


def test_the_named_officer_has_it_at_once_and_may_finish_it() -> None:
    house = make_house()
    land = department_of(house.place.pk, "dia-chinh-xay-dung")
    fifth = make_officer(land, "specialist", full_name="Phạm Văn Năm", valid_from=LONG_AGO)
    row = assign_post(
        actor=SYSTEM, unit_id=house.place.pk, place="department:tu-phap", role="specialist",
        choice=Choice(land.pk, officer_id=fifth.pk), valid_from=clock.today(),
    )  # fmt: skip
    dossier = accepted(house)
    assert (dossier.holder_unit_id, dossier.holder_user_id) == (land.pk, fifth.pk)
    item = WorkItem.objects.regardless("test").open().about(dossier.subject).get(kind="dossier.step")
    assert (item.unit_id, item.holder_user_id) == (land.pk, fifth.pk)
    told = [event for event in timeline(dossier.subject, {"staff"}) if event.kind == "dossier.assigned"]
    assert [event.data["to_name"] for event in told] == ["Phạm Văn Năm"]
    actions.complete_step(actor=actor_of(fifth), dossier_id=dossier.pk)
    assert reread(dossier).step == 1 and reread(dossier).holder_user_id is None
    end_post(actor=SYSTEM, step_post_id=row.pk)
    other = accepted(house)
    assert (other.holder_unit_id, other.holder_user_id) == (house.department.pk, None)


def test_an_officer_who_lost_the_role_is_passed_over() -> None:
    house = make_house()
    gone = make_officer(
        house.department, "specialist", valid_from=LONG_AGO, valid_until=clock.now() + timedelta(days=1)
    )
    assign_post(
        actor=SYSTEM, unit_id=house.place.pk, place="department:tu-phap", role="specialist",
        choice=Choice(house.department.pk, officer_id=gone.pk), valid_from=clock.today(),
    )  # fmt: skip
    dossier = submitted(house, at=clock.now() - timedelta(minutes=30))
    later = clock.now() + timedelta(days=2)
    actions.accept(actor=house.actor("receiver"), dossier_id=dossier.pk, at=later)
    assert (reread(dossier).holder_unit_id, reread(dossier).holder_user_id) == (house.department.pk, None)
