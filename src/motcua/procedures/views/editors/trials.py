"""The test cases of a draft: how they come out, and setting right what they expect, never without a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures.actions import accept_trial, drop_trial, explain_trial
from motcua.procedures.queries.drafting import Workbench, explained, readable, tried, workbench
from motcua.procedures.rules.definition import Definition
from motcua.procedures.rules.trials import Outcome
from motcua.procedures.views.editors import page
from motcua.ui.words import dong, moment

WHAT = {
    "errors": gettext_lazy("Câu trả lời bị báo lỗi"),
    "papers": gettext_lazy("Giấy tờ phải nộp"),
    "fee": gettext_lazy("Phí, lệ phí"),
    "reductions": gettext_lazy("Được miễn, giảm"),
    "due": gettext_lazy("Hẹn trả"),
}


@officer("procedures.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """All test cases with their outcomes. POST with a reason: `accept` makes what came out of one the expected outcome,
    `gone` drops it, `explain` says why one differs from the published one.
    """
    bench = workbench(code)
    refusal, named = None, ""
    if request.method == "POST":
        named = next((request.POST[verb] for verb in ("accept", "gone", "explain") if verb in request.POST), "")
        try:
            carried_out(request, bench, named)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("Đã lưu ca kiểm thử."))
            return redirect("procedures-edit:edit-trials", code)
    outcomes, fault = tried(bench)
    definition = readable(bench)
    typed = {named: request.POST.get("reason", "")} if refusal else {}
    shown = [row(one, definition, typed) for one in outcomes]
    changed = [(one, typed.get(one.change.key, "")) for one in explained(bench)]
    return page(request, bench, "trials", refusal, outcomes=shown, fault=fault, changed=changed)


def carried_out(request: HttpRequest, bench: Workbench, key: str) -> None:
    """One of the three verbs."""
    actor, reason = request.actor, request.POST.get("reason", "")  # type: ignore[attr-defined]
    if bench.draft is None:
        raise NotFound(_("Thủ tục này chưa có bản nháp."))
    draft, seen = bench.draft.pk, request.POST.get("seen", "")
    if "explain" in request.POST:
        explain_trial(actor=actor, version_id=draft, key=key, reason=reason)
    else:
        change = accept_trial if "accept" in request.POST else drop_trial
        change(actor=actor, version_id=draft, seen=seen, key=key, reason=reason)


def row(outcome: Outcome, definition: Definition | None, typed: dict[str, str]) -> dict[str, Any]:
    """A test case for the template."""
    return {
        "outcome": outcome,
        "misses": [
            (
                WHAT[miss.what],
                in_words(miss.what, miss.expected, definition),
                in_words(miss.what, miss.found, definition),
            )
            for miss in outcome.misses
        ],
        "expects": [(WHAT[name], in_words(name, value, definition)) for name, value in outcome.trial.expect.items()],
        "reason": typed.get(outcome.trial.key, ""),
    }


def in_words(what: str, value: Any, definition: Definition | None) -> str:
    """An outcome as a person reads it: money, a moment, titles of papers and questions."""
    if what == "fee":
        return str(dong(value))
    if what == "due":
        return str(moment(datetime.fromisoformat(str(value))))
    titles: dict[str, str] = {}
    if definition is not None:
        papers = {paper.key: paper.title for paper in definition.papers}
        less = {f"{fee.key}.{one.key}": one.title for fee in definition.fees for one in fee.reductions}
        known = {"papers": papers, "reductions": less}
        titles = known[what] if what in known else {key: field.title for key, field in definition.form.fields.items()}
    listed = value if isinstance(value, dict) else dict.fromkeys(value, "")
    said = [f"{titles.get(str(key), key)}{f' ({words})' if words else ''}" for key, words in listed.items()]
    return "; ".join(said) or str(_("Không có"))
