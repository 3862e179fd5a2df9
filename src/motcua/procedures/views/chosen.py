"""Which unit a page speaks for: the one its address names, else the site's, else the one the person chose before."""

from __future__ import annotations

from django.http import HttpRequest

from motcua.kernel.refusals import NotFound
from motcua.units import queries as units
from motcua.units.models import Unit

UNIT_COOKIE = "don-vi"


def unit_asked(request: HttpRequest) -> Unit | None:
    """The unit the address names; else that of the site; nothing for a code that is none."""
    code = request.GET.get("don-vi", "")[:80]
    try:
        return (
            units.unit_by_code(code) if code else units.unit_at_address(request.get_host().split(":")[0], request.path)
        )
    except NotFound:
        return None


def unit_chosen(request: HttpRequest) -> Unit | None:
    """The unit asked for, else the one the person chose before."""
    asked = unit_asked(request)
    if asked is None and (code := request.COOKIES.get(UNIT_COOKIE)):
        try:
            return units.unit_by_code(code)
        except NotFound:
            return None
    return asked
