"""Signing several results, each looked at on its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.dossiers import actions
from motcua.dossiers.queries.screen import proposals_of
from motcua.dossiers.views.desk.bulk import chosen_items, one_by_one, summary, taken_meanwhile
from motcua.kernel.actors import Actor
from motcua.kernel.typed import page_typed
from motcua.work.queries import InboxFilter, inbox

KINDS = ("dossier.sign",)


@officer("dossiers.sign")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_several(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a signature, with what was proposed; only what is ticked one by one gets signed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        gone = taken_meanwhile(request, actor)
        items, _others = chosen_items(request, actor, KINDS)
        outcomes = gone + one_by_one(items, lambda pk: actions.sign(dossier_id=pk, actor=actor), _("Đã ký"))
        context: dict[str, Any] = {"title": _("Ký nhiều hồ sơ"), "back": request.path, **summary(outcomes)}
        return render(request, "dossiers/desk/bulk_done.html", context)
    page = inbox(actor, InboxFilter(kind=KINDS[0], page=page_typed(request.GET.get("trang"))))
    notes = proposals_of([item["subject"] for item in page.items])
    rows = [{"item": item, "notes": notes.get(item["subject"], [])} for item in page.items]
    return render(request, "dossiers/desk/sign_several.html", {"page": page, "rows": rows})
