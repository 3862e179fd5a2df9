"""Keeping what people looked for in vain, so that editors add aliases or procedures; no person is behind a row."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from motcua.accounts import permissions as accounts
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.procedures.models import UnansweredQuery
from motcua.procedures.rules.unanswered import keepable

MOST_KEPT = 5000


@transaction.atomic
def note_unanswered(*, text: str, best: str = "") -> bool:
    """Counts one more asking of the folded words; nothing is kept of words that may be personal, nor above 5,000 rows."""
    folded = keepable(text)
    if not folded:
        return False
    today = clock.today()
    if UnansweredQuery.objects.filter(text=folded).update(count=F("count") + 1, last_on=today, best=best):
        return True
    if UnansweredQuery.objects.count() >= MOST_KEPT:
        return False
    row = UnansweredQuery(text=folded, first_on=today, last_on=today, best=best)
    UnansweredQuery.objects.bulk_create([row], ignore_conflicts=True)
    return True


@transaction.atomic
def forget_unanswered(*, actor: Actor, query_id: int) -> None:
    """An editor has seen to it: the row goes."""
    accounts.demand(actor, "procedures.edit")
    UnansweredQuery.objects.filter(pk=query_id).delete()


@transaction.atomic
def forget_unanswered_before(*, day: date) -> int:
    """Rows nobody asked for since that day go; answers how many."""
    return UnansweredQuery.objects.filter(last_on__lt=day).delete()[0]
