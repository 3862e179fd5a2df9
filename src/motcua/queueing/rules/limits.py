"""Who may take a number: telephone numbers, series that end, pauses after no-shows."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

LAST_NUMBER = 999
MOST_MISSED = 3
WITHIN = timedelta(days=30)
PAUSE = timedelta(days=7)
MOBILE = re.compile(r"(?:\+?84|0)([35789]\d{8})")


def mobile(text: str) -> str:
    """A Vietnamese mobile number as +84…, empty when it is none."""
    found = MOBILE.fullmatch(re.sub(r"[\s.\-()]", "", text))
    return f"+84{found[1]}" if found else ""


def label(prefix: str, number: int) -> str:
    """The number as people read it: A012."""
    return f"{prefix}{number:03d}"


def paused_until(missed: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when somebody can't take numbers online: a week after the third no-show within thirty days."""
    recent = sorted(at for at in missed if now - at <= WITHIN)
    if len(recent) < MOST_MISSED:
        return None
    until = recent[-1] + PAUSE
    return until if until > now else None
