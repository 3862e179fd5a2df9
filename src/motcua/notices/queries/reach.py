"""How many a notice reaches before it is sent, and how it went afterwards: counts, never names."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from motcua.notices.models import Notice
from motcua.notifications.models import Channel
from motcua.notifications.queries import course_of
from motcua.subscriptions import queries as subscriptions
from motcua.subscriptions.models import Way
from motcua.units import queries as units

SOURCES = {"app": Channel.APP, "thu": Channel.EMAIL, "may": Channel.PUSH}
"""Where a page visit came from, as the addresses in messages say it, and the channel it belongs to."""


@dataclass(frozen=True)
class Reach:
    """How many would get it on each way, in all, and how many subscribed to the area whatever the topic."""

    ways: list[tuple[Any, int]]
    total: int
    subscribed: int


@dataclass(frozen=True)
class Outcome:
    """How a channel went; `opened` is what was read in the application or the visits of the page from there."""

    channel: Any
    sent: int
    waiting: int
    failed: int
    opened: int


def area_of(notice: Notice) -> frozenset[int]:
    """The ids of all places a notice is for: the unit or its chosen places, with everything below them."""
    roots: Collection[int] = [unit.pk for unit in notice.areas.all()] or [notice.unit_id]
    return frozenset().union(*(units.descendants_of(each) for each in roots))


def reach_of(notice: Notice) -> Reach:
    """How many the notice reaches as it stands."""
    area = area_of(notice)
    found = subscriptions.reach(area, notice.topic.key)
    ways = [(Way(way).label, number) for way, number in found.items()]
    ways.append((Channel.PUSH.label, subscriptions.devices_reached(area, notice.topic.key)))
    return Reach(ways, sum(found.values()), subscriptions.subscribed(area))


def outcome_of(notice: Notice) -> list[Outcome]:
    """How the sending went so far, by channel."""
    visits = dict(notice.visits.values_list("source", "number"))
    by_channel = {channel.value: visits.get(source, 0) for source, channel in SOURCES.items()}
    return [
        Outcome(
            Channel(course.channel).label,
            course.sent,
            course.waiting,
            course.failed,
            max(course.read, by_channel.get(course.channel, 0)),
        )
        for course in course_of(notice.subject)
    ]


def visits_of(notice: Notice) -> int:
    """How often the page was opened, from wherever."""
    return sum(notice.visits.values_list("number", flat=True))
