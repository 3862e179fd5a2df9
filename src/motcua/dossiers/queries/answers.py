"""Answers of a dossier as they count now."""

from motcua.dossiers.models import Revision, RevisionState


def current_revision(dossier_id: int) -> Revision:
    """The latest answers that count: filed or agreed to; proposals and disputed ones don't."""
    counting = (RevisionState.FILED, RevisionState.ACCEPTED)
    return Revision.objects.filter(dossier_id=dossier_id, state__in=counting).order_by("-number")[:1].get()


def proposed_revision(dossier_id: int) -> Revision | None:
    """The correction that waits for the person."""
    return Revision.objects.filter(dossier_id=dossier_id, state=RevisionState.PROPOSED).first()
