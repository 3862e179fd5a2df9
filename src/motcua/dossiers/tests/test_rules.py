"""The pure decisions: edges, steps, codes, masks, search words, pauses."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.rules import (
    CLOSED,
    FINISHED,
    NATIONAL_WORDS,
    OPEN,
    TRANSITIONS,
    ForbiddenMove,
    State,
    may_go,
    national_code,
    target_of,
    verbs_from,
)
from motcua.dossiers.rules import steps as way
from motcua.dossiers.rules.deadlines import intervals, open_pause, paused, resumed, verdict
from motcua.dossiers.rules.names import (
    LONGEST_WORD,
    dossier_code,
    local_phone,
    mask_name,
    mask_phone,
    search_words,
    series_of,
)
from motcua.dossiers.rules.people import people_of
from motcua.dossiers.rules.progress import MOST_LINES, since_of, told

NAMES = st.lists(st.text(alphabet="abcdeghiklmnopqrstuvxy", min_size=1, max_size=6), min_size=1, max_size=6)


@dataclass
class Step:
    kind: str


ROUTES = st.lists(st.builds(Step, st.sampled_from(("process", "consult", "sign", "issue", "return"))), max_size=7)


def test_every_edge_says_why_and_every_state_can_be_reached_and_left():
    assert all(len(edge.reason) > 15 for edge in TRANSITIONS)
    reached = {State.SUBMITTED}
    while new := {t for edge in TRANSITIONS if edge.sources & reached for t in edge.targets} - reached:
        reached |= new
    assert reached == set(State)
    assert {state for state in State if verbs_from(state)} == set(OPEN)
    assert all(not verbs_from(state) for state in FINISHED)
    assert FINISHED < CLOSED and State.ISSUED in CLOSED


def test_the_ten_national_codes_are_all_used():
    assert {national_code(state) for state in State} == set(NATIONAL_WORDS) == set(range(1, 11))


@given(st.sampled_from(State), st.sampled_from(sorted({edge.verb for edge in TRANSITIONS})), st.sampled_from(State))
def test_the_table_decides_alone(source, verb, target):
    if may_go(verb, source, target):
        assert target_of(verb, source, target) == target
    else:
        with pytest.raises(ForbiddenMove):
            target_of(verb, source, target)


@given(ROUTES)
def test_every_route_ends_with_a_result_to_hand_over(route):
    move, seen = way.enter(route, 0), 0
    while move.step < len(route):
        move, seen = way.after(route, move.step), seen + 1
    assert seen == len(route) and (move.state, move.item) == (State.ISSUED, "dossier.return")


@given(ROUTES, st.integers(-2, 8), st.integers(-2, 8))
def test_back_is_always_to_an_earlier_step_of_work(route, index, to):
    try:
        move = way.back(route, index, to)
    except ValueError:
        return
    assert 0 <= move.step < index and route[move.step].kind != "return"


def test_codes_follow_the_circular():
    day = date(2026, 8, 17)
    assert dossier_code("H29.18", day, 7) == "H29.18-260817-0007"
    assert dossier_code("H29.18", day, 12345) == "H29.18-260817-12345"
    assert series_of("H29.18", day) != series_of("H29.18", day + timedelta(days=1))


@given(NAMES)
def test_masks_tell_initials_and_not_even_the_length(parts):
    masked = mask_name(" ".join(parts))
    assert masked == " ".join(f"{part[0].upper()}***" for part in parts)


def test_phones_are_masked_and_spoken_locally():
    assert mask_phone("+84 909 123 456") == "***456" and mask_phone("12") == ""
    assert local_phone("+84909123456") == "0909123456" == local_phone("0909 123 456")


@given(NAMES, st.integers(0, 5), st.integers(1, 6))
def test_any_run_of_words_of_a_name_begins_a_search_word(parts, start, length):
    run = " ".join(parts[start : start + length])
    words = search_words([" ".join(parts)], "+84909123456", "H29.18-260817-0007")
    assert not run or any(word.startswith(run[:LONGEST_WORD]) for word in words)
    assert "0909123456" in words and "260817 0007" in words
    assert all(len(word) <= LONGEST_WORD for word in words)


def test_people_are_kept_apart_and_stand_in_for_each_other():
    people = people_of({"owner": {"name": "An", "phone": "1"}}, {"submitter": {"name": "Bình", "id_number": 5}})
    assert people["owner"]["name"] == "An" and people["submitter"]["name"] == "Bình"
    alone = people_of({}, {"submitter": {"name": "Bình", "phone": "2", "answers": "x"}})
    assert alone["owner"] == {"name": "Bình", "phone": "2"}


def test_a_pause_is_opened_once_and_ended():
    first = datetime(2026, 8, 17, 9, tzinfo=UTC)
    pauses = paused([], first.isoformat(), "supplement")
    with pytest.raises(ValueError):
        paused(pauses, first.isoformat(), "payment")
    assert open_pause(pauses) and intervals(pauses) == [(first, None)]
    ended = resumed(pauses, (first + timedelta(days=1)).isoformat())
    assert open_pause(ended) is None and resumed(ended, "x") == ended
    assert intervals(ended) == [(first, first + timedelta(days=1))]


def test_on_time_includes_the_very_moment():
    due = datetime(2026, 8, 17, 10, tzinfo=UTC)
    assert verdict(due, due) == "on_time" and verdict(due + timedelta(microseconds=1), due) == "late"
    assert verdict(due, None) == "on_time"


def test_progress_keeps_since_and_the_last_lines():
    before = {"state": "processing", "holder_id": 3, "step": 1, "since": "a", "timeline": [["k", "t", "u"]] * 45}
    assert since_of(before, state="processing", holder=3, step=1, moment="b") == "a"
    assert since_of(before, state="processing", holder=4, step=1, moment="b") == "b"
    assert len(told(before, [("new", "t", "u")])) == MOST_LINES and told(before, [("new", "t", "u")])[-1][0] == "new"
