"""Words of the queue's tables: channels, priority classes, states."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.queueing.rules.calling import Priority, State


class Channel(models.TextChoices):
    """How a number was taken."""

    ONLINE = "online", _("Trên mạng")
    KIOSK = "kiosk", _("Máy lấy số")
    DESK = "desk", _("Cán bộ lấy giúp")
    PAPER = "paper", _("Số giấy")


PRIORITY_WORDS: dict[str, Any] = {
    Priority.NONE: _("Không"),
    Priority.ELDERLY: _("Người cao tuổi"),
    Priority.DISABLED: _("Người khuyết tật"),
    Priority.PREGNANT: _("Phụ nữ mang thai"),
    Priority.CHILD: _("Có con nhỏ đi cùng"),
}
STATE_WORDS: dict[str, Any] = {
    State.WAITING: _("Đang chờ"),
    State.CALLED: _("Đang mời"),
    State.SERVING: _("Đang phục vụ"),
    State.HELD: _("Tạm giữ"),
    State.MISSED: _("Đã mời, chưa đến"),
    State.DONE: _("Đã xong"),
    State.CANCELLED: _("Đã hủy"),
    State.EXPIRED: _("Đã hết ngày"),
    State.RESERVED: _("Đang giữ chỗ"),
    State.BOOKED: _("Đã hẹn"),
    State.DISPLACED: _("Cần chọn giờ khác"),
    State.ABSENT: _("Không đến"),
}
STATES = [(str(state), words) for state, words in STATE_WORDS.items()]
