"""What a browser session remembers: whose drafts are begun here, and which receipts' secrets were shown here."""

from typing import Any

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import RECEIPTS
from motcua.kernel import ids

DRAFTS_KEY = "dossiers.drafts"


def draft_mark(request: Any, *, create: bool = False) -> str:
    """The mark that ties drafts to this browser; signing in keeps it, closing the session loses it."""
    mark = str(request.session.get(DRAFTS_KEY, ""))
    if create and not mark:
        mark = request.session[DRAFTS_KEY] = ids.token()
    return mark


def secret_for(request: Any, code: str) -> str:
    """The secret this browser has shown for a dossier, '' when none."""
    return RECEIPTS.secret_of(request, code)


def remember(request: Any, dossier: Dossier) -> None:
    """Keeps the secret for the length of the session, so that it never stands in an address."""
    RECEIPTS.remember(request, dossier.code, dossier.secret)
