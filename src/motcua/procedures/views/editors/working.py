"""The list of procedures, the workbench of one, its file, its preview."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import yaml
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel import clock
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures.actions import begin_draft, drop_draft, load_draft
from motcua.procedures.actions.documents import read_document
from motcua.procedures.forms.filing import FilingForm
from motcua.procedures.forms.reading import fresh_key
from motcua.procedures.forms.sheets import SHEETS
from motcua.procedures.queries import parse_form
from motcua.procedures.queries.drafting import (
    as_yaml,
    faults_of,
    procedures_for_editors,
    readable,
    told,
    tried,
    waiting_for,
    workbench,
)
from motcua.procedures.queries.ending import ends_waiting_for
from motcua.procedures.queries.trials import due_of
from motcua.procedures.rules.trials import Trial, found_for
from motcua.procedures.views.editors import page, save

FORM_METHODS = ["GET", "HEAD", "POST"]
BIGGEST_FILE = 1_000_000


@officer("procedures.edit")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Procedures by name or code, those being worked on first; above them what waits for this editor's approval."""
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    actor = request.actor  # type: ignore[attr-defined]
    shown = {
        "q": text,
        "rows": procedures_for_editors(text),
        "waiting": waiting_for(actor),
        "ends": ends_waiting_for(actor),
    }
    return render(request, "procedures/desk/list.html", shown)


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def hub(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure: its versions, its draft and the parts of it. POST begins a draft or throws it away."""
    bench = workbench(code)
    if request.method == "POST":
        actor = request.actor  # type: ignore[attr-defined]
        if "drop" in request.POST and bench.draft is not None:
            drop_draft(actor=actor, version_id=bench.draft.pk)
            messages.success(request, _("Đã xóa bản nháp."))
        elif "begin" in request.POST:
            begin_draft(actor=actor, code=code)
        return redirect("procedures-edit:edit", code)
    outcomes, _fault = tried(bench) if bench.draft else ((), "")
    return page(
        request, bench, "hub",
        sheets=[(name, sheet.title) for name, sheet in SHEETS.items() if name != "phan"],
        told=told(bench) if bench.draft else [],
        failing=sum(not one.holds for one in outcomes),
        cases=len(outcomes),
        faults=faults_of(bench),
    )  # fmt: skip


@officer("procedures.edit")
@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """The draft, or the newest published version, as one YAML file."""
    bench = workbench(code)
    version = bench.draft or bench.newest
    if version is None:
        raise NotFound(_("Không có phiên bản này."))
    name = f'attachment; filename="{bench.procedure.code}-v{version.number}.yaml"'
    return HttpResponse(
        as_yaml(version.document), content_type="application/yaml; charset=utf-8", headers={"Content-Disposition": name}
    )


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def load(request: HttpRequest) -> HttpResponse:
    """Takes a YAML or JSON file as the draft of the procedure it names; a broken one is answered with its line."""
    fault: Any = ""
    if request.method == "POST":
        try:
            document, replace = document_of(request), "replace" in request.POST
            draft = load_draft(actor=request.actor, document=document, replace=replace)  # type: ignore[attr-defined]
        except Refusal as refusal:
            fault = refusal.message
        else:
            messages.success(request, _("Đã nạp thành bản nháp."))
            return redirect("procedures-edit:edit", draft.procedure.code)
    return render(request, "procedures/desk/load.html", {"fault": fault}, status=422 if fault else 200)


def document_of(request: HttpRequest) -> dict[str, Any]:
    """The document in the uploaded file; refuses with words on what and where."""
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise Refusal(_("Hãy chọn tệp."), code="no-file")
    if file.size > BIGGEST_FILE:
        raise Refusal(_("Tệp lớn hơn 1 MB."), code="too-big")
    try:
        return read_document(file.read().decode("utf-8-sig"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise Refusal(_("Không đọc được tệp, dòng %(line)s: %(why)s") % {"line": line, "why": error.problem}) from None
    except (UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        raise Refusal(_("Không đọc được tệp: %(why)s") % {"why": error}, code="unreadable") from None


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The whole form of the draft on one page; POST says what would come of the answers, `keep` makes it a test case."""
    bench = workbench(code)
    definition = readable(bench)
    filing = FilingForm(request.POST or None)
    shown: dict[str, Any] = {"definition": definition, "answers": {}, "errors": {}, "outcome": {}, "filing": filing}
    if definition is None or request.method != "POST":
        return page(request, bench, "preview", **shown)
    answers: dict[str, Any] = {}
    for section in definition.form.sections:
        answers |= {key: value for key, value in parse_form(section, request.POST).items() if value is not None}
    shown["answers"] = answers
    if not filing.is_valid():
        return page(request, bench, "preview", faults=True, **shown)
    trial = Trial("", "", answers, {"due": ""}, filing.cleaned_data["channel"], filing.cleaned_data["at"])
    found = found_for(definition, trial, now=clock.local(clock.now()), due=due_of)
    shown["errors"] = found["errors"]
    named = {paper.key: paper for paper in definition.papers}
    shown["outcome"] = {
        "papers": [named[key] for key in found["papers"]], "fee": found["fee"], "due": datetime.fromisoformat(found["due"])
    }  # fmt: skip
    if "keep" in request.POST:
        kept = [*bench.document.get("trials", ()), case_of(bench.document, request.POST.get("case", ""), trial, found)]
        saved = save(request, bench, {"trials": kept}, _("Đã lưu ca kiểm thử."), "procedures-edit:edit-trials")
        return page(request, bench, "preview", saved, **shown) if isinstance(saved, Refusal) else saved
    return page(request, bench, "preview", **shown)


def case_of(document: dict[str, Any], title: str, trial: Trial, found: dict[str, Any]) -> dict[str, Any]:
    """A test case from a filled-in preview: what came out is what is expected from now on. Its moment is fixed, so that
    neither the due date nor limits of days move with the calendar.
    """
    taken = {str(case["key"]) for case in document.get("trials", ())}
    words = clean(title)[:200] or _("Ca kiểm thử %(n)s") % {"n": len(taken) + 1}
    expect: dict[str, Any] = {"papers": found["papers"], "fee": found["fee"], "due": found["due"]}
    if found["reductions"]:
        expect["reductions"] = found["reductions"]
    return {
        "key": fresh_key(words, taken),
        "title": words,
        "answers": trial.answers,
        "channel": trial.channel,
        "at": trial.at.isoformat(timespec="minutes") if trial.at else "",
        "expect": {**expect, "errors": sorted(found["errors"])} if found["errors"] else expect,
    }
