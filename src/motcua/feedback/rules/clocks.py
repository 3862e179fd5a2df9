"""Milestones of a report: each with its own limit, started together, stopped one by one, never restarted."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

LAST = "answer"
"""The milestone by which a report is judged."""


def stopped(clocks: Mapping[str, Any], name: str, at: datetime) -> dict[str, Any]:
    """The clocks with one milestone reached, its verdict frozen; reaching it again changes nothing."""
    clock = clocks.get(name)
    if clock is None or clock.get("met"):
        return dict(clocks)
    late = at > datetime.fromisoformat(clock["due"])
    return {**clocks, name: {**clock, "met": at.isoformat(), "verdict": "late" if late else "on_time"}}


def reopen_until(answered: datetime, days: int) -> datetime:
    """Until when the reporter may reopen."""
    return answered + timedelta(days=days)
