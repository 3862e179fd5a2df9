"""Versions of a procedure: what happened to them, what differs, ending one, copying the procedure."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import Refusal
from motcua.procedures.actions import clone_procedure
from motcua.procedures.queries.draft_story import story_of
from motcua.procedures.queries.drafting import told_between, workbench
from motcua.procedures.views.editors import page

FORM_METHODS = ["GET", "HEAD", "POST"]
A_PAGE = 40
WORDS = {
    "draft-begun": gettext_lazy("Bắt đầu bản nháp"), "draft-changed": gettext_lazy("Sửa bản nháp"),
    "draft-loaded": gettext_lazy("Nạp bản nháp từ tệp"), "draft-dropped": gettext_lazy("Xóa bản nháp"),
    "draft-cloned": gettext_lazy("Nhân bản từ thủ tục khác"), "approval-asked": gettext_lazy("Gửi phê duyệt"),
    "approval-decided": gettext_lazy("Kết luận phê duyệt"), "trial-explained": gettext_lazy("Nêu lý do đổi ca kiểm thử"),
    "end-asked": gettext_lazy("Đề nghị kết thúc"), "end-decided": gettext_lazy("Kết luận đề nghị kết thúc"),
    "version-published": gettext_lazy("Công bố"), "version-ended": gettext_lazy("Kết thúc phiên bản"),
    "override-published": gettext_lazy("Đơn vị công bố quy định riêng"),
    "override-ended": gettext_lazy("Quy định riêng kết thúc"),
    "override-withdrawn": gettext_lazy("Rút quy định riêng"),
    "override-misfits": gettext_lazy("Quy định riêng không còn khớp"),
}  # fmt: skip


class CloneForm(forms.Form):
    """What the new procedure is called."""

    code = forms.CharField(label=gettext_lazy("Mã của thủ tục mới"), max_length=40)
    short_name = forms.CharField(label=gettext_lazy("Tên ngắn"), max_length=200)
    name = forms.CharField(
        label=gettext_lazy("Tên đầy đủ theo quyết định công bố"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def put(form: forms.Form, refusal: Refusal) -> None:
    """The refusal's words at the form's fields."""
    for name, words in refusal.fields.items():
        form.add_error(name if name in form.fields else None, str(words))


@officer("procedures.edit")
@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Who changed what when, newest first."""
    bench = workbench(code)
    pages = Paginator(story_of(code)[::-1], A_PAGE)
    shown = pages.get_page(request.GET.get("trang"))
    notes = ("reason", "note", "urgent", "answer")
    lines = [
        {
            "event": event,
            "words": WORDS.get(event.kind, event.kind),
            "notes": [event.data[name] for name in notes if event.data.get(name)],
        }
        for event in shown
    ]
    return page(request, bench, "history", lines=lines, pages=shown)


@officer("procedures.edit")
@require_safe
def between(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """What differs between two versions, in sentences."""
    bench = workbench(code)
    sentences = told_between(bench, old, new)
    if sentences is None:
        raise Http404
    return page(request, bench, "between", old=old, new=new, told=sentences)


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def clone(request: HttpRequest, code: str) -> HttpResponse:
    """A new procedure that begins as a copy of this one."""
    bench = workbench(code)
    form = CloneForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            draft = clone_procedure(
                actor=request.actor, code=code, new_code=given["code"], name=given["name"], short_name=given["short_name"]  # type: ignore[attr-defined]
            )  # fmt: skip
        except Refusal as refused:
            refusal = refused
            put(form, refused)
        else:
            messages.success(request, _("Đã nhân bản. Người dân chưa thấy thủ tục này cho đến khi được công bố."))
            return redirect("procedures-edit:edit", draft.procedure.code)
    return page(request, bench, "clone", refusal, form=form)
