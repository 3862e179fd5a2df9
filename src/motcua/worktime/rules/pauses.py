"""Pauses: the times in which a citizen, and not the office, has the next step."""

from collections.abc import Sequence
from datetime import datetime

from motcua.worktime.rules.instants import to_us

Pause = tuple[datetime, datetime | None]
"""From an instant to an instant; None while the pause is open."""
PauseUs = tuple[int, int | None]


def ordered_pauses(pauses: Sequence[Pause], start: int) -> list[PauseUs]:
    """Pauses as microseconds: in order, overlapping ones joined, cut at `start`, empty ones and past ones left out.

    Raises ValueError when a pause ends before it begins.
    """
    found: list[PauseUs] = []
    for begins, ends in sorted(((to_us(a), None if b is None else to_us(b)) for a, b in pauses), key=lambda p: p[0]):
        if ends is not None and ends < begins:
            raise ValueError("Khoảng tạm dừng kết thúc trước khi bắt đầu.")
        if ends is not None and (ends == begins or ends <= start):
            continue
        begins = max(begins, start)
        if found and (found[-1][1] is None or begins <= found[-1][1]):
            last = found[-1]
            found[-1] = (last[0], None if last[1] is None or ends is None else max(last[1], ends))
        else:
            found.append((begins, ends))
    return found
