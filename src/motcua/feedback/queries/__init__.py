"""Questions to the room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORK_KINDS: dict[str, Any] = {"feedback.report": _("Trả lời phản ánh")}


def work_kinds() -> dict[str, Any]:
    """The kinds of work with their names, for the inbox's filter."""
    return WORK_KINDS
