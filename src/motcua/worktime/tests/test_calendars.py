"""Calendars in the database: layers over each other, versions, previews, what the library knows, who may change them."""

import json
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from django.utils import translation

from motcua.kernel import outbox
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.models import OutboxMessage
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kernel.registry import registry
from motcua.units.factories import make_unit
from motcua.worktime import actions, queries
from motcua.worktime.commands import clock as clock_command
from motcua.worktime.events import CalendarPublished
from motcua.worktime.factories import make_calendar, make_holiday, make_saturday_morning
from motcua.worktime.models import CalendarDay, CalendarVersion
from motcua.worktime.queries.calendars import LAYERS
from motcua.worktime.rules import VIETNAM
from motcua.worktime.tests.calendar_of_years import CALENDAR

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 8, 17, 10, tzinfo=VIETNAM)
FRIDAY = datetime(2026, 8, 14, 10, tzinfo=VIETNAM)


@pytest.fixture
def city():
    make_calendar()
    root = make_unit(code="tp", level="city")
    return root, make_unit(code="xa", parent=root), make_unit(code="xa-khac", parent=root)


def test_the_demo_calendar_agrees_with_the_one_written_by_hand(city):
    calendar = queries.calendar_for(city[1].pk)
    first = date(2026, 1, 1)
    days = [first + timedelta(days=number) for number in range((date(2027, 2, 28) - first).days)]
    assert {day: calendar.intervals_on(day) for day in days} == {day: CALENDAR.intervals_on(day) for day in days}


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-04-29", False), ("2024-05-04", True), ("2025-05-02", False), ("2025-04-26", True),
        ("2026-01-02", False), ("2026-01-10", True), ("2026-11-24", False), ("2026-11-23", True),
        ("2026-11-28", False), ("2027-09-03", False), ("2025-11-24", True),
    ],
)  # fmt: skip
def test_swaps_and_new_holidays(city, day, works):
    assert queries.calendar_for(None).works_on(date.fromisoformat(day)) == works


def test_without_a_calendar_there_is_no_due_date():
    unit = make_unit(level="city")
    with pytest.raises(Refusal):
        queries.due_at("working 3d", unit.pk, MONDAY)
    assert queries.complaints()


def test_a_unit_s_saturday_morning_counts_for_it_and_those_below_only(city):
    _root, commune, other = city
    desk = make_unit(parent=commune, level="desk")
    make_saturday_morning(commune.pk)
    saturday = datetime(2026, 8, 15, 11, 30, tzinfo=VIETNAM)
    assert queries.due_at("working 1d", commune.pk, FRIDAY).due == saturday
    assert queries.due_at("working 1d", desk.pk, FRIDAY).due == saturday
    assert queries.due_at("working 1d", other.pk, FRIDAY).due == datetime(2026, 8, 17, 17, tzinfo=VIETNAM)


def test_saturday_morning_of_one_field(city):
    commune = city[1]
    make_saturday_morning(commune.pk, field="dat-dai")
    assert queries.calendar_for(commune.pk, "dat-dai").works_on(date(2026, 8, 15))
    assert not queries.calendar_for(commune.pk, "ho-tich").works_on(date(2026, 8, 15))
    assert not queries.calendar_for(commune.pk).works_on(date(2026, 8, 15))


def test_a_closure_of_the_unit_stands_above_the_field_of_the_city(city):
    root, commune, other = city
    make_saturday_morning(root.pk, field="dat-dai")
    actions.set_day(actor=SYSTEM, unit_id=commune.pk, day=date(2026, 8, 15), kind="closure", note="Ngập nước")
    actions.publish_version(actor=SYSTEM, unit_id=commune.pk)
    assert not queries.calendar_for(commune.pk, "dat-dai").works_on(date(2026, 8, 15))
    assert queries.calendar_for(other.pk, "dat-dai").works_on(date(2026, 8, 15))
    lines = queries.in_words(queries.due_at("working 1d", commune.pk, FRIDAY, (), "dat-dai").explanation)
    assert any("Ngập nước" in line for line in lines)


