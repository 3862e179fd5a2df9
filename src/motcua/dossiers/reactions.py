"""What this room does when it hears of something: calendars that changed."""

from collections.abc import Iterable

from motcua.dossiers.queries.clocks import open_clocks
from motcua.kernel.registry import registry
from motcua.worktime.queries import OpenClock


def clocks_for_preview(unit_ids: frozenset[int] | None, field: str) -> Iterable[OpenClock]:
    """The open clocks a change of the calendar may move, for its preview."""
    return open_clocks(unit_ids, field)


registry.add_section("calendar-change", clocks_for_preview)
