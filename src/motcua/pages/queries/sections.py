"""The words for the kinds of sections and entries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.pages.rules.kinds import Kind, Section

TITLES: dict[str, Any] = {
    Section.NEWS: _("Tin tức"),
    Section.NOTICE: _("Thông báo"),
    Section.EVENT: _("Sự kiện"),
    Section.DOCUMENT: _("Văn bản"),
    Section.BULLETIN: _("An ninh trật tự"),
    Section.PLAN: _("Quy hoạch"),
    Section.INTRODUCTION: _("Giới thiệu"),
    Section.ORGANISATION: _("Tổ chức bộ máy"),
    Section.SPOKESPERSON: _("Người phát ngôn"),
    Section.PROCEDURES: _("Thủ tục hành chính"),
    Section.CALENDAR: _("Lịch công tác"),
}
KIND_WORDS: dict[str, Any] = {
    Kind.NEWS: _("Tin"),
    Kind.NOTICE: _("Thông báo"),
    Kind.EVENT: _("Sự kiện"),
    Kind.DOCUMENT: _("Văn bản"),
    Kind.BULLETIN: _("Bản tin an ninh trật tự"),
    Kind.PLAN: _("Thông tin quy hoạch"),
}
BLOCK_WORDS: dict[str, Any] = {
    "services": _("Dịch vụ công"),
    "news": _("Tin tức"),
    "notices": _("Thông báo"),
    "events": _("Sự kiện sắp tới"),
    "calendar": _("Lịch công tác"),
    "shared": _("Tin từ các đơn vị khác"),
    "bulletins": _("An ninh trật tự"),
    "documents": _("Văn bản mới"),
    "contact": _("Liên hệ"),
    "neighbours": _("Liên kết"),
}
