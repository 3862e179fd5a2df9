"""How a unit's way differs from the city's, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.procedures.rules.difference import ADDED, REMOVED, Change, Difference
from motcua.procedures.rules.messages import Message, gettext_noop

NAMES = {
    "desk_name": gettext_noop("Tên gọi nơi tiếp nhận"), "hours": gettext_noop("Giờ tiếp nhận"),
    "clock": gettext_noop("Thời hạn giải quyết"), "clock_note": gettext_noop("Lời ghi thời hạn"),
    "answer_clock": gettext_noop("Thời hạn trả lời tiếp nhận"), "amount": gettext_noop("mức thu"),
    "online_amount": gettext_noop("mức thu khi nộp trực tuyến"), "note": gettext_noop("lưu ý"),
    "unit": gettext_noop("nơi làm"), "role": gettext_noop("người làm"), "budget": gettext_noop("thời gian"),
    "title": gettext_noop("tên"), "notes": gettext_noop("Lưu ý"),
    "original": gettext_noop("số bản chính"), "copy": gettext_noop("số bản sao"),
}  # fmt: skip


def words_of(found: Difference) -> list[Any]:
    """One line for each thing that differs."""
    return [line for change in found.changes for line in _lines(change)]


def _lines(change: Change) -> Iterator[Any]:
    if change.kind == ADDED and change.place != "procedure":
        yield Message(gettext_noop("Thêm: %(title)s"), title=change.title)
    elif change.kind == REMOVED and change.place != "procedure":
        yield Message(gettext_noop("Bớt: %(title)s"), title=change.title)
    else:
        for part in change.parts:
            name = Message(NAMES.get(part.name, part.name))
            what = name if change.place == "procedure" else f"{change.title} – {name}"
            before, after = _value(part.before), _value(part.after)
            yield Message(gettext_noop("%(what)s: %(before)s → %(after)s"), what=what, before=before, after=after)


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value) or "—"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", ".")
    return "—" if value in (None, "") else str(value)