def test_nothing_counts_before_it_is_published(city):
    commune = city[1]
    due = queries.due_at("working 3d", commune.pk, MONDAY).due
    actions.set_day(actor=SYSTEM, unit_id=None, day=date(2026, 8, 19), kind="holiday", note="Nghỉ đột xuất")
    assert queries.due_at("working 3d", commune.pk, MONDAY).due == due
    assert not queries.is_published(None)
    actions.publish_version(actor=SYSTEM, unit_id=None)
    assert queries.due_at("working 3d", commune.pk, MONDAY).due == due + timedelta(days=1)
    assert queries.is_published(None)


def test_versions_are_numbered_kept_and_never_changed(city):
    commune = city[1]
    before = queries.calendar_for(commune.pk)
    first = queries.newest_version(None)
    assert actions.publish_version(actor=SYSTEM, unit_id=None) == first
    second = make_holiday(date(2026, 8, 19))
    assert (first.number, second.number) == (1, 2)
    assert queries.calendar_for(commune.pk).version != before.version
    assert queries.calendar_of(before.version).works_on(date(2026, 8, 19))
    assert not queries.calendar_of(queries.calendar_for(commune.pk).version).works_on(date(2026, 8, 19))
    with pytest.raises(TypeError):
        first.save()
    with pytest.raises(Refusal):
        queries.calendar_of("v999999")


def test_two_versions_of_one_number_cannot_be(city):
    row = queries.newest_version(None)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarVersion.objects.create(unit=None, number=row.number, document={}, created_at=row.created_at)


def test_publishing_tells_the_floors_above(city, monkeypatch):
    monkeypatch.setattr(outbox, "HANDLERS", dict(outbox.HANDLERS))
    monkeypatch.setattr(outbox, "REACTIONS", {event: list(names) for event, names in outbox.REACTIONS.items()})
    outbox.reacts_to(CalendarPublished, name="test.calendar")(lambda **fields: None)
    version = make_holiday(date(2026, 8, 19), unit_id=city[1].pk)
    message = OutboxMessage.objects.get(topic="test.calendar")
    assert message.payload == {"version_id": version.pk, "unit_id": city[1].pk, "field": ""}


def test_the_preview_names_due_dates_that_would_move(city, monkeypatch):
    _root, commune, other = city
    asked = []

    def build(unit_ids, field):
        asked.append((unit_ids, field))
        for number, unit in enumerate((commune, other)):
            due = queries.due_at("working 3d", unit.pk, MONDAY).due
            yield queries.OpenClock(f"dossier:{number}", f"Hồ sơ {number}", unit.pk, "working 3d", MONDAY, due)
        due = queries.due_at("working 1d", commune.pk, MONDAY).due
        yield queries.OpenClock("dossier:9", "Hồ sơ 9", commune.pk, "working 1d", MONDAY, due)

    monkeypatch.setattr(registry, "sections", {"calendar-change": [build]})
    actions.set_day(actor=SYSTEM, unit_id=commune.pk, day=date(2026, 8, 19), kind="closure")
    (moved,) = queries.preview_change(unit_id=commune.pk)
    assert moved.clock.subject == "dossier:0" and moved.later
    assert moved.new_due == datetime(2026, 8, 21, 17, tzinfo=VIETNAM)
    assert asked == [(frozenset({commune.pk}), "")]
    assert queries.due_at("working 3d", commune.pk, MONDAY).due == moved.clock.due


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "holiday", "intervals": ["07:30-11:30"]},
        {"kind": "half"},
        {"kind": "half", "intervals": ["11:30-07:30"]},
        {"kind": "half", "intervals": ["07:30-11:30", "11:00-12:00"]},
        {"kind": "half", "intervals": ["07:30"]},
        {"kind": "half", "intervals": ["25:00-26:00"]},
        {"kind": "half", "intervals": ["bảy giờ-tám giờ"]},
        {"kind": "tết"},
        {"kind": "holiday", "day": date(1999, 12, 31)},
    ],
)
def test_days_that_make_no_sense_are_refused(city, wrong):
    with pytest.raises(Refusal) as refused:
        actions.set_day(**{"actor": SYSTEM, "unit_id": None, "day": date(2026, 8, 19), **wrong})
    assert refused.value.fields
    assert not CalendarDay.objects.filter(date=date(2026, 8, 19)).exists()


