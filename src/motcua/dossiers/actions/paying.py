"""Money: the financial duty that stops the clock until its payment document is there, and ordinary fees."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions import clocks
from motcua.dossiers.actions.case import Case, opened
from motcua.dossiers.actions.holding import close_items, desk_of_place, open_item, relabel, step_due
from motcua.dossiers.events import PaymentDemanded, PaymentRecorded
from motcua.dossiers.models import Dossier, PaymentState
from motcua.dossiers.permissions import demand_on
from motcua.dossiers.rules.states import State
from motcua.files.actions import keep
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.work import actions as work


def demand_payment(
    *,
    actor: Actor,
    dossier_id: int,
    amount: int,
    title: str,
    document: str,
    file: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Asks for a financial duty (tax, land-use fee): needs its notice, whose number excludes the time from the limit.

    The clock stands until the payment document is recorded (QĐ 1610/QĐ-TTPVHCC).
    """
    title, document = clean(title)[:200], clean(document)[:200]
    faults = {}
    if amount <= 0 or amount > 10**12:
        faults["amount"] = _("Số tiền phải lớn hơn 0")
    if not title:
        faults["title"] = _("Hãy ghi khoản phải nộp")
    if not document:
        faults["document"] = _("Hãy ghi số, ngày của thông báo")
    if faults:
        raise Refusal(_("Chưa đủ thông tin về nghĩa vụ tài chính."), fields=faults, code="invalid")
    with opened(dossier_id, "demand_payment", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        dossier.prior_state = dossier.state
        case.go("demand_payment")
        dossier.payment_state = PaymentState.DUE
        dossier.fee_lines = [
            *dossier.fee_lines,
            {"key": "duty", "title": title, "amount": amount, "document": document, "file": file},
        ]
        dossier.fee = dossier.fee + amount
        clocks.pause(case, "payment", document)
        relabel(case)
        open_item(case, "dossier.payment", unit_id=desk_of_place(dossier.unit_id).pk, role="cashier", due=None)
        if file:
            keep(ids=[file], kept_for=dossier.subject, actor=actor)
        case.tell("dossier.payment_demanded", {"amount": amount, "title": title, "document": document}, public=True)
        case.write_to_person("dossier.payment_due", amount=amount)
        case.fact(PaymentDemanded, amount=amount)
    return case.dossier


def record_payment(
    *,
    actor: Actor,
    dossier_id: int,
    document: str,
    amount: int | None = None,
    exempt: bool = False,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Records a payment document (or an exemption, with its ground as the document); a waiting clock goes on."""
    document = clean(document)[:200]
    if not document:
        raise Refusal(
            _("Cần ghi số chứng từ."), fields={"document": _("Hãy ghi số biên lai hoặc căn cứ miễn")}, code="invalid"
        )
    with opened(dossier_id, "record_payment", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        if dossier.payment_state != PaymentState.DUE:
            raise Refusal(_("Hồ sơ này không có khoản nào đang chờ nộp."), code="nothing-due")
        if dossier.state == State.AWAITING_PAYMENT:
            case.go("record_payment", State(dossier.prior_state))
            clocks.resume(case)
            close_items(case, ["dossier.payment"])
            work.reschedule(subject=dossier.subject, kinds=clocks.STOPPED_KINDS, due_at=step_due(case, case.step))
            relabel(case)
        settle(case, document, 0 if exempt else dossier.fee if amount is None else max(0, amount), exempt=exempt)
    return case.dossier


def settle(case: Case, document: str, amount: int, *, exempt: bool = False) -> None:
    """Writes that nothing is due any more, and on what paper it rests."""
    case.dossier.payment_state = PaymentState.EXEMPT if exempt else PaymentState.PAID
    case.tell("dossier.payment_recorded", {"amount": amount, "document": document, "exempt": exempt})
    case.write_to_person("dossier.payment_received", amount=amount)
    case.fact(PaymentRecorded, amount=amount)


def settle_at_return(case: Case, document: str) -> None:
    """A fee still due is paid when the result is given (HinhThucThu 4): the receipt's number comes with the hand-over."""
    if case.dossier.payment_state != PaymentState.DUE:
        return
    demand_on(case.actor, "record_payment", case.dossier)
    if not document:
        raise Refusal(
            _("Hồ sơ còn khoản chưa nộp. Hãy thu và ghi số biên lai, hoặc ghi nhận miễn trước khi trả kết quả."),
            fields={"fee_document": _("Ghi số biên lai đã thu")},
            code="fee-due",
        )
    settle(case, document, case.dossier.fee)
