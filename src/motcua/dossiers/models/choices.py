"""Choices of the room's columns and the plain words a person reads for them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.rules.states import State


class Channel(models.TextChoices):
    """How a dossier came in (national: KenhThucHien 1 direct, 2 online, 3 post)."""

    ONLINE = "online", _("trực tuyến")
    COUNTER = "counter", _("trực tiếp tại quầy")
    POST = "post", _("bưu chính công ích")


class Delivery(models.TextChoices):
    """How the person wants the result."""

    COUNTER = "counter", _("nhận tại quầy")
    POST = "post", _("nhận qua bưu chính")
    ELECTRONIC = "electronic", _("nhận bản điện tử")


class DeliveryState(models.TextChoices):
    """How far the result has come; apart from the state of the dossier."""

    NONE = "none", _("chưa có kết quả")
    COUNTER = "counter", _("chờ nhận tại quầy")
    POST = "post", _("chờ gửi bưu chính")
    ELECTRONIC = "electronic", _("chờ trả bản điện tử")
    DELIVERED = "delivered", _("đã trả kết quả")


class PaymentState(models.TextChoices):
    """Fees and financial duties; apart from the state of the dossier."""

    NONE = "none", _("không thu phí")
    DUE = "due", _("chờ nộp")
    PAID = "paid", _("đã nộp")
    EXEMPT = "exempt", _("được miễn")


class SyncState(models.TextChoices):
    """Whether the national portal knows the present state."""

    NONE = "none", _("không đồng bộ")
    PENDING = "pending", _("chờ đồng bộ")
    SENT = "sent", _("đã đồng bộ")
    FAILED = "failed", _("đồng bộ lỗi")


class Verdict(models.TextChoices):
    """Frozen when the clock stops; never recomputed."""

    NONE = "", _("chưa kết thúc")
    ON_TIME = "on_time", _("đúng hạn")
    LATE = "late", _("quá hạn")


class RevisionState(models.TextChoices):
    """What became of a set of answers."""

    FILED = "filed", _("người nộp khai")
    PROPOSED = "proposed", _("cán bộ đề nghị sửa")
    ACCEPTED = "accepted", _("đã đồng ý")
    REJECTED = "rejected", _("không đồng ý")


class PaperState(models.TextChoices):
    """Where a paper of the checklist comes from."""

    PROVIDED = "provided", _("đã nộp")
    FROM_DATABASE = "from_database", _("khai thác từ cơ sở dữ liệu")
    MISSING = "missing", _("còn thiếu")
    RETURNED = "returned", _("đã trả lại")


class Silence(models.TextChoices):
    """What no answer within the time limit means."""

    CONSENT = "consent", _("im lặng là đồng ý")
    NONE = "none", _("phải có trả lời")


class SlipKind(models.IntegerChoices):
    """The seven slips of TT 03/2025/TT-VPCP, Annex I."""

    RECEIPT = 1, _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    SUPPLEMENT = 2, _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
    REFUSAL = 3, _("Phiếu từ chối tiếp nhận, giải quyết hồ sơ")
    APOLOGY = 4, _("Phiếu xin lỗi và hẹn lại ngày trả kết quả")
    STOP = 5, _("Thông báo dừng giải quyết hồ sơ")
    CONTROL = 6, _("Phiếu kiểm soát quá trình giải quyết hồ sơ")
    REGISTER = 7, _("Sổ theo dõi hồ sơ")


CHANNEL_WORDS = dict(Channel.choices)
DELIVERY_WORDS = dict(Delivery.choices)
STATE_WORDS: dict[State, Any] = {
    State.SUBMITTED: _("Đã nộp, chờ tiếp nhận"),
    State.SUPPLEMENT_BEFORE: _("Cần bổ sung trước khi tiếp nhận"),
    State.REFUSED: _("Không được tiếp nhận"),
    State.ACCEPTED: _("Đã tiếp nhận"),
    State.PROCESSING: _("Đang xử lý"),
    State.AWAITING_SUPPLEMENT: _("Chờ bổ sung giấy tờ"),
    State.AWAITING_PAYMENT: _("Chờ thực hiện nghĩa vụ tài chính"),
    State.CONSULTING: _("Đang lấy ý kiến cơ quan liên quan"),
    State.SIGNING: _("Đang trình ký"),
    State.ISSUED: _("Đã có kết quả"),
    State.RETURNED: _("Đã trả kết quả"),
    State.WITHDRAWAL_REQUESTED: _("Đang xem xét yêu cầu rút hồ sơ"),
    State.WITHDRAWN: _("Đã rút hồ sơ"),
    State.STOPPED: _("Đã dừng giải quyết"),
    State.NOT_ELIGIBLE: _("Không đủ điều kiện giải quyết"),
}
TODO_WORDS: dict[State, Any] = {
    State.SUBMITTED: _("Chưa phải làm gì. Bộ phận một cửa sẽ trả lời trong 8 giờ làm việc."),
    State.SUPPLEMENT_BEFORE: _("Cần bổ sung giấy tờ theo phiếu yêu cầu."),
    State.REFUSED: _("Xem lý do trong phiếu từ chối; có thể liên hệ bộ phận một cửa để được hướng dẫn."),
    State.AWAITING_SUPPLEMENT: _("Cần bổ sung giấy tờ theo phiếu yêu cầu."),
    State.AWAITING_PAYMENT: _("Cần nộp tiền theo thông báo, sau đó hồ sơ được giải quyết tiếp."),
    State.ISSUED: _("Mời đến nhận kết quả hoặc chờ kết quả được gửi đến."),
    State.NOT_ELIGIBLE: _("Xem lý do trong phiếu từ chối giải quyết hồ sơ."),
}
EVENT_WORDS: dict[str, Any] = {
    "dossier.report_refused": _("Cổng dịch vụ công quốc gia không nhận thông tin hồ sơ"),
    "dossier.submitted": _("Nộp hồ sơ"),
    "dossier.accepted": _("Tiếp nhận hồ sơ, hẹn ngày trả kết quả"),
    "dossier.refused": _("Từ chối tiếp nhận hồ sơ"),
    "dossier.supplement_requested": _("Yêu cầu bổ sung hồ sơ"),
    "dossier.supplement_answered": _("Đã bổ sung hồ sơ"),
    "dossier.transferred": _("Chuyển hồ sơ"),
    "dossier.assigned": _("Phân công xử lý"),
    "dossier.step_completed": _("Hoàn thành một bước xử lý"),
    "dossier.sent_back": _("Chuyển lại bước trước"),
    "dossier.consulted": _("Lấy ý kiến cơ quan liên quan"),
    "dossier.consultation_answered": _("Cơ quan được lấy ý kiến đã trả lời"),
    "dossier.payment_demanded": _("Thông báo thực hiện nghĩa vụ tài chính"),
    "dossier.payment_recorded": _("Đã ghi nhận nộp tiền"),
    "dossier.paused": _("Tạm dừng tính thời hạn"),
    "dossier.resumed": _("Tính tiếp thời hạn"),
    "dossier.not_eligible": _("Không đủ điều kiện giải quyết"),
    "dossier.apology_drafted": _("Dự thảo phiếu xin lỗi"),
    "dossier.apologised": _("Xin lỗi và hẹn lại ngày trả kết quả"),
    "dossier.withdrawal_requested": _("Yêu cầu rút hồ sơ"),
    "dossier.withdrawal_declined": _("Không đồng ý cho rút hồ sơ"),
    "dossier.withdrawn": _("Rút hồ sơ"),
    "dossier.stopped": _("Dừng giải quyết hồ sơ"),
    "dossier.signed": _("Ký kết quả"),
    "dossier.issued": _("Phát hành kết quả"),
    "dossier.returned": _("Trả kết quả"),
    "dossier.rated": _("Đánh giá"),
    "dossier.archived": _("Lưu trữ hồ sơ"),
    "dossier.correction_proposed": _("Đề nghị sửa thông tin đã khai"),
    "dossier.correction_decided": _("Trả lời đề nghị sửa thông tin"),
    "dossier.note_added": _("Ghi chú nội bộ"),
    "work.handed_over": _("Bàn giao danh sách việc"),
    "work.excuse_asked": _("Gửi lý do quá hạn"),
    "work.excuse_decided": _("Kết luận về lý do quá hạn"),
    "dossier.rescheduled": _("Tính lại hạn trả kết quả"),
}
