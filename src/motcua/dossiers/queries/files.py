"""Who may read a file that a dossier or a draft keeps."""

from typing import Any

from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.queries.access import is_person, may_see
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.receipts import Receipts
from motcua.kernel.typed import subject_number

ASKED = "the dossier that keeps a file, checked against who asks"
RECEIPTS = Receipts("dossiers.unlocked")
"""Dossiers whose private code was shown or typed right in this browser; views keep them, files trust them."""


def may_read_file(file: Any, request: Any) -> bool:
    """Whether the request's actor may read a file kept for a dossier ("dossier:12") or a draft ("draft:…")."""
    kind, _, name = str(file.kept_for).partition(":")
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    if kind == "draft":
        draft = Draft.objects.filter(token=name).first()
        return draft is not None and draft.user_id is not None and draft.user_id == actor.user_id
    number = subject_number(file.kept_for, "dossier")
    dossier = Dossier.objects.regardless(ASKED).filter(pk=number).first() if number is not None else None
    if dossier is None:
        return False
    return may_see(actor, dossier) or is_person(actor, dossier) or bool(RECEIPTS.secret_of(request, dossier.code))
