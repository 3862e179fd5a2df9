"""Tells every process that the catalogue changed."""

from motcua.kernel import clock, ids
from motcua.procedures.models import CatalogueStamp
from motcua.procedures.queries.snapshot import SNAPSHOT


def touch() -> None:
    """Call inside the transaction of the change."""
    CatalogueStamp.objects.update_or_create(pk=1, defaults={"token": ids.token(12), "changed_at": clock.now()})
    SNAPSHOT.forget()
