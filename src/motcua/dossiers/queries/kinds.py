"""Names of the kinds of work that dossiers bring."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORK_KINDS: dict[str, Any] = {
    "dossier.receive": _("Tiếp nhận hồ sơ"),
    "dossier.step": _("Xử lý hồ sơ"),
    "dossier.supplement_check": _("Kiểm tra hồ sơ bổ sung"),
    "dossier.sign": _("Ký kết quả"),
    "dossier.return": _("Trả kết quả"),
    "dossier.consult": _("Lấy ý kiến"),
    "dossier.payment": _("Thu phí, nghĩa vụ tài chính"),
    "dossier.withdrawal": _("Xem xét yêu cầu rút hồ sơ"),
    "dossier.apologise": _("Duyệt phiếu xin lỗi"),
}


def work_kinds() -> dict[str, Any]:
    """The kinds with their names, for the inbox's filter (registered under "work-kinds")."""
    return WORK_KINDS
