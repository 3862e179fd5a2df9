"""The register (form 07) of the officer's own place, as PDF over a period."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer
from motcua.dossiers.forms.desk.book import PeriodForm
from motcua.dossiers.permissions import house
from motcua.dossiers.queries.book import book_of
from motcua.dossiers.slips import typeset
from motcua.dossiers.slips.register import build_register
from motcua.dossiers.views.desk.sheets import as_pdf
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound
from motcua.units.queries import unit_by_id


@officer("dossiers.view")
@require_safe
def book(request: Any) -> HttpResponse:
    """Asks for the period; with one it answers the book."""
    place = house(request.actor.unit_id)
    if place is None:
        raise NotFound(_("Nhiệm vụ này không thuộc một bộ phận một cửa."))
    unit, today = unit_by_id(place), clock.today()
    form = PeriodForm(request.GET if "tu" in request.GET else None, initial={"tu": today.replace(day=1), "den": today})
    if not form.is_valid():
        return render(
            request, "dossiers/desk/book.html", {"form": form, "unit": unit}, status=422 if form.errors else 200
        )
    first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    rows = book_of(request.actor, unit, first, last)
    sheet = build_register(unit, rows, first=first, last=last, at=clock.now(), actor=request.actor)
    return as_pdf(typeset.pdf(sheet), f"so-theo-doi-{unit.code}-{first:%Y%m%d}-{last:%Y%m%d}")
