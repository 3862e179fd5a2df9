"""What stands above the list: numbers by colour, whose work, further filters."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.desk.queries.rows import Row
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.typed import number_typed, page_typed
from motcua.work.queries import Counts, InboxFilter, kind_labels

COLOURS = {"late": _("Quá hạn"), "soon": _("Sắp đến hạn"), "ok": _("Còn hạn")}
HOLDERS = {"": _("Tất cả"), "me": _("Việc của tôi"), "unit": _("Đơn vị tôi"), "unassigned": _("Chưa ai nhận")}
LONGEST = 100
KEEP_SECONDS = 15


def filters_of(query: QueryDict) -> InboxFilter:
    """The filter in an address; what makes no sense there is left out."""
    holder, colour = query.get("nguoi", ""), query.get("mau", "")
    return InboxFilter(
        kind=query.get("loai", "")[:60],
        holder=holder if holder in HOLDERS or number_typed(holder) is not None else "",
        colour=colour if colour in COLOURS else "",
        detail=query.get("thu-tuc", "")[:200],
        text=clean(query.get("q", ""))[:LONGEST],
        unit_id=number_typed(query.get("don-vi")),
        no_head=query.get("vang-lanh-dao") == "1",
        page=page_typed(query.get("trang")),
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
            "url": address_with(query, nguoi=holder),
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


def is_filtered(filters: InboxFilter) -> bool:
    """Whether anything but the whole list is shown."""
    return filters.turned(1) != InboxFilter()


def head(actor: Actor, query: QueryDict, filters: InboxFilter, numbers: Counts, shown: list[Row]) -> SafeString:
    """The part above the list. It changes with the numbers only, so it is kept as long as they are (not for typed text)."""
    key = ""
    if not filters.text and not filters.unit_id and not filters.holder.isdecimal() and not filters.no_head:
        said = f"{get_language()}:{actor.user_id}:{actor.duty_id}:{numbers.at}:{filters.turned(1)}"
        key = f"desk:head:{sha256(said.encode()).hexdigest()}"
        if known := cache.get(key):
            return mark_safe(known)  # noqa: S308 - it was rendered by the template below
    labels = kind_labels()
    context = {
        "filters": filters,
        "filtered": is_filtered(filters),
        "tabs": tabs(query, filters, numbers),
        "chips": chips(query, filters, numbers),
        "folded_open": bool(filters.kind or filters.detail or filters.text),
        "narrowed": narrowed(filters, shown),
        "kinds": [(kind, labels.get(kind, kind), number) for kind, number in sorted(numbers.kinds.items())],
        "details": sorted(numbers.details.items()),
    }
    drawn = render_to_string("desk/parts/head.html", context)
    if key:
        cache.set(key, drawn, KEEP_SECONDS)
    return drawn
