"""Four eyes and publication."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.kernel import clock
from motcua.kernel.refusals import Refusal
from motcua.procedures.actions import ask_approval, decide_approval, publish
from motcua.procedures.queries.drafting import explained, told, tried, workbench
from motcua.procedures.views.editors import page

FORM_METHODS = ["GET", "HEAD", "POST"]


class ReleaseForm(forms.Form):
    """From when the draft is in force."""

    valid_from = forms.DateField(
        label=gettext_lazy("Áp dụng từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Hồ sơ đã nhận trước ngày này giữ phiên bản cũ."),
    )


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def approval(request: HttpRequest, code: str) -> HttpResponse:
    """Asks for the second pair of eyes, or is it: shows what changes and takes the decision."""
    bench = workbench(code)
    actor = request.actor  # type: ignore[attr-defined]
    refusal = None
    if request.method == "POST":
        try:
            if "ask" in request.POST:
                ask_approval(
                    actor=actor,
                    version_id=bench.draft.pk if bench.draft else 0,
                    note=request.POST.get("note", ""),
                    urgent=request.POST.get("urgent", ""),
                )
                messages.success(request, _("Đã gửi phê duyệt."))
            else:
                asked = bench.approval.pk if bench.approval else 0
                granted, answer = request.POST.get("decide") == "yes", request.POST.get("answer", "")
                decide_approval(actor=actor, approval_id=asked, granted=granted, answer=answer)
                messages.success(request, _("Đã ghi kết luận."))
            return redirect("procedures-edit:edit-approval", code)
        except Refusal as refused:
            refusal = refused
    mine = bench.approval is not None and bench.approval.asked_by_user_id == actor.user_id
    outcomes, fault = tried(bench)
    return page(
        request, bench, "approval", refusal,
        told=told(bench), mine=mine, failing=[one for one in outcomes if not one.holds], fault=fault,
        typed={name: request.POST.get(name, "") for name in ("note", "urgent", "answer")},
        explained=explained(bench),
    )  # fmt: skip


@officer("procedures.publish")
@require_http_methods(FORM_METHODS)
def release(request: HttpRequest, code: str) -> HttpResponse:
    """Publishes an approved draft from a day on, tomorrow unless said otherwise."""
    bench = workbench(code)
    form = ReleaseForm(request.POST or None, initial={"valid_from": clock.today() + timedelta(days=1)})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            day = form.cleaned_data["valid_from"]
            publish(actor=request.actor, version_id=bench.draft.pk if bench.draft else 0, valid_from=day)  # type: ignore[attr-defined]
        except Refusal as refused:
            refusal = refused
            for name, words in refused.fields.items():
                form.add_error(name if name in form.fields else None, words)
        else:
            messages.success(request, _("Đã công bố. Hồ sơ đang giải quyết không thay đổi."))
            return redirect("procedures-edit:edit", code)
    return page(request, bench, "release", refusal, form=form, told=told(bench))
