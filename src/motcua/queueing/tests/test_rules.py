"""The pure decisions, by tables made by hand and by properties."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.queueing.factories import monday
from motcua.queueing.rules import calling, estimate, limits, speech

MORNING, AFTERNOON = (450, 690), (780, 1020)
OPEN = (MORNING, AFTERNOON)


@pytest.mark.parametrize(
    ("label", "counter", "words"),
    [
        ("A012", 3, "Mời số A không một hai đến quầy ba"),
        ("B105", 10, "Mời số B một không năm đến quầy mười"),
        ("C999", 15, "Mời số C chín chín chín đến quầy mười lăm"),
        ("Đ001", 21, "Mời số Đ không không một đến quầy hai mươi mốt"),
        ("A1234", 24, "Mời số A một hai ba bốn đến quầy hai mươi tư"),
        ("D050", 25, "Mời số D không năm không đến quầy hai mươi lăm"),
        ("D050", 1, "Mời số D không năm không đến quầy một"),
        ("D050", 11, "Mời số D không năm không đến quầy mười một"),
        ("D050", 14, "Mời số D không năm không đến quầy mười bốn"),
        ("D050", 40, "Mời số D không năm không đến quầy bốn mươi"),
        ("D050", 101, "Mời số D không năm không đến quầy một trăm linh một"),
        ("D050", 105, "Mời số D không năm không đến quầy một trăm linh năm"),
        ("D050", 115, "Mời số D không năm không đến quầy một trăm mười lăm"),
        ("D050", 200, "Mời số D không năm không đến quầy hai trăm"),
    ],
)
def test_a_call_is_spoken_as_people_say_it(label: str, counter: int, words: str) -> None:
    assert speech.call(label, counter) == words


def test_every_number_of_a_counter_is_said_differently() -> None:
    assert len({speech.number(value) for value in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0903 000 001", "+84903000001"),
        ("+84.903.000.001", "+84903000001"),
        ("84903000001", "+84903000001"),
        ("028 3892 0001", ""),
        ("0903", ""),
        ("", ""),
        ("0103000001", ""),
    ],
)
def test_mobile_numbers_have_one_spelling(typed: str, kept: str) -> None:
    assert limits.mobile(typed) == kept


def test_three_no_shows_in_a_month_pause_a_week() -> None:
    now = monday()
    days = [now - timedelta(days=ago) for ago in (1, 5, 20)]
    assert limits.paused_until(days, now) == days[0] + limits.PAUSE
    assert limits.paused_until(days[:2], now) is None
    assert limits.paused_until([now - timedelta(days=ago) for ago in (8, 9, 10)], now) is None
    assert limits.paused_until([now - timedelta(days=ago) for ago in (1, 5, 31)], now) is None


def test_priority_then_appointment_then_arrival() -> None:
    ranks = [calling.rank_of("elderly"), calling.rank_of("", booked=True), calling.rank_of("")]
    assert ranks == sorted(ranks) and len(set(ranks)) == 3
    assert calling.rank_of("pregnant", booked=True) == calling.FIRST


def test_edges_name_states_and_reasons() -> None:
    assert all(edge.reason and edge.sources for edge in calling.EDGES.values())
    assert not calling.may("call", calling.State.CALLED) and calling.may("miss", calling.State.CALLED)
    ends = {calling.State.DONE, calling.State.CANCELLED, calling.State.EXPIRED}
    assert all(not (edge.sources & ends) for edge in calling.EDGES.values())


def test_lunch_and_opening_count_as_waiting() -> None:
    pace = estimate.Pace(600, 60, 100)
    morning = estimate.wait_of(2, 1, pace, 600, OPEN)
    before_opening = estimate.wait_of(2, 1, pace, 420, OPEN)
    before_lunch = estimate.wait_of(2, 1, pace, 680, OPEN)
    assert morning.low >= 15 and morning.high <= 45
    assert before_opening.low >= morning.low + 25
    assert before_lunch.low >= morning.low + 85
    assert estimate.wait_of(0, 3, pace, 600, OPEN, idle=2) == estimate.Wait(0, 5)


def test_the_last_minutes_take_nobody_whom_nobody_can_serve() -> None:
    pace = estimate.Pace(600, 60, 100)
    assert not estimate.is_full(0, 1, pace, 1005, OPEN)
    assert estimate.is_full(0, 1, pace, 1015, OPEN)
    assert estimate.is_full(3, 1, pace, 990, OPEN)
    assert not estimate.is_full(3, 2, pace, 990, OPEN)


@given(st.integers(0, 200), st.integers(1, 20), st.floats(30, 1800), st.floats(1, 900), st.floats(0, 1440))
def test_more_people_never_mean_an_earlier_turn(
    ahead: int, counters: int, mean: float, spread: float, now: float
) -> None:
    pace = estimate.Pace(mean, spread, 100)
    one = estimate.wait_of(ahead, counters, pace, now, OPEN)
    more = estimate.wait_of(ahead + 1, counters, pace, now, OPEN)
    assert 0 <= one.low <= one.high
    assert more.high >= one.high


def test_few_services_say_nothing_and_many_say_much() -> None:
    assert estimate.pace_of([100.0] * 3).mean == estimate.USUAL_SECONDS
    draw = random.Random(1)
    pace = estimate.pace_of([draw.uniform(200, 400) for _ in range(500)])
    assert 280 < pace.mean < 320 and 40 < pace.spread < 75
