from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.work import rules

MOMENTS = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC))
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))


@given(MOMENTS, SPANS)
def test_warning_lies_between_opening_and_due(opened, span):
    warn = rules.warning_time(opened, opened + span)
    assert opened <= warn <= opened + span
    assert opened + span - warn <= timedelta(days=1)


@given(MOMENTS, SPANS, SPANS)
def test_colours_only_get_worse(opened, span, later):
    due = opened + span
    warn = rules.warning_time(opened, due)
    order = {rules.OK: 0, rules.SOON: 1, rules.LATE: 2}
    assert order[rules.colour(due, warn, opened)] <= order[rules.colour(due, warn, opened + later)]


def test_verdict_at_the_very_moment_is_on_time():
    due = datetime(2026, 8, 10, 4, 30, tzinfo=UTC)
    assert rules.verdict(due, due) == "on_time"
    assert rules.verdict(due, due + timedelta(microseconds=1)) == "late"
    assert rules.verdict(None, due) == "on_time"
    assert rules.colour(due, due, due) == rules.SOON


def test_days_warn_a_day_ahead_hours_a_quarter_ahead():
    opened = datetime(2026, 8, 10, tzinfo=UTC)
    assert rules.warning_time(opened, opened + timedelta(days=10)) == opened + timedelta(days=9)
    assert rules.warning_time(opened, opened + timedelta(hours=8)) == opened + timedelta(hours=6)
