"""Questions to the room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

APPROVE = "notices.approve"
REVISE = "notices.revise"
WORK_KINDS = {APPROVE: _("Duyệt thông báo đến dân"), REVISE: _("Sửa thông báo đến dân")}


def work_kinds() -> dict[str, Any]:
    """The kinds of work with their names, for the inbox's filter."""
    return WORK_KINDS
