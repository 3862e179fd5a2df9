"""Verdicts and pauses: what counts as late, and which stretches of time belong to the person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

ON_TIME, LATE = "on_time", "late"


def verdict(closed_at: datetime, due_at: datetime | None) -> str:
    """On time up to and including the due moment. Without a clock (never received) there is nothing to be late for.

    `due_at` is the law's limit with the person's time taken out; an apology moves the appointment, not this limit
    (QĐ 766/QĐ-TTg 2.1 counts against the appointment first given).
    """
    return ON_TIME if due_at is None or closed_at <= due_at else LATE


def open_pause(pauses: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The pause that has not ended, if any."""
    return next((pause for pause in pauses if not pause.get("until")), None)


def paused(pauses: Sequence[Mapping[str, Any]], moment: str, why: str, document: str = "") -> list[dict[str, Any]]:
    """The pauses with a new one begun; ValueError while one is open."""
    if open_pause(pauses):
        raise ValueError("the clock stands already")
    return [*(dict(pause) for pause in pauses), {"from": moment, "until": None, "why": why, "document": document}]


def resumed(pauses: Sequence[Mapping[str, Any]], moment: str) -> list[dict[str, Any]]:
    """The pauses with the open one ended; unchanged when none is open."""
    return [dict(pause) if pause.get("until") else {**pause, "until": moment} for pause in pauses]


def intervals(pauses: Sequence[Mapping[str, Any]]) -> list[tuple[datetime, datetime | None]]:
    """The pauses as pairs of moments, as the clock wants them."""
    return [
        (datetime.fromisoformat(pause["from"]), datetime.fromisoformat(pause["until"]) if pause.get("until") else None)
        for pause in pauses
    ]
