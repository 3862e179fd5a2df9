"""Calendars for programs: a unit's published weeks for everybody, and the weeks one officer takes part in."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.accounts.models import Duty, User
from motcua.agenda.models import Edition, FeedKey
from motcua.agenda.queries.published import newest_editions
from motcua.agenda.rules.icalendar import Event, written
from motcua.agenda.rules.weeks import Week
from motcua.kernel import clock
from motcua.kernel.ids import keyed_hash
from motcua.kernel.sealing import unseal
from motcua.units.models import Unit
from motcua.units.queries import place_of, unit_by_id

PURPOSE = "agenda-feed"
BACK = timedelta(weeks=4)


def since() -> date:
    """The first week a feed still holds: programs keep what is older themselves."""
    return Week.of(clock.today() - BACK).monday


def moment_of(said: Mapping[str, Any], name: str) -> datetime:
    """A local time of an edition's entry."""
    return datetime.fromisoformat(f"{said['day']}T{said[name]}")


def event_of(said: Mapping[str, Any], edition: Edition) -> Event:
    """An entry of an edition as calendar programs read it."""
    unit = unit_by_id(edition.plan.unit_id)
    lines = [
        (_("Chủ trì"), said["chair"]),
        (
            _("Thành phần"),
            "; ".join([*said["people"], *said["departments"], *([said["guests"]] if said["guests"] else [])]),
        ),
        (_("Chuẩn bị"), said["prepared_by"]),
    ]
    return Event(
        uid=said["uid"],
        sequence=said["sequence"],
        stamp=edition.published_at,
        starts=moment_of(said, "start"),
        ends=moment_of(said, "end"),
        summary=said["title"],
        location=said["place"],
        description="\n".join(f"{name}: {value}" for name, value in lines if value),
        url=f"{settings.PUBLIC_ADDRESS}/lich-cong-tac/{unit.code}/?ngay={said['day']}",
        cancelled=said["mark"] == "cancelled",
    )


def unit_calendar(unit: Unit) -> str:
    """The unit's published weeks, four back and all ahead."""
    editions = newest_editions([unit.pk], since())
    events = [event_of(said, edition) for edition in editions for said in edition.document["entries"]]
    return written(_("Lịch công tác – %(unit)s") % {"unit": unit.name}, events)


def houses_of(user: User) -> set[int]:
    """The people's committees for which somebody works, or worked within the weeks a feed holds."""
    rows = Duty.objects.filter(user=user).exclude(valid_until__lt=clock.now() - BACK)
    places = [place_of(unit_id) for unit_id in rows.values_list("unit_id", flat=True).distinct()]
    return {place.pk for place in places if place is not None}


def own_entries(user: User) -> Iterable[Event]:
    """Published entries in which somebody takes part."""
    for edition in newest_editions(houses_of(user), since()):
        for said in edition.document["entries"]:
            if user.pk in edition.people.get(said["uid"], ()):
                yield event_of(said, edition)


def own_calendar(user: User) -> str:
    """What was published of one officer's work, four weeks back and all ahead."""
    return written(_("Lịch công tác – %(unit)s") % {"unit": user.full_name}, own_entries(user))


def owner_of(token: str) -> User | None:
    """Whose address this is, while their account is open."""
    row = FeedKey.objects.filter(hash=keyed_hash(token, purpose=PURPOSE), user__is_active=True)
    found = row.select_related("user").first()
    return found.user if found else None


def own_token(user_id: int) -> str:
    """The secret of somebody's address, empty before they asked for one."""
    row = FeedKey.objects.filter(user_id=user_id).first()
    return unseal(row.sealed, purpose=PURPOSE) if row else ""