def test_prefilling_keeps_what_people_entered(city):
    actions.set_day(actor=SYSTEM, unit_id=None, day=date(2028, 1, 3), kind="half", intervals=["07:30-11:30"])
    added = actions.prefill_holidays(actor=SYSTEM, years=[2028])
    assert date(2028, 1, 3) not in {row.date for row in added}
    assert all(row.date.year == 2028 for row in added) and len(added) > 8
    assert actions.prefill_holidays(actor=SYSTEM, years=[2028]) == []


def test_a_day_can_be_taken_back(city):
    assert actions.clear_day(actor=SYSTEM, unit_id=None, day=date(2026, 8, 31))
    assert not actions.clear_day(actor=SYSTEM, unit_id=None, day=date(2026, 8, 31))
    actions.publish_version(actor=SYSTEM, unit_id=None)
    assert queries.calendar_for(None).works_on(date(2026, 8, 31))


def test_operators_change_the_calendars_of_their_units_only(city):
    root, commune, other = city
    local = Actor(kind="staff", name="A", role="operator", unit_id=commune.pk)
    chief = Actor(kind="staff", name="B", role="operator", unit_id=root.pk)
    receiver = Actor(kind="staff", name="C", role="receiver", unit_id=root.pk)
    day = date(2026, 8, 19)
    actions.set_day(actor=local, unit_id=commune.pk, day=day, kind="closure")
    actions.set_day(actor=chief, unit_id=None, day=day, kind="holiday")
    actions.publish_version(actor=chief, unit_id=None)
    for actor, unit_id in (
        (local, None),
        (local, other.pk),
        (local, root.pk),
        (receiver, commune.pk),
        (receiver, None),
    ):
        with pytest.raises(NotAllowed):
            actions.set_day(actor=actor, unit_id=unit_id, day=day, kind="closure")
        with pytest.raises(NotAllowed):
            actions.publish_version(actor=actor, unit_id=unit_id)
        with pytest.raises(NotAllowed):
            actions.set_hours(actor=actor, unit_id=unit_id, weekday=0, intervals=[])
        with pytest.raises(NotAllowed):
            actions.clear_day(actor=actor, unit_id=unit_id, day=day)
    with pytest.raises(NotAllowed):
        actions.prefill_holidays(actor=local, years=[2028])


def test_opening_hours(city):
    commune = city[1]
    at = datetime(2026, 8, 17, 17, 0, tzinfo=VIETNAM)
    assert not queries.works_at(commune.pk, at)
    assert queries.works_at(commune.pk, at - timedelta(seconds=1))
    assert queries.next_opening(commune.pk, at) == datetime(2026, 8, 18, 7, 30, tzinfo=VIETNAM)
    assert queries.next_opening(commune.pk, MONDAY) == MONDAY
    assert queries.next_opening(commune.pk, FRIDAY + timedelta(days=1)) == datetime(2026, 8, 17, 7, 30, tzinfo=VIETNAM)
    assert queries.working_minutes(commune.pk, FRIDAY, MONDAY) == 330 + 150
    assert queries.working_minutes(commune.pk, MONDAY, FRIDAY) == 0


def test_due_dates_cost_no_query_once_warm(city, django_assert_num_queries):
    queries.due_at("working 3d", city[1].pk, MONDAY)
    with django_assert_num_queries(0):
        for _ in range(3):
            queries.due_at("working 3d", city[1].pk, MONDAY)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_publication_is_never_seen():
    make_calendar()
    with pytest.raises(RuntimeError), transaction.atomic():
        make_holiday(date(2026, 8, 19))
        assert not queries.calendar_for(None).works_on(date(2026, 8, 19))
        raise RuntimeError
    assert queries.calendar_for(None).works_on(date(2026, 8, 19))


