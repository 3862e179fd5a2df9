"""What must hold of every due date, for any calendar, policy, start and pauses; and a slow second opinion."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.worktime.rules import VIETNAM, Calendar, Policy, compute, parse_policy, remaining, used
from motcua.worktime.rules.policies import check

BEGIN = datetime(2026, 1, 1, tzinfo=VIETNAM)
OFFICE = ((450, 690), (780, 1020))
MINUTE = timedelta(minutes=1)

hours = st.sampled_from([(), OFFICE, ((450, 690),), ((0, 1440),), ((480, 481),), ((450, 690), (690, 1020))])
weeks = st.tuples(*[hours] * 7).filter(any)
days = st.dates(date(2025, 12, 20), date(2026, 3, 31))
calendars = st.builds(Calendar, weeks, st.dictionaries(days, hours, max_size=12))
starts = st.integers(0, 90 * 86_400).map(lambda seconds: BEGIN + timedelta(seconds=seconds))
windows = st.sampled_from([None, (1020, 450), (690, 780), (1080, 360)])


@st.composite
def policies(draw, kinds=("elapsed", "working-time", "working-days", "same-day")):
    kind = draw(st.sampled_from(kinds))
    supplement = draw(st.sampled_from(["", "pause", "restart"]))
    if kind == "same-day":
        return Policy(kind, cutoff=draw(st.integers(0, 1440)), supplement=supplement)
    if kind == "working-days":
        return Policy(kind, draw(st.integers(1, 30)), "d", supplement=supplement)
    unit = draw(st.sampled_from("mh"))
    amount = draw(st.integers(1, 3000 if unit == "m" else 40))
    if kind == "working-time":
        return Policy(kind, amount, unit, supplement=supplement)
    closed = draw(windows)
    return Policy(
        kind,
        amount,
        unit,
        closed,
        draw(st.booleans()),
        closed is not None and draw(st.booleans()),
        supplement=supplement,
    )


@st.composite
def some_pauses(draw, may_be_open=True):
    moments = sorted(draw(st.lists(starts, max_size=6, unique=True)))
    pairs = list(zip(moments[::2], moments[1::2], strict=False))
    if may_be_open and len(moments) % 2:
        pairs.append((moments[-1], None))
    return pairs


@given(policies())
def test_a_policy_written_down_and_read_again_is_the_same(policy):
    check(policy)
    assert parse_policy(str(policy)) == policy


@given(policies(), calendars, starts, some_pauses())
def test_due_is_never_before_the_effective_start_nor_that_before_the_start(policy, calendar, start, pauses):
    deadline = compute(policy, calendar, start, pauses)
    assert deadline.effective_start >= start
    assert deadline.due is None or deadline.due >= deadline.effective_start
    assert deadline.due is not None or pauses[-1][1] is None


@given(policies(), calendars, starts, starts, some_pauses(may_be_open=False))
def test_a_later_start_is_never_due_earlier(policy, calendar, one, other, pauses):
    first, second = sorted((one, other))
    assert compute(policy, calendar, first, pauses).due <= compute(policy, calendar, second, pauses).due


@given(policies(), calendars, starts, some_pauses(may_be_open=False), days)
def test_one_more_holiday_never_makes_it_earlier(policy, calendar, start, pauses, holiday):
    more = Calendar(calendar.weekly, {**calendar.days, holiday: ()})
    assert compute(policy, more, start, pauses).due >= compute(policy, calendar, start, pauses).due


@given(policies(), calendars, starts, some_pauses(), st.integers(0, 100 * 86_400))
def test_used_and_remaining_make_the_limit(policy, calendar, start, pauses, seconds):
    until = start + timedelta(seconds=seconds)
    spent, left = used(policy, calendar, start, until, pauses), remaining(policy, calendar, start, until, pauses)
    limit = timedelta(minutes=policy.minutes) if isinstance(spent, timedelta) else policy.amount
    assert spent + left == limit


@given(policies(), calendars, starts, some_pauses())
def test_the_limit_is_used_up_exactly_when_it_is_due(policy, calendar, start, pauses):
    due = compute(policy, calendar, start, pauses).due
    if due is None:
        return
    assert not remaining(policy, calendar, start, due, pauses)
    before = used(policy, calendar, start, due - timedelta(microseconds=1), pauses)
    assert before < used(policy, calendar, start, due, pauses)


@given(policies(), calendars, starts, some_pauses(), st.integers(0, 10**7), st.integers(0, 10**7))
def test_without_restart_time_used_never_shrinks(policy, calendar, start, pauses, one, other):
    if policy.restarts or policy.kind == "same-day":
        return
    first, second = (start + timedelta(seconds=seconds) for seconds in sorted((one, other)))
    assert used(policy, calendar, start, first, pauses) <= used(policy, calendar, start, second, pauses)


@given(policies(), calendars, starts)
def test_the_time_zone_of_the_start_does_not_matter(policy, calendar, start):
    assert compute(policy, calendar, start) == compute(policy, calendar, start.astimezone(UTC))


@given(policies(), calendars, starts, some_pauses())
def test_the_order_in_which_questions_are_asked_does_not_matter(policy, calendar, start, pauses):
    fresh = Calendar(calendar.weekly, calendar.days)
    compute(policy, calendar, start - timedelta(days=4000))
    compute(policy, calendar, start + timedelta(days=9000))
    assert compute(policy, calendar, start, pauses) == compute(policy, fresh, start, pauses)


@given(policies(), calendars, starts, some_pauses())
def test_every_explanation_ends_with_the_end(policy, calendar, start, pauses):
    deadline = compute(policy, calendar, start, pauses)
    lines = [str(line) for line in deadline.explanation]
    assert all(lines) and lines[0].startswith("Tiếp nhận lúc")
    assert (deadline.due is not None) == lines[-1].startswith("Hạn trả")


def counted_minutes(calendar, begins, ends, pauses):
    """Working minutes between two whole minutes, one by one."""
    total, at = 0, begins
    while at < ends:
        minute = at.hour * 60 + at.minute
        working = any(a <= minute < b for a, b in calendar.intervals_on(at.date()))
        total += working and not any(a <= at and (b is None or at < b) for a, b in pauses)
        at += MINUTE
    return total


office_weeks = st.tuples(*[st.sampled_from([(), OFFICE, ((450, 690),)])] * 7).filter(
    lambda week: sum(map(bool, week)) > 2
)
office = st.builds(Calendar, office_weeks, st.dictionaries(days, st.sampled_from([(), OFFICE]), max_size=6))
whole = st.integers(0, 20 * 1440).map(lambda minutes: BEGIN + minutes * MINUTE)


@settings(max_examples=60, deadline=None)
@given(office, whole, st.integers(1, 2000), st.lists(whole, max_size=4, unique=True))
def test_a_walk_minute_by_minute_finds_the_same_due_date(calendar, start, minutes, moments):
    moments = sorted(moments)
    pauses = list(zip(moments[::2], moments[1::2], strict=False))
    due = compute(Policy("working-time", minutes, "m"), calendar, start, pauses).due
    assert counted_minutes(calendar, start, due, pauses) == minutes
    assert counted_minutes(calendar, start, due - MINUTE, pauses) == minutes - 1


@settings(max_examples=100, deadline=None)
@given(office, whole, st.integers(1, 12), st.lists(whole, max_size=4, unique=True))
def test_a_walk_day_by_day_finds_the_same_due_date(calendar, start, number, moments):
    moments = sorted(moments)
    pauses = list(zip(moments[::2], moments[1::2], strict=False))
    due = compute(Policy("working-days", number, "d"), calendar, start, pauses).due
    day, left = start.date(), number
    while left:
        day += timedelta(days=1)
        midnight = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
        spans = [(midnight + a * MINUTE, midnight + b * MINUTE) for a, b in calendar.intervals_on(day)]
        touched = any(a < end and begin < b for begin, end in spans for a, b in pauses if b > start)
        left -= bool(spans) and not touched
    assert due == spans[-1][1]
