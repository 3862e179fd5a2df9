"""The waiting list for a place of a day: get on it, see where one stands, leave it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import citizen, public
from motcua.kernel.refusals import Refusal
from motcua.queueing import actions
from motcua.queueing.forms import ConfirmForm
from motcua.queueing.models import StandbyState
from motcua.queueing.queries.appointments import before_in_line, standby_by_code
from motcua.queueing.queries.slots import plan_of
from motcua.queueing.views.booking import asked_day, field_of
from motcua.queueing.views.citizen import known_person, place_name, profile_phone
from motcua.ui.refusing import put_on
from motcua.units.queries import tree


@citizen
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Any, desk: str, field: str, day: str) -> HttpResponse:
    """Name and telephone; the same press twice is one place."""
    unit, chosen = field_of(desk, field)
    plan_of(chosen)
    without = {"priority", "dossier_code", "question"} | ({"phone"} if profile_phone(request) else set())
    form = ConfirmForm(request.POST or None, initial=known_person(request.actor, request), without=frozenset(without))
    asked = asked_day(day)
    if request.method == "POST" and form.is_valid():
        try:
            given = {"phone": "", **form.cleaned_data, "language": request.LANGUAGE_CODE}
            row = actions.join(actor=request.actor, field=chosen, day=asked, **given)
            return redirect("queueing:standby-place", code=row.code)
        except Refusal as refusal:
            put_on(form, refusal)
    context = {"field": chosen, "desk": unit, "place": place_name(unit), "day": asked, "form": form}
    return render(request, "queueing/citizen/standby_join.html", context, status=422 if form.errors else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Any, code: str) -> HttpResponse:
    """How many stand before; leaving is one press. A place already offered is confirmed or refused on its own page."""
    row = standby_by_code(code)
    if request.method == "POST":
        actions.leave(code=code)
        messages.success(request, _("Đã rời danh sách chờ."))
        return redirect("queueing:standby-place", code=code)
    context = {
        "row": row,
        "before": before_in_line(row),
        "waiting": row.state == StandbyState.WAITING,
        "offered": row.state == StandbyState.OFFERED,
        "place": place_name(tree().nodes[row.unit_id]),
    }
    response = render(request, "queueing/citizen/standby.html", context)
    response["Cache-Control"] = "no-store"
    return response
