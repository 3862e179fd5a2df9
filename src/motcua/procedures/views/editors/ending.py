"""Ending a version on a day: one editor asks, another sees whom it touches and decides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

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
from motcua.procedures.actions import ask_end, decide_end
from motcua.procedures.models import EndRequest
from motcua.procedures.queries.drafting import ending_ones, workbench
from motcua.procedures.queries.ending import affected_by, end_request_of
from motcua.procedures.views.editors import page
from motcua.procedures.views.editors.versions import put


class EndForm(forms.Form):
    """Which version ends, on which day, why."""

    version = forms.ChoiceField(label=gettext_lazy("Phiên bản"), widget=forms.RadioSelect)
    on = forms.DateField(
        label=gettext_lazy("Không áp dụng từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    reason = forms.CharField(
        label=gettext_lazy("Căn cứ, lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


@officer("procedures.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Asks for the end of a version, or is the second person: whom it touches is on the page before either."""
    bench = workbench(code)
    actor = request.actor  # type: ignore[attr-defined]
    open_ones = ending_ones(bench)
    asked = end_request_of(code)
    first = {"on": clock.today() + timedelta(days=1), "version": open_ones[0].pk if open_ones else ""}
    form = EndForm(request.POST if "ask" in request.POST else None, initial=first)
    chosen = form.fields["version"]
    assert isinstance(chosen, forms.ChoiceField)
    chosen.choices = [(row.pk, _("Phiên bản %(n)s, áp dụng từ %(day)s") % said(row)) for row in open_ones]
    refusal = None
    if request.method == "POST" and ("ask" not in request.POST or form.is_valid()):
        try:
            messages.success(request, taken(request, asked, form))
            return redirect("procedures-edit:edit-end", code)
        except Refusal as refused:
            refusal = refused
            if form.is_bound:
                put(form, refused)
    shown = {
        "asked": asked, "mine": asked is not None and asked.asked_by_user_id == actor.user_id,
        "touched": [(row, affected_by(row.pk)) for row in open_ones], "answer": request.POST.get("answer", ""),
    }  # fmt: skip
    return page(request, bench, "end", refusal, form=form, open_ones=open_ones, **shown)


def taken(request: HttpRequest, asked: EndRequest | None, form: EndForm) -> str:
    """Asks or decides; answers what to tell."""
    actor = request.actor  # type: ignore[attr-defined]
    if "ask" in request.POST:
        given = form.cleaned_data
        ask_end(actor=actor, version_id=int(given["version"]), on=given["on"], reason=given["reason"])
        return _("Đã gửi đề nghị. Người thứ hai phê duyệt thì thủ tục mới kết thúc.")
    granted = request.POST.get("decide") == "yes"
    decide_end(actor=actor, request_id=asked.pk if asked else 0, granted=granted, answer=request.POST.get("answer", ""))
    if granted:
        return _("Đã ghi ngày kết thúc. Hồ sơ đang giải quyết không thay đổi.")
    return _("Đã ghi kết luận.")


def said(row: Any) -> dict[str, Any]:
    """A version in words."""
    return {"n": row.number, "day": f"{row.valid_from:%d/%m/%Y}" if row.valid_from else ""}
