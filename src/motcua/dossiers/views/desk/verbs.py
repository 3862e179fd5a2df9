"""Every verb an officer has on one dossier, with its words, its form and the one action it calls."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.dossiers import actions
from motcua.dossiers.forms.desk import ending, handling, reception
from motcua.dossiers.queries.screen import Desk
from motcua.dossiers.views.desk.acts import Act, Run
from motcua.files.actions import receive_whole
from motcua.files.models import Owner


def calling(name: str) -> Run:
    """Runs the action of that name on the dossier, as the officer, if nobody was quicker."""

    def run(desk: Desk, given: dict[str, Any], revision: int) -> Any:
        verb = getattr(actions, name)
        return verb(dossier_id=desk.dossier.pk, actor=desk.actor, expected_revision=revision, **given)

    return run


def stored(desk: Desk, upload: Any) -> str:
    """The id of an uploaded file, taken in before the verb that keeps it."""
    return receive_whole(upload=upload.file, name=upload.name, owner=Owner(user_id=desk.actor.user_id)).token


def sign(desk: Desk, given: dict[str, Any], revision: int) -> Any:
    """Signs, with the result file where there is one."""
    upload = given.pop("file", None)
    files = [stored(desk, upload)] if upload else []
    return actions.sign(
        dossier_id=desk.dossier.pk,
        actor=desk.actor,
        expected_revision=revision,
        files=files,
        note=given.get("note", ""),
    )


def answer_supplement(desk: Desk, given: dict[str, Any], revision: int) -> Any:
    """Records what the person brought, with the scans by paper."""
    papers = {key: [stored(desk, upload)] for key, upload in given["uploads"].items() if upload}
    return actions.answer_supplement(
        dossier_id=desk.dossier.pk,
        actor=desk.actor,
        expected_revision=revision,
        papers=papers,
        answer=given["answer"],
    )


def answer_consultation(desk: Desk, given: dict[str, Any], revision: int) -> Any:
    """Records an answer; the question itself says which dossier it belongs to."""
    return actions.answer_consultation(actor=desk.actor, expected_revision=revision, **given)


def add_note(desk: Desk, given: dict[str, Any], revision: int) -> Any:
    """A note collides with nothing, so no revision is compared."""
    return actions.add_note(dossier_id=desk.dossier.pk, actor=desk.actor, **given)


def act(verb: str, slug: str, title: Any, form: Any, *, done: Any, event: str, **more: Any) -> Act:
    """An Act with the usual things filled in."""
    return Act(
        verb=verb,
        slug=slug,
        title=title,
        button=more.pop("button", title),
        done=done,
        form=form,
        run=more.pop("run", None) or calling(verb),
        events=frozenset({f"dossier.{event}"}),
        **more,
    )


TABLE = (
    act(
        "accept", "tiep-nhan", _("Tiếp nhận hồ sơ"), reception.AcceptForm, event="accepted", group=1, look="primary",
        done=_("Đã tiếp nhận. Giấy hẹn trả kết quả sẵn sàng để in."), template="dossiers/desk/act_accept.html",
    ),
    act(
        "complete_step", "hoan-thanh", _("Hoàn thành bước, chuyển tiếp"), handling.CompleteStepForm,
        event="step_completed", group=1, look="primary", done=_("Đã chuyển hồ sơ sang bước sau."),
    ),
    act(
        "sign", "ky", _("Ký kết quả"), ending.SignForm, event="signed", group=1, look="primary", run=sign,
        done=_("Đã ký kết quả."), template="dossiers/desk/act_sign.html",
    ),
    act(
        "issue", "phat-hanh", _("Phát hành kết quả"), ending.IssueForm, event="issued", group=1, look="primary",
        done=_("Đã phát hành. Thời hạn dừng tính."),
    ),
    act(
        "hand_over", "tra-ket-qua", _("Trả kết quả"), ending.HandOverForm, event="returned", group=1, look="primary",
        done=_("Đã trả kết quả."),
    ),
    act(
        "apologise", "ky-xin-loi", _("Ký phiếu xin lỗi, hẹn lại"), handling.ApologyForm, event="apologised", group=6,
        done=_("Đã gửi phiếu xin lỗi với ngày hẹn mới."),
    ),
    act(
        "withdraw", "dong-y-rut", _("Đồng ý cho rút hồ sơ"), ending.GrantForm, event="withdrawn", group=2,
        done=_("Hồ sơ đã được rút."),
    ),
    act(
        "decline_withdrawal", "khong-cho-rut", _("Không đồng ý cho rút"), ending.DeclineForm,
        event="withdrawal_declined", group=2, done=_("Hồ sơ được giải quyết tiếp."),
    ),
    act(
        "answer_consultation", "tra-loi-y-kien", _("Ghi ý kiến trả lời"), handling.AnswerConsultationForm,
        event="consultation_answered", group=2, run=answer_consultation, done=_("Đã ghi ý kiến trả lời."),
    ),
    act(
        "answer_supplement", "da-bo-sung", _("Ghi nhận bổ sung"), reception.AnswerSupplementForm,
        event="supplement_answered", group=2, run=answer_supplement, done=_("Đã ghi nhận bổ sung; thời hạn tính tiếp."),
    ),
    act(
        "record_payment", "da-nop-tien", _("Ghi nhận nộp tiền"), handling.RecordPaymentForm, event="payment_recorded",
        group=2, done=_("Đã ghi nhận chứng từ nộp tiền."),
    ),
    act(
        "request_supplement", "yeu-cau-bo-sung", _("Yêu cầu bổ sung"), reception.SupplementForm,
        event="supplement_requested", group=3, done=_("Đã gửi yêu cầu bổ sung."),
        template="dossiers/desk/act_supplement.html",
    ),
    act(
        "assign", "phan-cong", _("Phân công"), handling.AssignForm, event="assigned", group=3,
        done=_("Đã phân công."),
    ),
    act(
        "return_to_step", "chuyen-lai", _("Chuyển lại bước trước"), handling.ReturnForm, event="sent_back", group=4,
        done=_("Đã chuyển lại bước trước."),
    ),
    act("refuse", "tu-choi", _("Từ chối tiếp nhận"), reception.RefuseForm, event="refused", group=4, look="warning",
        done=_("Đã từ chối tiếp nhận; phiếu từ chối sẵn sàng để in.")),
    act("consult", "lay-y-kien", _("Lấy ý kiến"), handling.ConsultForm, event="consulted", group=5,
        done=_("Đã gửi yêu cầu lấy ý kiến.")),
    act("demand_payment", "nghia-vu-tai-chinh", _("Thông báo nghĩa vụ tài chính"), handling.DemandPaymentForm,
        event="payment_demanded", group=5, done=_("Đã thông báo; thời hạn tạm dừng đến khi nộp tiền.")),
    act("propose_correction", "de-nghi-sua", _("Đề nghị sửa thông tin"), handling.CorrectionForm,
        event="correction_proposed", group=5, done=_("Đã gửi đề nghị sửa cho người nộp."),
        template="dossiers/desk/act_correction.html"),
    act("decide_correction", "tra-loi-de-nghi-sua", _("Ghi trả lời đề nghị sửa"), handling.DecideCorrectionForm,
        event="correction_decided", group=5, done=_("Đã ghi trả lời của người nộp.")),
    act("propose_apology", "xin-loi", _("Dự thảo phiếu xin lỗi"), handling.ApologyForm, event="apology_drafted",
        group=6, done=_("Đã trình phiếu xin lỗi cho lãnh đạo.")),
    act("reject_as_ineligible", "khong-du-dieu-kien", _("Không đủ điều kiện giải quyết"), handling.IneligibleForm,
        event="not_eligible", group=7, look="warning", done=_("Đã trả hồ sơ kèm phiếu từ chối giải quyết.")),
    act("request_withdrawal", "yeu-cau-rut", _("Ghi nhận yêu cầu rút hồ sơ"), ending.WithdrawalForm,
        event="withdrawal_requested", group=7, done=_("Đã ghi nhận yêu cầu rút hồ sơ.")),
    act("stop", "dung", _("Dừng giải quyết"), ending.StopForm, event="stopped", group=8, look="warning",
        done=_("Đã dừng giải quyết hồ sơ.")),
    act("add_note", "ghi-chu", _("Thêm ghi chú"), handling.NoteForm, event="note_added", group=8, run=add_note,
        done=_("Đã ghi chú.")),
    act("archive", "luu-tru", _("Đưa vào lưu trữ"), ending.ArchiveForm, event="archived", group=2,
        done=_("Đã đưa hồ sơ vào lưu trữ.")),
)  # fmt: skip
ACTS: dict[str, Act] = {each.verb: each for each in TABLE}
