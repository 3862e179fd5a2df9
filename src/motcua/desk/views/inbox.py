"""The inbox: what is to be done, the earliest due first."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import holds, officer
from motcua.desk.queries.rows import Row, rows_for
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.registry import registry
from motcua.work.queries import Counts, InboxFilter, counts, inbox, kind_labels

COLOURS = {"late": _("Quá hạn"), "soon": _("Sắp đến hạn"), "ok": _("Còn hạn")}
HOLDERS = {"": _("Tất cả"), "me": _("Việc của tôi"), "unit": _("Đơn vị tôi"), "unassigned": _("Chưa ai nhận")}
LONGEST = 100


def filters_of(query: QueryDict) -> InboxFilter:
    """The filter in an address; what makes no sense there is left out."""
    page, unit = query.get("trang", "1"), query.get("don-vi", "")
    holder, colour = query.get("ai", ""), query.get("mau", "")
    return InboxFilter(
        kind=query.get("loai", "")[:60],
        holder=holder if holder in HOLDERS or (holder.isascii() and holder.isdecimal() and len(holder) < 12) else "",
        colour=colour if colour in COLOURS else "",
        detail=query.get("thu-tuc", "")[:200],
        text=clean(query.get("tim", ""))[:LONGEST],
        unit_id=int(unit) if unit.isascii() and unit.isdecimal() and len(unit) < 12 else None,
        no_head=query.get("vang-lanh-dao") == "1",
        page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
    )


def address_with(query: QueryDict, **changes: str) -> str:
    """The same list with other filters, from its first page."""
    kept = {name: value for name, value in query.items() if value and name != "trang"} | changes
    return "?" + urlencode({name: value for name, value in kept.items() if value})


def tabs(query: QueryDict, filters: InboxFilter, numbers: Counts) -> list[dict[str, Any]]:
    """The colours as links with their numbers, for one glance and one tap."""
    amounts = {"": numbers.total, "late": numbers.late, "soon": numbers.soon, "ok": numbers.ok}
    return [
        {
            "title": title,
            "number": amounts[colour],
            "url": address_with(query, mau=colour),
            "current": filters.colour == colour,
            "colour": colour,
        }
        for colour, title in {"": _("Tất cả"), **COLOURS}.items()
    ]


def chips(query: QueryDict, filters: InboxFilter, numbers: Counts) -> list[dict[str, Any]]:
    """Whose work, as links."""
    amounts = {"me": numbers.mine, "unassigned": numbers.unassigned}
    return [
        {
            "title": title,
            "number": amounts.get(holder),
            "url": address_with(query, ai=holder),
            "current": filters.holder == holder,
        }
        for holder, title in HOLDERS.items()
    ]


def narrowed(filters: InboxFilter, shown: list[Row]) -> str:
    """What the list was narrowed to by a link of the leaders' board: one unit, one officer, no head."""
    said = []
    if filters.unit_id:
        said.append(shown[0].unit if shown else str(_("một đơn vị")))
    if filters.holder.isdecimal():
        said.append(shown[0].holder if shown else str(_("một cán bộ")))
    if filters.no_head:
        said.append(str(_("việc không có người đứng đầu chịu trách nhiệm")))
    return ", ".join(said)


def bulk_buttons(actor: Actor, shown: list[Row]) -> list[dict[str, Any]]:
    """What the actor may do with several ticked items of this page at once."""
    kinds = {row.kind for row in shown}
    offers = [offer for build in registry.sections.get("desk-bulk", []) for offer in build(actor)]
    return [offer for offer in offers if kinds & set(offer["kinds"])]


def elsewhere(actor: Actor) -> str:
    """Where an officer without work of their own begins (operators, editors): the first menu entry open to them."""
    for entry in registry.menu:
        mine = entry.channel == "desk" and entry.permission in registry.verbs and holds(actor, entry.permission)
        if mine and entry.url_name != "desk:home":
            return reverse(entry.url_name)
    return reverse("accounts:account")


@officer()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The officer's list with its filters; officers who hold no work are led to their own pages."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not holds(actor, "work.see"):
        return redirect(elsewhere(actor))
    filters = filters_of(request.GET)
    page = inbox(actor, filters)
    numbers = counts(actor)
    shown = rows_for(page.items, actor)
    labels = kind_labels()
    return render(
        request,
        "desk/inbox.html",
        {
            "page": page,
            "rows": shown,
            "filters": filters,
            "filtered": bool(
                filters.kind or filters.holder or filters.colour or filters.detail or filters.text
                or filters.unit_id or filters.no_head
            ),
            "numbers": numbers,
            "tabs": tabs(request.GET, filters, numbers),
            "chips": chips(request.GET, filters, numbers),
            "folded_open": bool(filters.kind or filters.detail or filters.text),
            "narrowed": narrowed(filters, shown),
            "kinds": [(kind, labels.get(kind, kind), number) for kind, number in sorted(numbers.kinds.items())],
            "details": sorted(numbers.details.items()),
            "bulk": bulk_buttons(actor, shown),
            "back": request.get_full_path(),
        },
    )  # fmt: skip
