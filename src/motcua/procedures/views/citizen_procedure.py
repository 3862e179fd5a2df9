"""One procedure for everybody: at a glance, the papers of one's own case, the form on paper."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import client_address, public
from motcua.kernel import limits
from motcua.kernel.registry import registry
from motcua.procedures import queries
from motcua.procedures.queries import Definition, ProcedurePage
from motcua.procedures.views.chosen import unit_chosen
from motcua.procedures.views.kept import KeptPage, page_kept
from motcua.units.models import Unit

FILING = "/nop-ho-so/"
SHEETS_PER_HOUR = 60
SHEET_SECONDS = 3600


def kept_or_404(code: str) -> KeptPage:
    """The page of a procedure, whether in force or ended."""
    kept = page_kept(code)
    if kept is None:
        raise Http404(queries.NO_PROCEDURE)
    return kept


def unit_that_takes(request: HttpRequest, code: str) -> Unit | None:
    """The person's unit when it takes this procedure."""
    unit = unit_chosen(request)
    return unit if unit is not None and unit.pk in queries.offered_at(code) else None


def filing_address(code: str, unit: Unit | None) -> str:
    """Where filing begins."""
    return f"{FILING}?{urlencode({'thu-tuc': code, **({'don-vi': unit.code} if unit else {})})}"


def ways(request: HttpRequest, code: str, unit: Unit | None) -> list[Any]:
    """(words, address, icon) of what other rooms offer here: take a number, ask. Nothing when none is installed."""
    built = (build(request, code, unit) for build in registry.sections.get("procedure-ways", ()))
    return [way for way in built if way]


def shown(request: HttpRequest, page: ProcedurePage) -> dict[str, Any]:
    """What every page about a procedure needs around its own part."""
    code = page.entry.code
    unit = unit_that_takes(request, code)
    return {
        "page": page,
        "entry": page.entry,
        "definition": page.definition,
        "unit": unit,
        "online": not page.ended and page.definition.online_level != "none",
        "filing": filing_address(code, unit),
        "tail": f"?{urlencode({'don-vi': unit.code})}" if unit else "",
    }


def own_way(code: str, unit: Unit | None) -> list[Any]:
    """What the person's unit does otherwise than everybody, one line each."""
    own = queries.version_at(code, unit.pk) if unit is not None else None
    return queries.own_words(own) if own is not None and own != queries.version_at(code) else []


@public
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one procedure at a glance, then the ways on; an ended one says what to do instead."""
    kept = kept_or_404(code)
    page = kept.page
    context = shown(request, page) | {
        "glance": kept.glance,
        "body": kept.body,
        "asks": kept.asks,
        "coming": kept.coming,
        "own_way": own_way(code, unit_that_takes(request, code)),
        "ways": [] if page.ended else ways(request, code, unit_chosen(request)),
        "alike": queries.alike(page.entry) if page.ended else [],
    }
    return render(request, "procedures/citizen/procedure.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Two or three questions, then the papers, fee and time of this case; the answers go along into filing."""
    kept = kept_or_404(code)
    section = queries.case_questions(kept.page.definition)
    if section is None or kept.page.ended:
        return redirect("procedures:procedure", code=code)
    context = shown(request, kept.page) | {"section": section, "answers": {}, "errors": {}}
    if request.method == "POST":
        given = queries.read_case(section, request.POST)
        faults = queries.case_faults(section, given)
        if not faults:
            return case_answer(request, kept.page.definition, context | {"answers": given})
        context |= {"answers": given, "errors": faults}
    status = 422 if context["errors"] else 200
    return render(request, "procedures/citizen/case.html", context, status=status)


def case_answer(request: HttpRequest, definition: Definition, context: dict[str, Any]) -> HttpResponse:
    """The list of this case; what was answered is kept two hours for the filing, on the person's own device."""
    section, given = context["section"], context["answers"]
    found = queries.case_list(definition, section, given)
    answer = render(
        request, "procedures/citizen/case_list.html", context | {"found": found, "said": said(section, given)}
    )
    if context["online"]:
        answer.set_cookie(
            queries.CARRIED,
            queries.seal_case(definition.code, given),
            max_age=queries.CARRIED_SECONDS,
            path=FILING,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return answer


def said(section: Any, given: dict[str, Any]) -> list[tuple[str, str]]:
    """(question, answer) in words."""
    lines = []
    for field in section.fields:
        if field.key in given:
            value = given[field.key]
            titles = {option.value: option.title for option in field.options} | {True: "Có", False: "Không"}
            values = value if isinstance(value, list) else [value]
            lines.append((field.title, ", ".join(str(titles.get(one, one)) for one in values)))
    return lines


@public
@require_safe
def form_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The form as a PDF to print and fill in by hand."""
    kept = kept_or_404(code)
    if kept.page.ended or not kept.page.definition.form.sections:
        raise Http404(queries.NO_PROCEDURE)
    limits.demand(
        "form-sheet", client_address(request), times=SHEETS_PER_HOUR, seconds=3600, message=queries.TOO_MANY_SHEETS
    )
    answer = HttpResponse(queries.blank_sheet(kept.page.definition), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="to-khai-{code}.pdf"'
    answer["Cache-Control"] = f"max-age={SHEET_SECONDS}"
    return answer
