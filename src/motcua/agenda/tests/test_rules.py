"""Weeks, ways of a plan, overlaps, editions and iCalendar, without any database."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.agenda.rules.clashes import Slot, clashing
from motcua.agenda.rules.editions import marked
from motcua.agenda.rules.icalendar import Event, written
from motcua.agenda.rules.naming import title_at
from motcua.agenda.rules.states import EDGES, ForbiddenMove, State, fits, target_of
from motcua.agenda.rules.weeks import Part, Week, part_of, readable_day
from motcua.ui.icalendar import folded

MONDAY = date(2026, 8, 10)
STAMP = datetime(2026, 8, 7, 2, 0, tzinfo=UTC)


@given(st.dates(date(2000, 1, 3), date(2090, 1, 1)))
def test_a_week_begins_on_monday_and_holds_its_day(day: date) -> None:
    week = Week.of(day)
    assert week.monday.weekday() == 0 and day in week.days and len(week.days) == 7
    assert week.after.before == week and week.sunday + timedelta(days=1) == week.after.monday


def test_a_week_that_is_over_and_one_too_far_ahead_can_not_be_planned() -> None:
    week = Week(MONDAY)
    assert week.may_change(date(2026, 8, 16)) and not week.may_change(date(2026, 8, 17))
    assert week.may_change(date(2025, 8, 10)) and not week.may_change(date(2025, 8, 8))
    assert week.span == "10/08 – 16/08/2026"


@pytest.mark.parametrize(
    ("at", "part"),
    [("00:00", Part.MORNING), ("11:59", Part.MORNING), ("12:00", Part.AFTERNOON), ("17:59", Part.AFTERNOON), ("18:00", Part.EVENING)],
)  # fmt: skip
def test_parts_of_the_day(at: str, part: Part) -> None:
    assert part_of(time.fromisoformat(at)) is part


@pytest.mark.parametrize(
    "text", ["", "hôm nay", "2026-13-01", "1999-12-31", "2100-01-01", "0001-01-01", "9" * 400, "\x00"]
)
def test_days_of_addresses_that_are_none(text: str) -> None:
    assert readable_day(text) is None


def test_every_edge_has_a_reason_and_no_way_around_the_reader() -> None:
    assert all(edge.why for edge in EDGES.values())
    assert target_of("submit", State.DRAFT) is State.SUBMITTED
    ways_to_public = [(verb, edge.sources) for verb, edge in EDGES.items() if edge.target is State.PUBLISHED]
    assert ways_to_public == [("publish", frozenset({State.APPROVED}))]
    assert not fits("publish", State.SUBMITTED)
    assert all(target_of("alter", state) is State.DRAFT for state in State)
    with pytest.raises(ForbiddenMove):
        target_of("approve", State.DRAFT)


def slot(number: int, starts: int, ends: int, *takes: str) -> Slot:
    """A slot from minute to minute of one day."""
    begin = datetime(2026, 8, 10, tzinfo=UTC)
    return Slot(number, begin + timedelta(minutes=starts), begin + timedelta(minutes=ends), frozenset(takes))


def test_what_touches_does_not_overlap() -> None:
    assert clashing([slot(1, 0, 60, "a"), slot(2, 60, 90, "a"), slot(3, 30, 40, "b")]) == {}
    assert clashing([slot(1, 0, 60, "a"), slot(2, 59, 90, "a")]) == {1: {(2, "a")}, 2: {(1, "a")}}


slots = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 120), st.sampled_from("ab")), max_size=12)


@given(slots)
def test_overlaps_are_those_that_comparing_all_pairs_finds(drawn: list[tuple[int, int, str]]) -> None:
    rows = [slot(number, starts, starts + length, who) for number, (starts, length, who) in enumerate(drawn)]
    plain = {
        (one.entry_id, other.entry_id)
        for one in rows
        for other in rows
        if one.entry_id != other.entry_id and one.overlaps(other) and one.takes & other.takes
    }
    found = {(pk, other) for pk, others in clashing(rows).items() for other, _key in others}
    assert found == plain


def entry(uid: str, **about: object) -> dict:
    """An entry as an edition is made from."""
    plain = {
        "uid": uid, "sequence": 0, "day": "2026-08-10", "start": "08:00", "end": "10:00", "title": "Họp", "place": "",
        "chair": "", "people": [], "departments": [], "guests": "", "prepared_by": "", "cancelled": False,
    }  # fmt: skip
    return {**plain, **about}


def test_a_first_edition_marks_nothing_and_leaves_out_what_was_cancelled() -> None:
    found = marked([entry("b", start="09:00", end="09:30"), entry("a"), entry("c", cancelled=True)], None)
    assert [(each["uid"], each["mark"]) for each in found] == [("a", ""), ("b", "")]
    assert "cancelled" not in found[0]


def test_later_editions_mark_what_changed_and_keep_the_marks() -> None:
    first = marked([entry("a"), entry("b"), entry("c")], None)
    second = marked(
        [entry("a"), entry("b", start="09:00"), entry("c", cancelled=True), entry("d"), entry("e", cancelled=True)],
        first,
    )
    assert {each["uid"]: each["mark"] for each in second} == {"a": "", "b": "changed", "c": "cancelled", "d": "added"}
    third = marked(
        [entry("a", sequence=4), entry("b", start="09:00"), entry("c", cancelled=True), entry("d", place="P1")], second
    )
    assert {each["uid"]: each["mark"] for each in third} == {"a": "", "b": "changed", "c": "cancelled", "d": "changed"}


def event(**about: object) -> Event:
    """An entry for calendar programs."""
    starts = datetime(2026, 8, 10, 8)
    plain = {
        "uid": "u-1",
        "sequence": 0,
        "stamp": STAMP,
        "starts": starts,
        "ends": starts + timedelta(hours=2),
        "summary": "Họp",
    }
    return Event(**{**plain, **about})  # type: ignore[arg-type]


def parsed(text: str) -> icalendar.Calendar:
    """What an independent reader makes of it; it complains of broken lines."""
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar.errors == [] and all(part.errors == [] for part in calendar.walk())
    return calendar


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\\;,ếộ"),
    min_size=1,
    max_size=200,
)


@settings(max_examples=25, deadline=None)
@given(words, words)
def test_an_independent_reader_reads_back_every_text(summary: str, location: str) -> None:
    text = written("Lịch công tác – Phường 1", [event(summary=summary, location=location)])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")) and text.endswith("END:VCALENDAR\r\n")
    found = parsed(text).walk("VEVENT")[0]
    assert (str(found["SUMMARY"]), str(found["LOCATION"])) == (summary, location)


def test_times_sequence_and_status() -> None:
    calendar = parsed(written("Lịch", [event(sequence=3, cancelled=True, url="https://a/b/?ngay=2026-08-10")]))
    found = calendar.walk("VEVENT")[0]
    assert found["DTSTART"].dt.astimezone(UTC) == datetime(2026, 8, 10, 1, tzinfo=UTC)
    assert found["DTEND"].dt - found["DTSTART"].dt == timedelta(hours=2)
    assert (found["SEQUENCE"], found["STATUS"], found["UID"], found["DTSTAMP"].dt) == (3, "CANCELLED", "u-1", STAMP)
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Asia/Ho_Chi_Minh"


def test_of_two_states_the_newest_is_kept_and_an_empty_calendar_is_one() -> None:
    assert len(parsed(written("Lịch", [])).walk("VTIMEZONE")) == 1
    found = parsed(written("Lịch", [event(sequence=2, summary="mới"), event(sequence=1, summary="cũ")])).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in found] == ["mới"]


def test_folding_never_cuts_a_letter() -> None:
    line = "SUMMARY:" + "ệ" * 60
    pieces = folded(line).split("\r\n")
    assert (
        all(len(piece.encode()) <= 75 for piece in pieces)
        and "".join([pieces[0], *(each[1:] for each in pieces[1:])]) == line
    )


@pytest.mark.parametrize(
    ("title", "office", "called"),
    [
        ("Trưởng phòng", "Phòng Tư pháp", "Trưởng phòng Tư pháp"),
        ("Trưởng Bộ phận", "Bộ phận Tiếp nhận và Trả kết quả", "Trưởng Bộ phận Tiếp nhận và Trả kết quả"),
        ("Chánh Văn phòng", "Văn phòng", "Chánh Văn phòng"),
        ("Văn thư", "Văn phòng", "Văn thư Văn phòng"),
        ("Chủ tịch", "", "Chủ tịch"),
    ],
)
def test_a_post_with_its_office(title: str, office: str, called: str) -> None:
    assert title_at(title, office) == called
