"""The parts of a draft: general texts, lists of rows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import Refusal
from motcua.procedures.forms.clock import ClockForm, examples
from motcua.procedures.forms.general import GeneralForm
from motcua.procedures.forms.rows import Read, drawn, read_rows
from motcua.procedures.forms.sheets import SHEETS, Sheet
from motcua.procedures.queries.drafting import Workbench, fee_told, workbench
from motcua.procedures.rules.checking import circle_of, time_of_steps
from motcua.procedures.rules.uses import questions_in
from motcua.procedures.views.editors import page, save

FORM_METHODS = ["GET", "HEAD", "POST"]


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def general(request: HttpRequest, code: str) -> HttpResponse:
    """Names, limit, who may apply, source."""
    bench = workbench(code)
    form = GeneralForm(request.POST or None, document=bench.document)
    refusal = None
    if request.method == "POST" and form.is_valid():
        found = save(request, bench, form.changes(), _("Đã lưu thông tin chung."), "procedures-edit:edit")
        if not isinstance(found, Refusal):
            return found
        refusal = found
    return page(request, bench, "general", refusal, form=form)


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def clock(request: HttpRequest, code: str) -> HttpResponse:
    """The time limit with an example in words, supplements, consultation. POST `try` shows the example and saves nothing."""
    bench = workbench(code)
    form = ClockForm(request.POST or None, document=bench.document)
    refusal, trying = None, "try" in request.POST
    if request.method == "POST" and form.is_valid() and not trying:
        found = save(request, bench, form.changes(), _("Đã lưu thời hạn."), "procedures-edit:edit")
        if not isinstance(found, Refusal):
            return found
        refusal = found
    policy = bench.document.get("clock", "") if not form.is_bound else form.policy() if form.is_valid() else ""
    shown = examples(policy) if policy else []
    return page(request, bench, "clock", refusal, form=form, examples=shown, tried=trying)


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def rows(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One list of the document as rows."""
    sheet = SHEETS.get(name)
    if sheet is None:
        raise Http404
    return on_sheet(request, workbench(code), sheet, time=name == "buoc")


def on_sheet(
    request: HttpRequest, bench: Workbench, sheet: Sheet, *, back: tuple[str, ...] = (), time: bool = False, **more: Any
) -> HttpResponse:
    """A list as rows: drawn, or read, checked and saved."""
    document = bench.document
    faults: dict[str, Any] = {}
    posted, refusal = None, None
    if request.method == "POST":
        posted = request.POST
        read = read_rows(sheet, document, posted)
        faults = {**read.faults, **needed(sheet, document, read)}
        if not faults:
            changes = sheet.changes(document, read.rows)
            found = save(request, bench, changes, _("Đã lưu danh sách."), *(back or ("procedures-edit:edit",)))
            if not isinstance(found, Refusal):
                return found
            refusal = found
    now = workbench(bench.procedure.code).document if refusal else document
    shown = drawn(sheet, now, posted, faults)
    if sheet is SHEETS["phi"]:
        shown = [{**one, **fee_told(now, one["key"])} for one in shown]
    spent = time_of_steps(document) if time else None
    return page(request, bench, "rows", refusal, sheet=sheet, rows=shown, faults=faults, time=spent, **more)


def needed(sheet: Sheet, document: dict[str, Any], read: Read) -> dict[str, Any]:
    """Faults of the list as a whole: a part with questions, a case with papers, a step one goes back to must stay; no
    part may wait for a question of its own.
    """
    faults: dict[str, Any] = {}
    for control, key in read.gone.items():
        users = users_of(sheet, document, key)
        if users:
            faults[control] = _("Chưa bỏ được, còn dùng ở: %(what)s") % {"what": "; ".join(users[:6])}
    changes = sheet.changes(document, read.rows)
    if sheet.path == "form.sections":
        circle = circle_of(changes["form"])
        if circle:
            faults["r0-show_if-field1"] = _("Điều kiện đi vòng tròn: %(way)s") % {"way": " → ".join(circle)}
        if not read.rows:
            faults["r0-title"] = _("Biểu mẫu cần ít nhất một phần")
    return faults


def users_of(sheet: Sheet, document: dict[str, Any], key: str) -> list[str]:
    """What still stands in, or refers to, a row of that key."""
    match sheet.path:
        case "form.sections":
            return questions_in(document.get("form") or {}, key)
        case "cases":
            return [str(paper["title"]) for paper in document.get("papers") or () if key in (paper.get("cases") or ())]
        case "steps":
            return [str(step["title"]) for step in document.get("steps") or () if step.get("returns_to") == key]
    return []
