"""Pages of the editors: one thing a screen, nothing lost, nothing published unread."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.kernel.refusals import Conflict, Refusal
from motcua.procedures.actions import change_draft
from motcua.procedures.queries.drafting import Workbench, workbench


def save(
    request: HttpRequest, bench: Workbench, changes: dict[str, Any], done: Any, back: str, *where: str
) -> HttpResponse | Refusal:
    """Writes a part of the draft and goes on to `back`; answers the refusal when it was refused."""
    assert bench.draft is not None
    seen = request.POST.get("seen", "")
    try:
        change_draft(actor=request.actor, version_id=bench.draft.pk, seen=seen, changes=changes)  # type: ignore[attr-defined]
    except Refusal as refusal:
        return refusal
    messages.success(request, done)
    return redirect(back, bench.procedure.code, *where)


def page(
    request: HttpRequest, bench: Workbench, name: str, refusal: Refusal | None = None, **context: Any
) -> HttpResponse:
    """A screen of the editor. After a colleague's change it says so, carries the new text's hash and keeps what was typed."""
    if isinstance(refusal, Conflict):
        bench = workbench(bench.procedure.code)
        context["theirs"] = theirs(context.get("form"), bench)
    # Only whoever was told of a colleague's change may save over it: a mere fault keeps the hash the form came with.
    told_of_it = isinstance(refusal, Conflict) or request.method != "POST"
    seen = bench.seen if told_of_it else request.POST.get("seen", "")
    shown = {"seen": seen, "bench": bench, "procedure": bench.procedure, "refusal": refusal, **context}
    status = refusal.status if refusal else 200
    form = context.get("form")
    if status == 200 and (context.get("faults") or (form is not None and form.is_bound and form.errors)):
        status = 422
    return render(request, f"procedures/desk/{name}.html", shown, status=status)


def theirs(form: Any, bench: Workbench) -> list[tuple[Any, Any]]:
    """(label, what is kept now) of each control of a form in which something else was typed."""
    if form is None:
        return []
    fresh = form.beside(bench.document)
    return [
        (bound.label, fresh.initial.get(bound.name) or "–")
        for bound in form
        if bound.name in fresh.fields and str(fresh.initial.get(bound.name) or "") != str(bound.value() or "")
    ]
