"""Who answers for what was late: the year's figures, what is behind each number, the sheet, excuses."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.desk.forms import DecisionForm, ExcuseForm
from motcua.kernel import clock
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.kernel.typed import number_typed
from motcua.ui.refusing import put_on
from motcua.work.actions import ask_excuse, decide_excuse
from motcua.work.permissions import may_decide
from motcua.work.queries import (
    EXCUSE,
    PERIODS,
    RESULTS,
    Account,
    Asked,
    account,
    answered_items,
    asked_words,
    by_category,
    excuse_in_scope,
    item_in_scope,
    kind_labels,
    period_words,
    year_pdf,
    year_table,
)

FIRST_YEAR = 2018
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def year_of(text: Any) -> int:
    """A year that can have figures; the present one for anything else."""
    now = clock.today().year
    typed = number_typed(text, digits=4) or now
    return typed if FIRST_YEAR <= typed <= now else now


def asked_of(request: HttpRequest) -> Asked:
    """The question an address asks."""
    given = request.GET
    result = given.get("kq", "late")
    return Asked(
        year=year_of(given.get("nam", "")),
        period=given.get("ky", "") if given.get("ky", "") in PERIODS else "",
        category=clean(given.get("nhom", ""))[:200],
        kind=clean(given.get("loai", ""))[:60],
        unit_id=number_typed(given.get("don-vi", "")),
        head_id=number_typed(given.get("dung-dau", "")),
        result=result if result in RESULTS else "late",
    )


def periods() -> list[tuple[str, str]]:
    """The parts of a year that can be asked for, with their names."""
    return [(period, str(period_words(period)) if period else _("Cả năm")) for period in PERIODS]


def results() -> dict[str, Any]:
    """The names of the results."""
    words = (
        _("Đúng hạn"), _("Quá hạn"), _("Quá hạn có lý do"), _("Còn mở, quá hạn"), _("Phải làm lại"), _("Không hài lòng"),
    )  # fmt: skip
    return dict(zip(RESULTS, words, strict=True))


@officer("work.account")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The year's figures of the scope by unit and head; every number leads to its items."""
    asked = asked_of(request)
    shown = account(request.actor, asked)  # type: ignore[attr-defined]
    now = clock.today().year
    by_kind = by_category(request.actor, asked) if asked.kind and not asked.category else ()  # type: ignore[attr-defined]
    return render(
        request,
        "desk/account.html",
        {
            "account": shown,
            "categories": by_kind,
            "periods": periods(),
            "sheet_query": query_of(asked),
            "years": range(now, max(FIRST_YEAR, now - 5) - 1, -1),
            "kinds": [(kind, label) for kind, label in kind_labels().items() if kind != EXCUSE],
            "results": results(),
        },
    )


@officer("work.account")
@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The items behind one number."""
    asked = asked_of(request)
    rows = answered_items(request.actor, asked)  # type: ignore[attr-defined]
    context = {"asked": asked, "rows": rows, "result": results()[asked.result]}
    context |= {"chosen": asked_words(asked), "query": urlencode({"nam": asked.year, **named_in(asked)})}
    return render(request, "desk/account_items.html", context)


def sheet_of(request: HttpRequest, year: int) -> Account:
    """The account of a year, or of what is chosen of it; no such page for years without figures."""
    if year_of(year) != year:
        raise Http404
    asked = asked_of(request)
    asked = Asked(year=year, period=asked.period, kind=asked.kind, category=asked.category)
    return account(request.actor, asked)  # type: ignore[attr-defined]


def named_in(asked: Asked) -> dict[str, str]:
    """What of a year is chosen, as an address says it."""
    said = {"ky": asked.period, "loai": asked.kind, "nhom": asked.category}
    return {name: value for name, value in said.items() if value}


def query_of(asked: Asked) -> str:
    """The same behind the address of a sheet."""
    return f"?{urlencode(named_in(asked))}" if named_in(asked) else ""


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private"},
    )


@officer("work.account")
@require_safe
def on_paper(request: HttpRequest, year: int) -> HttpResponse:
    """The year-end sheet as PDF."""
    made = year_pdf(sheet_of(request, year), request.actor)  # type: ignore[attr-defined]
    return download(made, "application/pdf", f"trach-nhiem-{year}.pdf")


@officer("work.account")
@require_safe
def as_table(request: HttpRequest, year: int) -> HttpResponse:
    """The year-end sheet for a table program."""
    return download(year_table(sheet_of(request, year)), XLSX, f"trach-nhiem-{year}.xlsx")


@officer("work.ask_excuse")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, item_id: int) -> HttpResponse:
    """Asks that a late item be excused."""
    item = item_in_scope(request.actor, item_id)  # type: ignore[attr-defined]
    form = ExcuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_excuse(actor=request.actor, item_id=item.pk, reason=form.cleaned_data["reason"])  # type: ignore[attr-defined]
        except Refusal as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Đã gửi lý do lên cấp trên."))
            return redirect("desk:excuse", asked.pk)
    return render(request, "desk/excuse_ask.html", {"item": item, "form": form}, status=422 if form.errors else 200)


@officer("work.account")
@require_http_methods(["GET", "HEAD", "POST"])
def excuse(request: HttpRequest, excuse_id: int) -> HttpResponse:
    """An excuse, and for whoever counter-signs it the decision."""
    found = excuse_in_scope(request.actor, excuse_id)  # type: ignore[attr-defined]
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_excuse(actor=request.actor, excuse_id=found.pk, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refusal as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Đã ghi kết luận."))
            return redirect("desk:excuse", found.pk)
    actor = request.actor  # type: ignore[attr-defined]
    open_to = found.granted is None and holds(actor, "work.decide_excuse") and may_decide(actor, found)
    context = {"excuse": found, "form": form, "decides": open_to}
    return render(request, "desk/excuse.html", context, status=422 if form.errors else 200)
