"""The officers' pages of numbers on paper: reserve, print, enter later."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.queueing.actions.paper import Entered, enter_paper, reserve_paper
from motcua.queueing.forms import ReserveForm
from motcua.queueing.models import PRIORITY_WORDS
from motcua.queueing.models.paper import PaperRange
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.paper import entered_in, printed, range_by_id, ranges_of
from motcua.queueing.queries.visits import counters_of, field_at, fields_of
from motcua.queueing.rules.limits import label
from motcua.queueing.rules.paper import Line
from motcua.queueing.views.desk import own_desk
from motcua.ui.refusing import put_on

AT_ONCE = 20
CELLS = ("taken", "priority", "called", "done", "counter")


@officer("queueing.call")
@require_http_methods(["GET", "HEAD", "POST"])
def ranges(request: Any) -> HttpResponse:
    """The desk's ranges, and a form to reserve one."""
    desk = own_desk(request.actor)
    arranges = holds(request.actor, "queueing.arrange")
    form = ReserveForm(request.POST or None, fields=fields_of(desk.pk))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        chosen = field_at(desk.pk, given.pop("field"))
        try:
            reserve_paper(actor=request.actor, field=chosen, **given)
        except NotAllowed:
            raise
        except Refusal as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Đã giữ dải số. Bây giờ in ra giấy."))
            return redirect("queueing:paper")
    context = {"ranges": ranges_of(desk.pk), "form": form, "arranges": arranges, "today": clock.today()}
    return render(request, "queueing/desk/paper.html", context, status=422 if form.errors else 200)


def own_range(actor: Actor, pk: int) -> PaperRange:
    """A range of the officer's own desk."""
    row = range_by_id(pk)
    demand_at(actor, "queueing.call", row.unit_id)
    return row


@officer("queueing.call")
@require_safe
def sheet(request: Any, pk: int) -> HttpResponse:
    """The numbers to tear off and the sheet for the times, as PDF."""
    row = own_range(request.actor, pk)
    name = f'inline; filename="so-giay-{row.day:%Y%m%d}-{row.first}-{row.last}.pdf"'
    return HttpResponse(printed(row), content_type="application/pdf", headers={"Content-Disposition": name})


@officer("queueing.call")
@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: Any, pk: int) -> HttpResponse:
    """The lines of the sheet, twenty at a time; wrong ones stay with what was typed."""
    row = own_range(request.actor, pk)
    outcome, typed = Entered(), {}
    if request.method == "POST":
        typed = {line.number: line for line in typed_lines(request, row) if line.used}
        try:
            outcome = enter_paper(actor=request.actor, range_id=pk, lines=list(typed.values()))
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
        else:
            say(request, outcome)
            if not outcome.faults:
                return redirect("queueing:paper-lines", pk=pk)
    return lines_page(request, row, outcome, typed)


def say(request: HttpRequest, outcome: Entered) -> None:
    """How many numbers were entered, and how many were there already."""
    if outcome.made:
        words = ngettext("Đã nhập %(number)d số.", "Đã nhập %(number)d số.", outcome.made)
        messages.success(request, words % {"number": outcome.made})
    if outcome.known:
        words = ngettext("%(number)d số đã nhập từ trước.", "%(number)d số đã nhập từ trước.", outcome.known)
        messages.info(request, words % {"number": outcome.known})


def typed_lines(request: HttpRequest, row: PaperRange) -> list[Line]:
    """What was typed, by number."""
    return [
        Line(
            number=number,
            missed=bool(request.POST.get(f"{number}-missed")),
            **{cell: clean(request.POST.get(f"{number}-{cell}", ""))[:20] for cell in CELLS},
        )
        for number in range(row.first, row.last + 1)
    ]


def lines_page(request: HttpRequest, row: PaperRange, outcome: Entered, typed: dict[int, Line]) -> HttpResponse:
    """The next twenty lines, wrong ones first, and below them what was entered."""
    entered = entered_in(row)
    left = [number for number in range(row.first, row.last + 1) if number not in entered or number in outcome.faults]
    wrong = sorted(outcome.faults)
    shown = wrong + [number for number in left if number not in wrong][: max(0, AT_ONCE - len(wrong))]
    cells = [cell_row(row, number, typed.get(number, Line(number)), outcome.faults.get(number, {})) for number in shown]
    summary = {
        f"so-{number}-{cell}": f"{label(row.field.prefix, number)}: {words}"
        for number, faults in sorted(outcome.faults.items())
        for cell, words in faults.items()
    }
    context = {
        "range": row,
        "rows": cells,
        "entered": list(entered.values()),
        "summary": summary,
        "counters": [str(counter.number) for counter in counters_of(row.unit_id)],
        "priorities": list(PRIORITY_WORDS.items()),
        "early": row.day > clock.today(),
        "over": row.day < clock.today(),
    }
    return render(request, "queueing/desk/paper_lines.html", context, status=422 if summary else 200)


def cell_row(row: PaperRange, number: int, line: Line, faults: dict[str, Any]) -> dict[str, Any]:
    """One line of the form with its faults."""
    times = [
        (name, words, getattr(line, name), faults.get(name, ""))
        for name, words in (("taken", _("Phát lúc")), ("called", _("Mời lúc")), ("done", _("Xong lúc")))
    ]
    return {
        "number": number,
        "label": label(row.field.prefix, number),
        "line": line,
        "times": times,
        "counter_fault": faults.get("counter", ""),
        "missed_fault": faults.get("missed", ""),
    }
