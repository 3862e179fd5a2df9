"""Kinds of work this room opens, with their names."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORK_KINDS: dict[str, Any] = {"queueing.consult": _("Trả lời tư vấn")}


def work_kinds() -> dict[str, Any]:
    """The kinds of work with their names, for the inbox's filter."""
    return WORK_KINDS
