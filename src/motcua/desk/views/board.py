"""The leaders' board: what is late, where, in whose hands."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer
from motcua.accounts.queries import scope_of
from motcua.desk.queries.rows import rows_for
from motcua.kernel.actors import Actor
from motcua.work.queries import board


@officer("work.oversee")
@require_safe
def overview(request: HttpRequest, unit_id: int | None = None) -> HttpResponse:
    """All units of the scope, or the officers of one of them; every number leads to its list."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if unit_id is not None and not scope_of(actor).covers(unit_id):
        raise Http404
    shown = board(actor, unit_id)
    return render(
        request,
        "desk/board.html",
        {
            "board": shown,
            "unit": next((line.unit for line in shown.units if line.unit_id == unit_id), ""),
            "unit_id": unit_id,
            "oldest": rows_for(shown.oldest, actor),
        },
    )
