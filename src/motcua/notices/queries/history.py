"""What happened to a notice or a banner, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.ledger.queries import STAFF, timeline

EVENT_WORDS: dict[str, Any] = {
    "notice-written": _("Soạn"),
    "notice-changed": _("Sửa"),
    "notice-submitted": _("Trình duyệt"),
    "notice-sent-back": _("Trả lại để sửa"),
    "notice-approved": _("Duyệt"),
    "notice-published": _("Đăng"),
    "notice-sent": _("Gửi xong"),
    "notice-stopped": _("Ngừng gửi vì có đính chính hoặc thu hồi"),
    "notice-withdrawn": _("Hủy"),
    "banner-asked": _("Đề nghị cho hiện"),
    "banner-alone": _("Cho hiện ngay, chưa có người thứ hai"),
    "banner-confirmed": _("Người thứ hai xác nhận"),
    "banner-read": _("Người thứ hai đã đọc lại"),
    "banner-refused": _("Không cho hiện"),
    "banner-ended": _("Gỡ trước giờ"),
    "banner-expired": _("Hết giờ, không ai xác nhận"),
}


@dataclass(frozen=True)
class Happened:
    """One line of the history."""

    at: datetime
    title: Any
    text: str
    who: str


def history_of(subject: str) -> list[Happened]:
    """The history, the newest first."""
    return [
        Happened(
            event.at,
            EVENT_WORDS.get(event.kind, event.kind),
            str(event.data.get("reason", "")),
            str(event.actor.get("name", "")),
        )
        for event in reversed(list(timeline(subject, STAFF)))
        if event.kind in EVENT_WORDS
    ]
