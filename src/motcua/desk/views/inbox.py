"""The inbox: what is to be done, the earliest due first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import holds, officer
from motcua.desk.queries.rows import Row, rows_for
from motcua.desk.views.listing import filters_of, head, is_filtered
from motcua.kernel.actors import Actor
from motcua.kernel.registry import registry
from motcua.work.queries import counts, inbox


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
    shown = rows_for(page.items, actor)
    return render(
        request,
        "desk/inbox.html",
        {
            "page": page,
            "rows": shown,
            "filtered": is_filtered(filters),
            "head": head(actor, request.GET, filters, counts(actor), shown),
            "bulk": bulk_buttons(actor, shown),
            "back": request.get_full_path(),
        },
    )
