"""How quickly places answer what people think: the middle, nine of ten, and what is still without an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from motcua.kernel import clock
from motcua.opinions.models import Opinion
from motcua.opinions.queries.reading import PUBLIC


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """A place's answers. `median` and `nine_of_ten` run from publication to the first answer; None without any answer."""

    answered: int
    unanswered: int
    median: timedelta | None
    nine_of_ten: timedelta | None


def within(times: list[timedelta], share: float) -> timedelta | None:
    """The time within which this share of the answers came: the nearest rank, so that it is one that really happened."""
    return sorted(times)[max(ceil(share * len(times)), 1) - 1] if times else None


def answer_times(unit_ids: Iterable[int], days: int = 365) -> dict[int, AnswerTimes]:
    """By place, over the opinions published in the last days: one statement. Places without any are absent."""
    since = clock.now() - timedelta(days=days)
    rows = Opinion.objects.regardless(PUBLIC).published().filter(unit_id__in=list(unit_ids), published_at__gte=since)
    took: dict[int, list[timedelta]] = {}
    waiting: dict[int, int] = {}
    for unit_id, published_at, answered_at in rows.values_list("unit_id", "published_at", "answered_at").order_by():
        took.setdefault(unit_id, [])
        if answered_at is None:
            waiting[unit_id] = waiting.get(unit_id, 0) + 1
        else:
            took[unit_id].append(max(answered_at - published_at, timedelta(0)))
    return {
        unit_id: AnswerTimes(len(times), waiting.get(unit_id, 0), within(times, 0.5), within(times, 0.9))
        for unit_id, times in took.items()
    }
