"""Which times of a field may be booked: from its opening hours, its plan, and the places taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.refusals import NotFound
from motcua.queueing.models import ServiceField, Slot, SlotPlan
from motcua.queueing.queries.hours import Opening, openings
from motcua.queueing.rules import slots as rules


@dataclass(frozen=True)
class Time:
    """One time of a field: aware moments, places left, and the places of the plan less those of overlapping slots."""

    begins: datetime
    ends: datetime
    left: int
    most: int

    @property
    def words(self) -> str:
        """08:00–08:30."""
        return f"{clock.local(self.begins):%H:%M}–{clock.local(self.ends):%H:%M}"

    @property
    def value(self) -> str:
        """The beginning as the address and the forms name it: 0800."""
        return f"{clock.local(self.begins):%H%M}"


@dataclass(frozen=True)
class BookingDay:
    """One day of a field with its times; empty with a note when it is closed."""

    opening: Opening
    times: tuple[Time, ...]

    @property
    def day(self) -> date:
        """The local day."""
        return self.opening.day

    @property
    def left(self) -> int:
        """Places left in all."""
        return sum(each.left for each in self.times)


def plan_of(field: ServiceField) -> SlotPlan:
    """How a field gives appointments; refuses with NotFound when it gives none."""
    plan = SlotPlan.objects.filter(field=field, is_open=True).first()
    if plan is None:
        raise NotFound(_("Lĩnh vực này chưa nhận đặt lịch hẹn."))
    return plan


def moment_of(day: date, minute: int) -> datetime:
    """The moment of a minute of a local day."""
    return datetime(day.year, day.month, day.day, tzinfo=clock.LOCAL) + timedelta(minutes=minute)


def minute_in(day: date, at: datetime) -> int:
    """The minute of a local day at which a moment lies; beyond 1440 on later days."""
    return int((at - moment_of(day, 0)).total_seconds() // 60)


def days_of(field: ServiceField, plan: SlotPlan, at: datetime) -> list[BookingDay]:
    """Every day on which the field may be booked, closed ones with their reason; two statements whatever the number."""
    today = clock.local(at).date()
    return built(plan, openings(field, today, plan.days_ahead + 1), at)


def day_of(field: ServiceField, plan: SlotPlan, day: date, at: datetime) -> BookingDay:
    """One day; empty when it lies outside what may be booked."""
    today = clock.local(at).date()
    if not today <= day <= today + timedelta(days=plan.days_ahead):
        return BookingDay(Opening(day, ()), ())
    return built(plan, openings(field, day, 1), at)[0]


def built(plan: SlotPlan, opened: Sequence[Opening], at: datetime) -> list[BookingDay]:
    """The days with their times."""
    first, last = moment_of(opened[0].day, 0), moment_of(opened[-1].day, 1440)
    rows = list(
        Slot.objects.filter(field_id=plan.field_id, begins__gte=first, begins__lt=last, taken__gt=0).values_list(
            "begins", "ends", "taken"
        )
    )
    return [BookingDay(each, tuple(times_of(plan, each, at, rows))) for each in opened]


def times_of(
    plan: SlotPlan, opening: Opening, at: datetime, rows: Sequence[tuple[datetime, datetime, int]]
) -> list[Time]:
    """The times of a day that are still far enough ahead."""
    found = []
    for start in rules.starts(opening.spans, plan.minutes):
        begins = moment_of(opening.day, start)
        ends = begins + timedelta(minutes=plan.minutes)
        if begins < at + timedelta(minutes=plan.notice):
            continue
        taken = sum(number for first, _last, number in rows if first == begins)
        beside = sum(number for first, last, number in rows if first != begins and first < ends and begins < last)
        left = rules.places_left(plan.capacity, taken, beside)
        found.append(Time(begins, ends, left, max(0, plan.capacity - beside)))
    return found


def time_at(field: ServiceField, plan: SlotPlan, begins: datetime, at: datetime) -> Time | None:
    """The time that begins then, full or not; None when it may not be booked at all."""
    day = day_of(field, plan, clock.local(begins).date(), at)
    return next((each for each in day.times if each.begins == begins), None)


def next_free(field: ServiceField, plan: SlotPlan, at: datetime, *, after: datetime, count: int = 3) -> list[datetime]:
    """The free times nearest to a moment, from then on; those before it when there are none."""
    free = [(each.begins, each.left) for day in days_of(field, plan, at) for each in day.times]
    return rules.first_free([pair for pair in free if pair[0] > after], count) or rules.first_free(free, count)


def times_words(moments: Sequence[datetime]) -> str:
    """Moments as people read them: 08:30 ngày 11/08/2026."""
    return "; ".join(
        _("%(hour)s ngày %(day)s") % {"hour": f"{clock.local(at):%H:%M}", "day": f"{clock.local(at):%d/%m/%Y}"}
        for at in moments
    )


def still_open(field: ServiceField, begins: datetime, ends: datetime, opened: Opening) -> bool:
    """Whether a time lies within the hours of its day."""
    return rules.fits(minute_in(opened.day, begins), minute_in(opened.day, ends), opened.spans)
