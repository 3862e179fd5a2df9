"""Questions about what people are still typing."""

from django.db.models import Q, QuerySet

from motcua.dossiers.models import Draft
from motcua.kernel.actors import Actor

MOST = 20


def draft_by_token(token: str) -> Draft | None:
    """The draft of that token with its procedure, whoever asks: the caller checks who may open it."""
    rows = Draft.objects.select_related("version__procedure", "unit").defer("version__document")
    return rows.filter(token=token).first() if token else None


def open_drafts(actor: Actor, session_key: str = "") -> QuerySet[Draft]:
    """What the person, or this browser session, has begun and not filed; the latest first."""
    mine = Q(pk__in=[])
    if actor.kind == "citizen" and actor.user_id is not None:
        mine |= Q(user_id=actor.user_id)
    if session_key:
        mine |= Q(session_key=session_key, user__isnull=True)
    rows = Draft.objects.filter(mine, submitted__isnull=True, channel="online")
    rows = rows.select_related("version__procedure", "unit").defer("version__document", "papers", "people")
    return rows.order_by("-updated_at")[:MOST]
