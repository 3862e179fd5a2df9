"""What tracking shows of a dossier, built once per transition so that looking it up is one read."""

from collections.abc import Mapping, Sequence
from typing import Any

MOST_LINES = 40


def told(before: Mapping[str, Any], lines: Sequence[tuple[str, str, str]]) -> list[list[str]]:
    """The public timeline with new lines (kind, ISO time, unit name) at its end; the oldest give way."""
    kept = [list(line) for line in before.get("timeline", [])]
    return (kept + [list(line) for line in lines])[-MOST_LINES:]


def since_of(before: Mapping[str, Any], *, state: str, holder: int, step: int, moment: str) -> str:
    """Since when it has stood where it stands: the old time while neither state, holder nor step changed."""
    same = (before.get("state"), before.get("holder_id"), before.get("step")) == (state, holder, step)
    return str(before["since"]) if same and before.get("since") else moment
