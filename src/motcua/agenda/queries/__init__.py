"""Questions to the room; `published_week` is the door for other rooms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.agenda.queries.published import (
    PublishedEntry,
    PublishedWeek,
    places_published,
    published_week,
)

__all__ = ["PublishedEntry", "PublishedWeek", "places_published", "published_week", "work_kinds"]

APPROVE, PUBLISH, REVISE = "agenda.approve", "agenda.publish", "agenda.revise"
WORK_KINDS: dict[str, Any] = {
    APPROVE: _("Duyệt lịch công tác"),
    PUBLISH: _("Công bố lịch công tác"),
    REVISE: _("Sửa lịch công tác"),
}


def work_kinds() -> dict[str, Any]:
    """The kinds of work with their names, for the inbox's filter."""
    return WORK_KINDS
