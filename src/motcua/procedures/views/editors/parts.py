"""The parts of a draft: general texts, lists of rows, questions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import Refusal
from motcua.procedures.forms.general import GeneralForm
from motcua.procedures.forms.questions import QuestionForm
from motcua.procedures.forms.rows import SHEETS, drawn, read_rows
from motcua.procedures.queries.drafting import Workbench, workbench
from motcua.procedures.rules.ordering import in_order
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
def rows(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One list of the document as rows."""
    sheet = SHEETS.get(name)
    if sheet is None:
        raise Http404
    bench = workbench(code)
    standing = bench.document.get(sheet.path) or []
    faults: dict[str, Any] = {}
    posted, refusal = None, None
    if request.method == "POST":
        posted = request.POST
        read = read_rows(sheet, standing, posted)
        faults = read.faults
        if not faults:
            found = save(request, bench, {sheet.path: read.rows}, _("Đã lưu danh sách."), "procedures-edit:edit")
            if not isinstance(found, Refusal):
                return found
            refusal = found
    kept = workbench(code).document.get(sheet.path) or [] if refusal else standing
    shown = drawn(sheet, kept, posted, faults)
    return page(request, bench, "rows", refusal, sheet=sheet, rows=shown, faults=faults)


@officer("procedures.edit")
@require_safe
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """The form's parts and questions, each leading to its own screen."""
    bench = workbench(code)
    form = bench.document.get("form") or {}
    schema = form.get("schema") or {}
    asked = [(key, data) for key, data in in_order(schema.get("properties") or {})]
    parts = [
        {
            "title": part["title"],
            "questions": [row(key, data, schema) for key, data in asked if data.get("x-section") == part["key"]],
        }
        for part in form.get("sections", [])
    ]
    return page(request, bench, "questions", parts=parts)


def row(key: str, data: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What the list says of one question."""
    return {
        "key": key,
        "title": data.get("title", key),
        "required": key in schema.get("required", []),
        "conditional": bool(data.get("x-show-if")),
    }


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def question(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """One question, or a new one. Taking one away is refused at publication while something still needs it."""
    bench = workbench(code)
    document = bench.document
    if key and key not in document["form"]["schema"]["properties"]:
        raise Http404
    if request.method == "POST" and "gone" in request.POST:
        return take_away(request, bench, key)
    form = QuestionForm(request.POST or None, document=document, key=key)
    refusal = None
    if request.method == "POST" and form.is_valid():
        done = _("Đã lưu câu hỏi.")
        found = save(request, bench, {"form": form.changed_form()}, done, "procedures-edit:edit-questions")
        if not isinstance(found, Refusal):
            return found
        refusal = found
    return page(request, bench, "question", refusal, form=form, key=key)


def take_away(request: HttpRequest, bench: Workbench, key: str) -> HttpResponse:
    """Removes a question, and the conditions of other questions that looked at it alone."""
    form = dict(bench.document["form"])
    schema = dict(form["schema"])
    properties = {name: dict(data) for name, data in schema["properties"].items() if name != key}
    freed = []
    for data in properties.values():
        if (data.get("x-show-if") or {}).get("field") == key:
            del data["x-show-if"]
            freed.append(str(data.get("title", "")))
    schema |= {"properties": properties, "required": [name for name in schema.get("required", []) if name != key]}
    found = save(
        request, bench, {"form": {**form, "schema": schema}}, _("Đã bỏ câu hỏi."), "procedures-edit:edit-questions"
    )
    if isinstance(found, Refusal):
        messages.error(request, found.message)
        return redirect("procedures-edit:edit-questions", bench.procedure.code)
    if freed:
        messages.warning(request, _("Các câu sau từ nay luôn được hỏi: %s") % ", ".join(freed))
    return found
