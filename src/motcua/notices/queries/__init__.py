"""Questions to the room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

APPROVE = "notices.approve"
REVISE = "notices.revise"
BANNER = "notices.banner"
WORK_KINDS = {
    APPROVE: _("Duyệt thông báo đến dân"),
    REVISE: _("Sửa thông báo đến dân"),
    BANNER: _("Xác nhận băng khẩn cấp"),
}


def work_kinds() -> dict[str, Any]:
    """The kinds of work with their names, for the inbox's filter."""
    return WORK_KINDS
