"""Test data of the room: opinions by the real verbs."""

from datetime import timedelta
from itertools import count
from typing import Any

from motcua.accounts.factories import make_officer
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.notifications.actions import ensure_templates
from motcua.opinions import actions
from motcua.opinions.actions import Said
from motcua.opinions.models import DraftText, Opinion
from motcua.units.factories import make_place
from motcua.units.models import Unit
from motcua.worktime.factories import make_calendar
from motcua.worktime.models import CalendarVersion

SERIAL = count(1)


def make_asked_place() -> Unit:
    """A place with a calendar and the notices' words."""
    if not CalendarVersion.objects.exists():
        make_calendar()
    ensure_templates()
    return make_place()


def leader_of(place: Unit) -> Actor:
    """A new head of a place."""
    return actor_of(make_officer(place, "unit_head", full_name="Phạm Thị Chủ"))


def make_opinion(place: Unit, *, actor: Actor = ANONYMOUS, **changes: Any) -> Opinion:
    """An opinion just sent."""
    values = {"title": "Giờ mở cửa thứ bảy", "text": "Nên mở cửa sáng thứ bảy cho người đi làm.", **changes}
    return actions.submit(actor=actor, token=f"mot-gop-y-{next(SERIAL):010d}", said=Said(unit_id=place.pk, **values))


def make_draft(place: Unit, leader: Actor, *, days: int = 10, public: bool = True) -> DraftText:
    """A draft that asks from today on."""
    today = clock.today()
    draft = actions.save_draft(
        actor=leader, unit_id=place.pk, title="Dự thảo giờ thu rác", summary="", text="Điều 1. Thu rác buổi tối.",
        opens_on=today, closes_on=today + timedelta(days=days),
    )  # fmt: skip
    return actions.publish_draft(actor=leader, unit_id=place.pk, draft_id=draft.pk) if public else draft