@pytest.mark.django_db(transaction=True)
def test_a_publication_of_another_process_is_noticed():
    make_calendar()
    assert queries.calendar_for(None).works_on(date(2026, 8, 19))
    kept = LAYERS._kept
    make_holiday(date(2026, 8, 19))
    LAYERS._kept, LAYERS._checked = kept, 0.0
    assert not queries.calendar_for(None).works_on(date(2026, 8, 19))


def invoked(*words):
    result = CliRunner().invoke(clock_command, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_the_command_says_when_and_why(city):
    found = invoked(
        "due",
        "--policy",
        "elapsed 240m; closed 17:00-07:30",
        "--unit",
        "xa",
        "--at",
        "2026-08-17T17:30:00+07:00",
        "--json",
    )
    assert found["effective_start"] == "2026-08-18T07:30:00+07:00"
    assert found["due"] == "2026-08-18T11:30:00+07:00"
    assert found["explanation"][-1] == "Hạn trả: 11:30 thứ Ba 18/08/2026."
    paused = invoked(
        "due", "--policy", "working 3d; autoclose 15d", "--unit", "xa", "--at", "2026-08-17T03:00:00Z",
        "--pause", "2026-08-18T09:00/", "--json",
    )  # fmt: skip
    assert (paused["due"], paused["paused"]) == (None, True)
    assert paused["at"] == "2026-08-17T10:00:00+07:00"
    assert paused["closes_at"].endswith("T17:00:00+07:00")


@pytest.mark.parametrize(
    "words",
    [
        ["--at", "hôm qua"], ["--pause", "2026-08-18T09:00"], ["--pause", "2026-08-18T09:00/2026-08-17T09:00"],
    ],
)  # fmt: skip
def test_the_command_refuses_times_it_cannot_read(city, words):
    base = ["due", "--policy", "working 3d", "--unit", "xa", "--at", "2026-08-17T10:00"]
    result = CliRunner().invoke(clock_command, [*base, *words])
    assert result.exit_code == 2 and "Error" in result.output


@pytest.mark.parametrize(
    "policy",
    ["", "3 ngày", "working", "working 0d", "working -3d", "working 3x", "elapsed 240m; closed 17:00", "same-day",
     "working 3d; cutoff 15:00", "working 3d; closed 17:00-07:30", "elapsed 5m; pause-closed", "working 3d; pause; restart",
     "same-day; cutoff 25:00", "elapsed 5m; closed 07:00-07:00", "working 3d;", "working 3d; autoclose 0d"],
)  # fmt: skip
def test_policies_that_make_no_sense_are_refused_in_words(city, policy):
    with pytest.raises(Refusal) as refused:
        queries.due_at(policy, city[1].pk, MONDAY)
    assert "policy" in refused.value.fields


def test_commands_edit_preview_and_publish(city):
    assert invoked("set-day", "--day", "2026-08-19", "--kind", "half", "--hours", "07:30-11:30", "--json")["hours"] == [
        ["07:30", "11:30"]
    ]
    assert invoked("preview", "--json") == {"affected": []}
    assert invoked("publish", "--json")["number"] == 2
    (day,) = invoked("days", "--from", "2026-08-19", "--to", "2026-08-19", "--unit", "xa", "--json")["days"]
    assert day["hours"] == ["07:30-11:30"]
    assert invoked("clear-day", "--day", "2026-08-19", "--json") == {"cleared": True}
    assert invoked("set-hours", "--weekday", "5", "--hours", "07:30-11:30", "--unit", "xa", "--json")["weekday"] == 5
    assert invoked("prefill", "--year", "2026", "--json") == {"added": []}


def test_explanations_are_read_in_english_too(city):
    deadline = queries.due_at("working 3d", city[1].pk, MONDAY)
    with translation.override("en"):
        assert all(queries.in_words(deadline.explanation))
