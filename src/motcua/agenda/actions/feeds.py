"""The secret address under which an officer's own calendar program reads."""

from django.db import transaction

from motcua.accounts.permissions import demand
from motcua.agenda.models import FeedKey
from motcua.agenda.queries.feeds import PURPOSE
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.sealing import seal
from motcua.ledger.actions import Entry, append


@transaction.atomic
def renew_feed(*, actor: Actor) -> None:
    """Gives the officer a new address; the one before answers nobody any more."""
    demand(actor, "agenda.view")
    assert actor.user_id is not None
    token = ids.token(24)
    kept = {"hash": ids.keyed_hash(token, purpose=PURPOSE), "sealed": seal(token, purpose=PURPOSE)}
    FeedKey.objects.update_or_create(user_id=actor.user_id, defaults={**kept, "made_at": clock.now()})
    append(f"agenda-feed:{actor.user_id}", Entry("feed-renewed", actor))


@transaction.atomic
def end_feed(*, actor: Actor) -> None:
    """Takes the address away."""
    demand(actor, "agenda.view")
    assert actor.user_id is not None
    if FeedKey.objects.filter(user_id=actor.user_id).delete()[0]:
        append(f"agenda-feed:{actor.user_id}", Entry("feed-ended", actor))
