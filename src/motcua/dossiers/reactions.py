"""What this room does when it hears of something: lists that changed hands, calendars that change."""

from collections.abc import Iterable

from motcua.dossiers import actions
from motcua.dossiers.queries import due
from motcua.dossiers.queries.clocks import open_clocks
from motcua.kernel.outbox import reacts_to
from motcua.kernel.registry import registry
from motcua.kernel.typed import subject_number
from motcua.units.queries import descendants_of
from motcua.work.events import ItemReassigned
from motcua.worktime.events import CalendarPublished
from motcua.worktime.queries import OpenClock


def clocks_for_preview(unit_ids: frozenset[int] | None, field: str) -> Iterable[OpenClock]:
    """The open clocks a change of the calendar may move, for its preview."""
    return open_clocks(unit_ids, field)


@reacts_to(ItemReassigned, name="dossiers.item_reassigned")
def item_reassigned(
    subject: str, kinds: list[str], from_user_id: int, to_user_id: int, hand_over_id: int, **_more: object
) -> None:
    """An officer's whole list was handed over: the dossiers in it have a new holder."""
    number = subject_number(subject, "dossier")
    if number is not None:
        actions.follow_hand_over(dossier_id=number, from_user_id=from_user_id, to_user_id=to_user_id)


@reacts_to(CalendarPublished, name="dossiers.calendar_published")
def calendar_published(version_id: int, unit_id: int | None, field: str, **_more: object) -> None:
    """A calendar was published: open due dates of its units are counted anew."""
    units = None if unit_id is None else descendants_of(unit_id)
    for dossier_id in due.clocks_to_recount(units, field):
        actions.recount(dossier_id=dossier_id)


registry.add_section("calendar-change", clocks_for_preview)
