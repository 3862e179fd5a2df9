"""One page per verb: GET shows the form, POST calls the action once; a refusal keeps what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.feedback import actions
from motcua.feedback.forms import (
    ActForm,
    AnswerForm,
    ApproveForm,
    AssignForm,
    HandOverForm,
    InnerReasonForm,
    MergeForm,
    NoteForm,
    ReasonForm,
    WithholdForm,
)
from motcua.feedback.forms.publishing import PublishForm
from motcua.feedback.models import Report
from motcua.feedback.rules.states import State, fits
from motcua.feedback.views.opening import opened_report
from motcua.feedback.views.photos import take_photos
from motcua.files.permissions import owner_of
from motcua.files.queries import files_by_id
from motcua.kernel.refusals import Conflict, Refusal
from motcua.ui.refusing import put_on


@dataclass(frozen=True, kw_only=True)
class Act:
    """A verb as officers meet it; `look` is primary, secondary or warning."""

    verb: str
    slug: str
    title: Any
    done: Any
    form: type[ActForm]
    run: Callable[..., Report]
    look: str = "secondary"
    template: str = "feedback/desk/act.html"

    @property
    def url_name(self) -> str:
        """The name of its address."""
        return f"desk-{self.verb.replace('_', '-')}"


def page_for(act: Act) -> Callable[..., HttpResponse]:
    """The view of a verb, open to those whose role holds it."""

    @officer(f"feedback.{act.verb}")
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: Any, report_id: int) -> HttpResponse:
        report = opened_report(request, report_id)
        if request.method != "POST":
            return shown(request, act, report, act.form(report=report))
        form = act.form(request.POST, report=report)
        more, fault = extras(request, act, report)
        if not form.is_valid() or fault:
            return shown(request, act, report, form, 422, fault=fault, more=more)
        try:
            act.run(actor=request.actor, report_id=report.pk, **form.arguments(), **more)
        except Refusal as refusal:
            return refused(request, act, report, form, refusal, more)
        messages.success(request, act.done)
        return redirect("feedback:desk-show", report.pk)

    page.__name__ = act.verb
    page.__doc__ = f"The page of the verb {act.verb}."
    return page


def extras(request: Any, act: Act, report: Report) -> tuple[dict[str, Any], Any]:
    """What a form brings besides its fields: pictures after the work."""
    if act.verb in ("draft_answer", "complete"):
        photos, fault = take_photos(request)
        return {"photos": photos, "uploads": owner_of(request)}, fault
    return {}, ""


def refused(
    request: Any, act: Act, report: Report, form: ActForm, refusal: Refusal, more: dict[str, Any]
) -> HttpResponse:
    """The action's own words at their fields; after a colleague was quicker the form may be sent again."""
    if isinstance(refusal, Conflict):
        report = fresh = opened_report(request, report.pk)
        data = request.POST.copy()
        data["revision"] = str(fresh.revision)
        form = act.form(data, report=fresh)
        form.is_valid()
    return shown(request, act, report, form, put_on(form, refusal), more=more)


def shown(
    request: HttpRequest,
    act: Act,
    report: Report,
    form: ActForm,
    status: int = 200,
    *,
    fault: Any = "",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page with the form."""
    problems: dict[str, Any] = {}
    if form.is_bound:
        problems = {bound.auto_id: f"{bound.label}: {message}" for bound in form for message in bound.errors}
        problems |= {f"act-form-{number}": message for number, message in enumerate(form.non_field_errors())}
    files = list(files_by_id((more or {}).get("photos", ())).values())
    context = {
        "act": act, "report": report, "form": form, "problems": problems, "files": files, "fault": fault,
        "stale": status == Conflict.status and not fits(act.verb, State(report.state)),
    }  # fmt: skip
    return render(request, act.template, context, status=status)


ACTS = [
    Act(
        verb="accept", slug="tiep-nhan", title=_("Tiếp nhận"), done=_("Đã tiếp nhận phản ánh."), form=ActForm,
        run=actions.accept, look="primary",
    ),
    Act(
        verb="draft_answer", slug="trinh-tra-loi", title=_("Trình câu trả lời"), done=_("Đã trình lãnh đạo duyệt."),
        form=AnswerForm, run=actions.draft_answer, look="primary", template="feedback/desk/answer.html",
    ),
    Act(
        verb="complete", slug="xu-ly-xong", title=_("Báo đã xử lý xong"), done=_("Đã ghi là xử lý xong và báo người phản ánh."),
        form=ActForm, run=actions.complete, template="feedback/desk/answer.html",
    ),
    Act(
        verb="approve", slug="duyet", title=_("Duyệt và gửi trả lời"), done=_("Đã gửi trả lời cho người phản ánh."),
        form=ApproveForm, run=actions.approve, look="primary", template="feedback/desk/approve.html",
    ),
    Act(
        verb="publish", slug="cong-khai", title=_("Công khai"), done=_("Đã công khai."), form=PublishForm,
        run=actions.publish, look="primary", template="feedback/desk/publish.html",
    ),
    Act(
        verb="send_back", slug="yeu-cau-sua", title=_("Yêu cầu sửa câu trả lời"), done=_("Đã gửi lại để sửa."),
        form=InnerReasonForm, run=actions.send_back,
    ),
    Act(
        verb="hand_over", slug="chuyen", title=_("Chuyển đơn vị khác"), done=_("Đã chuyển."), form=HandOverForm,
        run=actions.hand_over,
    ),
    Act(
        verb="assign", slug="giao-viec", title=_("Giao cho người khác"), done=_("Đã giao."), form=AssignForm,
        run=actions.assign,
    ),
    Act(
        verb="refer", slug="chuyen-1022", title=_("Chuyển tổng đài 1022"), done=_("Đã chuyển tổng đài 1022."),
        form=ReasonForm, run=actions.refer,
    ),
    Act(
        verb="merge", slug="gop", title=_("Gộp vào phản ánh khác"), done=_("Đã gộp."), form=MergeForm,
        run=actions.merge, template="feedback/desk/merge.html",
    ),
    Act(
        verb="decline", slug="khong-tiep-nhan", title=_("Không tiếp nhận"), done=_("Đã báo người phản ánh."),
        form=ReasonForm, run=actions.decline, look="warning",
    ),
    Act(
        verb="add_note", slug="ghi-chu", title=_("Thêm ghi chú"), done=_("Đã ghi."), form=NoteForm, run=actions.add_note,
    ),
    Act(
        verb="withhold", slug="go", title=_("Gỡ khỏi trang công khai"), done=_("Đã gỡ."), form=WithholdForm,
        run=actions.withhold, look="warning",
    ),
]  # fmt: skip
"""The verbs in the order of their buttons."""
