"""The form of a draft: its parts, its questions, the columns of its tables."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import Refusal
from motcua.procedures.forms.questions import QuestionForm, schema_at
from motcua.procedures.queries.drafting import Workbench, workbench
from motcua.procedures.queries.looking import Look, look_at
from motcua.procedures.rules.fields import kind_of
from motcua.procedures.rules.ordering import in_order
from motcua.procedures.rules.uses import Use, column_uses, fee_columns, uses_of, without
from motcua.procedures.views.editors import page, save

FORM_METHODS = ["GET", "HEAD", "POST"]


@officer("procedures.edit")
@require_safe
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The form's parts and questions, each leading to its own screen."""
    bench = workbench(code)
    form = bench.document.get("form") or {}
    schema = form.get("schema") or {}
    asked = list(in_order(schema.get("properties") or {}))
    sections = form.get("sections") or [{"key": "", "title": _("Các câu hỏi")}]
    known = {part["key"] for part in sections}
    parts = [
        {
            "key": part["key"],
            "title": part["title"],
            "conditional": bool(part.get("show_if")),
            "questions": [row(key, data, schema) for key, data in asked if data.get("x-section", "") == part["key"]],
        }
        for part in sections
    ]
    lost = [row(key, data, schema) for key, data in asked if data.get("x-section", "") not in known]
    return page(request, bench, "questions", parts=parts, lost=lost)


def row(key: str, data: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What a list says of one question."""
    return {
        "key": key,
        "title": data.get("title", key),
        "required": key in schema.get("required", []),
        "conditional": bool(data.get("x-show-if")),
        "table": kind_of(data) == "table",
    }


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def question(request: HttpRequest, code: str, key: str = "", table: str = "") -> HttpResponse:
    """One question, or a new one; with `table`, a column of that question's rows."""
    bench = workbench(code)
    document = bench.document
    properties = properties_at(document, table)
    if key and key not in properties:
        raise Http404
    if request.method == "POST" and "gone" in request.POST:
        return take_away(request, bench, key, table)
    form = QuestionForm(request.POST or None, document=document, key=key, table=table)
    refusal = None
    if "look" in request.POST:
        return looked_at(request, bench, form)
    if request.method == "POST" and form.is_valid():
        changed = form.changed_form()
        back, where = following(form, key, table)
        found = save(request, bench, {"form": changed}, _("Đã lưu câu hỏi."), back, *where)
        if not isinstance(found, Refusal):
            return found
        refusal = found
    return drawn(request, bench, form, refusal)


def looked_at(request: HttpRequest, bench: Workbench, form: QuestionForm) -> HttpResponse:
    """The question as typed, drawn but not saved: the part alone for the script, else the whole screen."""
    look = look_at(bench.document, form.changed_form(), form.table or form.made) if form.is_valid() else None
    if request.headers.get("X-Part") == "look":
        return render(request, "procedures/desk/parts/look.html", {"look": look, "form": form, "typed": True})
    return drawn(request, bench, form, look=look)


def following(form: QuestionForm, key: str, table: str) -> tuple[str, tuple[str, ...]]:
    """Where to after saving: a new question asks for its limits next, a column leads back to its table."""
    if not key and not table:
        return "procedures-edit:edit-question", (form.made,)
    return ("procedures-edit:edit-question", (table,)) if table else ("procedures-edit:edit-questions", ())


def properties_at(document: dict[str, Any], table: str) -> dict[str, Any]:
    """The questions of the form, or the columns of one of its tables; 404 for a table that is not there."""
    properties: dict[str, Any] = document["form"]["schema"]["properties"]
    if not table:
        return properties
    if table not in properties or kind_of(properties[table]) != "table":
        raise Http404
    return dict((properties[table].get("items") or {}).get("properties") or {})


def drawn(
    request: HttpRequest,
    bench: Workbench,
    form: QuestionForm,
    refusal: Refusal | None = None,
    uses: Any = (),
    look: Look | None = None,
) -> HttpResponse:
    """The screen of a question, for a table with its columns; beside it how others see it."""
    if look is None and (form.table or form.key):
        look = look_at(bench.document, bench.document["form"], form.table or form.key)
    columns: list[dict[str, Any]] = []
    if form.is_table:
        items = form.standing.get("items") or {}
        columns = [row(name, data, items) for name, data in in_order(items.get("properties") or {})]
    table = (
        (form.table, form.schema and bench.document["form"]["schema"]["properties"][form.table]["title"])
        if form.table
        else ()
    )
    free = bool(uses) and all(use.alone for use in uses)
    return page(
        request,
        bench,
        "question",
        refusal,
        form=form,
        key=form.key,
        columns=columns,
        table=table,
        uses=uses,
        free=free,
        look=look,
    )


def take_away(request: HttpRequest, bench: Workbench, key: str, table: str) -> HttpResponse:
    """Removes a question. While something needs it, it stays and the screen says what; questions whose only condition
    it is may be freed of it on a second word.
    """
    document = bench.document
    uses = uses_at(document, key, table)
    agreed = request.POST.get("gone") == "free" and all(use.alone for use in uses)
    if uses and not agreed:
        refusal = Refusal(_("Chưa bỏ được: còn chỗ dùng câu này."), code="still-used")
        return drawn(request, bench, QuestionForm(document=document, key=key, table=table), refusal, uses)
    form = deepcopy(document["form"])
    if table:
        form["schema"]["properties"][table]["items"] = without(schema_at(form, table), key)
    else:
        form["schema"] = without(form["schema"], key)
    back, where = ("procedures-edit:edit-question", (table,)) if table else ("procedures-edit:edit-questions", ())
    found = save(request, bench, {"form": form}, _("Đã bỏ câu hỏi."), back, *where)
    if isinstance(found, Refusal):
        return drawn(request, bench, QuestionForm(document=document, key=key, table=table), found)
    if uses:
        messages.warning(request, _("Từ nay luôn được hỏi: %s") % ", ".join(use.words for use in uses))
    return found


def uses_at(document: dict[str, Any], key: str, table: str) -> list[Use]:
    """What needs a question, or a column of a table."""
    if not table:
        return uses_of(document, key)
    return [*column_uses(properties_at(document, table), key), *fee_columns(document, table, key)]
