"""How long an emergency banner may stand, and whether one person may put it up."""

from datetime import datetime, timedelta

LONGEST = timedelta(hours=72)
"""A banner that stands for longer than three days is no emergency any more: it is put up anew, by somebody who looked again."""


def span_is_usable(starts: datetime, ends: datetime, present: datetime) -> bool:
    """Whether a banner ends after it begins, not in the past, and not later than three days after its beginning."""
    return starts < ends and ends > present and ends - starts <= LONGEST


def stands(starts: datetime, ends: datetime, ended: datetime | None, at: datetime) -> bool:
    """Whether a published banner is seen at a moment: from its beginning up to but not including its end."""
    return ended is None and starts <= at < ends
