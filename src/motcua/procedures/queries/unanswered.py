"""What people looked for in vain, for editors."""

from __future__ import annotations

from django.db.models import QuerySet

from motcua.accounts import permissions as accounts
from motcua.kernel.actors import Actor
from motcua.procedures.models import UnansweredQuery


def unanswered(actor: Actor) -> QuerySet[UnansweredQuery]:
    """Most asked first; refuses who may not edit the catalogue."""
    accounts.demand(actor, "procedures.edit")
    return UnansweredQuery.objects.all()
