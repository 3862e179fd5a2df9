"""The leader's figures of the hall: waiting, service, no-shows, load, what tomorrow will bring, and their files."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.scoping import Scope
from motcua.kernel.typed import day_typed, number_typed
from motcua.queueing.queries.figures import Figures, desks_in_reach, figures, tomorrow
from motcua.queueing.queries.sheets import summary, visit_list

SPANS = {"ngay": gettext_lazy("Ngày"), "tuan": gettext_lazy("Tuần"), "thang": gettext_lazy("Tháng")}
EARLIEST = date(2020, 1, 1)


@dataclass(frozen=True)
class Asked:
    """What the address asks for: which desks, which span of days."""

    desks: list[tuple[int, str]]
    desk: int | None
    span: str
    first: date
    last: date

    @property
    def scope(self) -> Scope:
        """The asked desks; never more than the officer may see."""
        return Scope.of([self.desk] if self.desk else [pk for pk, _name in self.desks])

    @property
    def before(self) -> date:
        """A day of the span before."""
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        """A day of the span after."""
        return self.last + timedelta(days=1)


def asked_of(actor: Actor, given: Any) -> Asked:
    """Reads the address; a desk out of reach is not found, a day that is none is today."""
    desks = desks_in_reach(actor)
    if not desks:
        raise NotFound(_("Đơn vị này chưa có quầy phát số."))
    desk = number_typed(given.get("noi"))
    if desk is not None and desk not in dict(desks):
        raise NotFound(_("Không tìm thấy đơn vị."))
    span = given.get("ky", "") if given.get("ky") in SPANS else "ngay"
    first, last = span_of(span, day_of(given.get("ngay", "")))
    return Asked(desks, desk if desk or len(desks) > 1 else desks[0][0], span, first, last)


def day_of(text: str) -> date:
    """A day as a date field sends it; today for anything else."""
    today = clock.today()
    return min(max(day_typed(text) or today, EARLIEST), today + timedelta(days=366))


def span_of(span: str, day: date) -> tuple[date, date]:
    """The day, its week from Monday, or its month."""
    if span == "tuan":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if span == "thang":
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day, day


@officer("queueing.figures")
@require_safe
def figures_page(request: Any) -> HttpResponse:
    """The figures of a day, a week or a month, and the forecast."""
    asked = asked_of(request.actor, request.GET)
    found, refusal = Figures(), ""
    try:
        found = figures(asked.scope, asked.first, asked.last)
    except Refusal as wide:
        refusal = str(wide.message)
    context = {
        "asked": asked,
        "spans": SPANS.items(),
        "found": found,
        "refusal": refusal,
        "tomorrow": None if refusal else expected_of(asked),
    }
    return render(request, "queueing/desk/figures.html", context)


def expected_of(asked: Asked) -> dict[str, Any]:
    """The forecast with the counters each hour needs."""
    told = tomorrow(asked.scope, clock.today())
    hours = [] if told.expected is None else told.expected.hours
    seconds = told.service
    needed = [(hour, each, each.counters(seconds) if seconds else None) for hour, each in hours]
    return {"told": told, "hours": needed}


@officer("queueing.figures")
@require_safe
def figures_file(request: Any, kind: str) -> HttpResponse:
    """The same figures, or every visit without names, as a CSV file."""
    asked = asked_of(request.actor, request.GET)
    if kind == "bang":
        text = summary(figures(asked.scope, asked.first, asked.last))
    elif kind == "luot":
        text = visit_list(asked.scope, asked.first, asked.last)
    else:
        raise NotFound(_("Không có tệp này."))
    name = f"so-lieu-quay-{kind}-{asked.first:%Y%m%d}-{asked.last:%Y%m%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(text.encode(), content_type="text/csv; charset=utf-8", headers=headers)
