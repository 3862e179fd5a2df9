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
    return {
        **clocks,
        name: {**clock, "met": at.isoformat(), "verdict": verdict(datetime.fromisoformat(clock["due"]), at)},
    }


def verdict(due: datetime, at: datetime) -> str:
    """What is frozen when something due is reached: "on_time" up to the very moment, "late" after it."""
    return "late" if at > due else "on_time"


def is_late(judged: str, due: datetime, at: datetime) -> bool:
    """Whether a report is late: as it was judged; as long as nobody has judged it (""), as it would be now.

    One merged into another has nothing to be done any more and is judged by the common answer: until then its clock goes on.
    """
    return (judged or verdict(due, at)) == "late"


def reopen_until(answered: datetime, days: int) -> datetime:
    """Until when the reporter may reopen."""
    return answered + timedelta(days=days)
