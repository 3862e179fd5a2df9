"""Times around lunch and closing, reminders that never come at night, what a check-in means: by tables and by properties."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.queueing.factories import monday
from motcua.queueing.rules import calendar_file, slots
from motcua.queueing.rules.calling import EDGES, PLANNED, State

OPEN = ((450, 690), (780, 1020))


@pytest.mark.parametrize(
    ("spans", "minutes", "first", "last", "count"),
    [
        (OPEN, 30, 450, 990, 16),
        (OPEN, 45, 450, 960, 10),
        (((450, 690),), 240, 450, 450, 1),
        (((0, 1440),), 60, 0, 1380, 24),
    ],
)
def test_slots_end_before_lunch_and_before_closing(
    spans: tuple[slots.Span, ...], minutes: int, first: int, last: int, count: int
) -> None:
    found = slots.starts(spans, minutes)
    assert (found[0], found[-1], len(found)) == (first, last, count)


def test_a_closed_day_and_an_opening_too_short_have_no_slots() -> None:
    assert slots.starts((), 30) == [] and slots.starts(((450, 470),), 30) == []


@given(st.lists(st.tuples(st.integers(0, 700), st.integers(701, 1440)), max_size=3), st.integers(5, 240))
def test_every_slot_lies_within_the_hours(spans: list[slots.Span], minutes: int) -> None:
    assert all(slots.fits(start, start + minutes, spans) for start in slots.starts(spans, minutes))


def test_places_never_go_below_none() -> None:
    assert [slots.places_left(2, 1, 0), slots.places_left(2, 1, 1), slots.places_left(1, 2, 1)] == [1, 0, 0]


def test_reminders_come_the_day_before_and_two_hours_before() -> None:
    tuesday = monday(10) + timedelta(days=1)
    found = slots.reminders(tuesday, monday(8))
    assert [(each.kind, each.at) for each in found] == [("day", monday(10)), ("hours", tuesday - timedelta(hours=2))]


@pytest.mark.parametrize(
    ("hour", "booked", "kinds"),
    [
        # Two hours before half past seven is night: it goes out the evening before.
        (7, monday(6), ["day", "hours"]),
        # Booked in the evening for the next morning: only what still lies ahead.
        (7, monday(19, 30), []),
        (14, monday(15), ["hours"]),
        # Booked within the hour: nobody needs a reminder of what they have just done.
        (9, monday(9) + timedelta(hours=22, minutes=30), []),
    ],
)
def test_reminders_leave_out_the_past_and_the_night(hour: int, booked: datetime, kinds: list[str]) -> None:
    tuesday = monday(hour, 30 if hour == 7 else 0) + timedelta(days=1)
    assert [each.kind for each in slots.reminders(tuesday, booked)] == kinds


@given(st.integers(0, 60 * 24 * 20), st.integers(0, 60 * 24 * 20))
def test_no_reminder_and_no_offer_reaches_anybody_at_night(minutes: int, before: int) -> None:
    begins = monday(0) + timedelta(minutes=minutes)
    booked = begins - timedelta(minutes=before)
    for each in slots.reminders(begins, booked):
        assert slots.MORNING <= each.at.time() < slots.EVENING and booked < each.at < begins
    assert slots.MORNING <= slots.by_day(booked).time() < slots.EVENING and slots.by_day(booked) >= booked


def test_an_offer_at_night_waits_for_the_morning_and_one_too_late_is_none() -> None:
    begins, notice = monday(10) + timedelta(days=1), timedelta(hours=1)
    assert slots.offer_until(monday(9), begins, notice) == monday(9, 30)
    assert slots.offer_until(monday(22), begins, notice) == monday(7, 30) + timedelta(days=1)
    assert slots.offer_until(begins - timedelta(minutes=80), begins, notice) == begins - notice
    assert slots.offer_until(begins - timedelta(minutes=65), begins, notice) is None


@pytest.mark.parametrize(
    ("minutes", "verdict", "queued"),
    [(-31, "early", 0), (-30, "on-time", 0), (0, "on-time", 0), (15, "on-time", 15), (16, "late", 16)],
)
def test_who_comes_early_gains_nothing_and_who_comes_late_queues_by_arrival(
    minutes: int, verdict: str, queued: int
) -> None:
    came = slots.arrival(monday(9), monday(9) + timedelta(minutes=minutes))
    assert (came.verdict, came.queued_at) == (verdict, monday(9) + timedelta(minutes=queued))


def test_planned_visits_have_ways_out_and_only_who_came_gets_a_number() -> None:
    ways = {verb: edge for verb, edge in EDGES.items() if edge.sources & PLANNED}
    assert set(ways) == {"confirm", "lapse", "shift", "displace", "withdraw", "arrive", "absent", "expire"}
    assert [verb for verb, edge in ways.items() if edge.target == State.WAITING] == ["arrive"]


def test_the_calendar_file_escapes_folds_and_counts_in_utc() -> None:
    text = calendar_file.written(
        calendar_file.Event(
            uid="abc@so",
            serial=2,
            begins=monday(8),
            ends=monday(8, 30),
            title="Lịch hẹn: đất đai; xây dựng, nhà ở" * 4,
            place="Xã A",
            text="Dòng một\nDòng hai",
            address="https://mot-cua.example/lich-hen/abc/",
            made=monday(7).astimezone(clock.LOCAL),
        )
    )
    assert "DTSTART:20260810T010000Z\r\n" in text and "SEQUENCE:2" in text and "STATUS:CONFIRMED" in text
    assert "Dòng một\\nDòng hai" in text and "\\; xây dựng\\, nhà" in text.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
