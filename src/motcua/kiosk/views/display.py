"""The hall display: works on any browser, without scripts by loading itself anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import public
from motcua.kernel.refusals import NotFound
from motcua.queueing.queries import desks_with_fields, snapshot
from motcua.units.queries import tree, unit_by_code


@public
@require_safe
def display(request: HttpRequest, desk: str) -> HttpResponse:
    """The numbers being called, how many wait for what, and who was called and did not come."""
    unit = unit_by_code(desk)
    if unit.pk not in desks_with_fields():
        raise NotFound(_("Nơi này chưa phát số thứ tự qua mạng."))
    place = tree().nodes.get(unit.parent_id) if unit.parent_id else None
    context = {"desk": unit, "place": place.name if place else unit.name, "board": snapshot(unit.pk)}
    response = render(request, "kiosk/display.html", context)
    response["Cache-Control"] = "no-store"
    return response
