"""What everybody may read: the newest edition of a unit's week. Private entries are in no edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from motcua.agenda.models import Edition, WeekPlan
from motcua.agenda.queries.days import Day, Marked, day_of, day_words
from motcua.agenda.rules.weeks import Week
from motcua.units.models import Unit
from motcua.units.queries import active_units

FOR_EVERYBODY = "published weeks are for everybody"
PLACES = frozenset({"city", "district", "commune"})


@dataclass(frozen=True, slots=True)
class PublishedEntry(Marked):
    """One published entry; times as 08:00 on the local clock, `mark` says what an adjustment did to it."""

    uid: str
    sequence: int
    day: date
    start: str
    end: str
    title: str
    place: str
    chair: str
    people: tuple[str, ...]
    departments: tuple[str, ...]
    guests: str
    prepared_by: str
    mark: str

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off after it had been published."""
        return self.mark == "cancelled"

    @property
    def with_whom(self) -> str:
        """Everybody who takes part besides the chair, on one line."""
        parts = [*self.people, *self.departments, *([self.guests] if self.guests else [])]
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class PublishedWeek:
    """A unit's week as it was last published."""

    unit_id: int
    week: Week
    edition: int
    published_at: datetime
    days: tuple[Day[PublishedEntry], ...]

    @property
    def entries(self) -> list[PublishedEntry]:
        """All entries in order of time."""
        return [entry for day in self.days for _words, entries in day.parts for entry in entries]


def entry_of(said: Mapping[str, Any]) -> PublishedEntry:
    """An entry of an edition's document."""
    lists = {name: tuple(said[name]) for name in ("people", "departments")}
    return PublishedEntry(**{**said, **lists, "day": date.fromisoformat(said["day"])})


def newest_edition(unit_id: int, week: Week) -> Edition | None:
    """The edition that counts for a week."""
    rows = Edition.objects.filter(plan__unit_id=unit_id, plan__monday=week.monday)
    return rows.select_related("plan").order_by("-number").first()


def newest_editions(unit_ids: Iterable[int], since: date) -> list[Edition]:
    """The editions that count for these units' weeks from a day on, in order of time."""
    rows = Edition.objects.filter(plan__unit_id__in=list(unit_ids), plan__monday__gte=since)
    newest = {edition.plan_id: edition for edition in rows.select_related("plan").order_by("number")}
    return sorted(newest.values(), key=lambda edition: (edition.plan.monday, edition.plan.unit_id))


def starting(entry: PublishedEntry) -> time:
    """When an entry begins."""
    return time.fromisoformat(entry.start)


def published_week(unit: Unit, day: date) -> PublishedWeek | None:
    """The published plan of the week a day lies in; None when that week was never published for the unit."""
    week = Week.of(day)
    edition = newest_edition(unit.pk, week)
    if edition is None:
        return None
    entries = [entry_of(said) for said in edition.document["entries"]]
    days = [
        day_of(words, (entry for entry in entries if entry.day == words.day), starting)
        for words in day_words(unit.pk, week.days)
    ]
    return PublishedWeek(unit.pk, week, edition.number, edition.published_at, tuple(days))


def has_earlier(unit_id: int, week: Week) -> bool:
    """Whether something was published before a week."""
    rows = WeekPlan.objects.regardless(FOR_EVERYBODY).filter(unit_id=unit_id, edition__gt=0)
    return bool(rows.filter(monday__lt=week.monday).exists())


def places_published() -> list[Unit]:
    """People's committees that have published a week."""
    rows = WeekPlan.objects.regardless(FOR_EVERYBODY).filter(edition__gt=0)
    known = set(rows.values_list("unit_id", flat=True).distinct())
    return [unit for unit in active_units(levels=PLACES) if unit.pk in known]


@dataclass(frozen=True, slots=True)
class Region:
    """A place with those below it that have published; `publishes` says whether it has itself."""

    unit: Unit
    publishes: bool
    below: tuple[Unit, ...]


def regions_published() -> list[Region]:
    """The places that have published, communes under the place above them."""
    places = places_published()
    known = {place.pk for place in places}
    below: dict[int, list[Unit]] = {}
    for place in places:
        if place.level == "commune" and place.parent_id is not None:
            below.setdefault(place.parent_id, []).append(place)
        else:
            below.setdefault(place.pk, [])
    heads = [unit for unit in active_units(levels=PLACES) if unit.pk in below]
    return [Region(unit, unit.pk in known, tuple(below[unit.pk])) for unit in heads]
