"""Links from one page of a list to its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class PageLinks:
    """What the pagination template shows: addresses are '' where there is no neighbour."""

    previous: str = ""
    next: str = ""
    number: int | None = None
    total: int | None = None
    items: tuple[tuple[int | None, str, bool], ...] = ()


def links_of(page: Any, query: Mapping[str, Any], name: str = "trang") -> PageLinks:
    """The links of a Django page, or of any page with `number`, `has_previous`, `has_next` (attributes or methods)."""
    number = int(getattr(page, "number", 1) or 1)
    total = getattr(getattr(page, "paginator", None), "num_pages", None) or getattr(page, "total_pages", None)

    def address(wanted: int) -> str:
        pairs = [(key, value) for key, values in pairs_of(query) if key != name for value in values]
        return "?" + urlencode([*pairs, (name, wanted)])

    return PageLinks(
        previous=address(number - 1) if said(page, "has_previous") else "",
        next=address(number + 1) if said(page, "has_next") else "",
        number=number,
        total=total,
        items=tuple((n, address(n) if n else "", n == number) for n in window(number, total)) if total else (),
    )


def pairs_of(query: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The parameters of an address with all their values."""
    if hasattr(query, "lists"):
        return list(query.lists())
    return [(key, [str(value)]) for key, value in query.items()]


def said(page: Any, name: str) -> bool:
    """A yes or no of the page, whether attribute or method."""
    answer = getattr(page, name, False)
    return bool(answer() if callable(answer) else answer)


def window(number: int, total: int) -> list[int | None]:
    """Page numbers worth showing: first, last, the neighbours; None where some are left out."""
    wanted = sorted({1, total, *range(max(1, number - 1), min(total, number + 1) + 1)})
    shown: list[int | None] = []
    for page in wanted:
        if shown and page - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(page)
    return shown
