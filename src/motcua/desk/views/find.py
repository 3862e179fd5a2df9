"""The search box of the header: a code (typed or from a barcode scanner) opens the thing, a name lists what is found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.registry import registry

MOST = 25
LONGEST = 100
TRACKING = "/tra-cuu/"


def typed(text: str) -> str:
    """What was typed or scanned; of the address in a slip's QR code only the dossier code counts."""
    words = clean(text)
    return (words.rstrip("/").rsplit("/", 1)[-1] if TRACKING in words else words)[:LONGEST]


@officer("work.see")
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Finds by whole code, beginning of a code, name or phone number, inside the officer's scope."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    text = typed(request.GET.get("q", ""))
    hits = [
        hit
        for search in registry.sections.get("desk-search", [])
        for hit in (search(actor, text, MOST) if text else [])
    ]
    exact = [hit for hit in hits if hit["code"].casefold() == text.casefold()]
    if len(exact) == 1:
        return redirect(exact[0]["url"])
    return render(request, "desk/find.html", {"text": text, "hits": hits[:MOST], "more": len(hits) >= MOST})
