"""Asking for a unit's notices by place and topic: from a mailbox with a second yes, or in the application when signed in."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.moderation.actions import admit
from motcua.moderation.queries import Sender
from motcua.subscriptions.actions.subscribing import PURPOSE, SAME_WISH, end, mail_in, noted
from motcua.subscriptions.models import Kind, NoticeWish, Subscription, Way
from motcua.subscriptions.queries import in_app_of
from motcua.units.queries import is_active, place_of

MOST_PLACES = 12


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The places and topics somebody wants notices of; no topic is every topic."""

    unit_ids: Collection[int]
    topics: Collection[str] = ()
    language: str = "vi"

    @property
    def pairs(self) -> list[tuple[int, str]]:
        """Each place with each topic, in one order whatever order they were chosen in."""
        return [
            (unit_id, topic) for unit_id in sorted(set(self.unit_ids)) for topic in sorted(set(self.topics)) or [""]
        ]


def check_wanted(wanted: Wanted) -> None:
    """Refuses none or too many places, and what is no place."""
    if not wanted.unit_ids:
        raise Refusal(_("Chọn ít nhất một nơi."), fields={"places": _("Chọn ít nhất một nơi")})
    if len(set(wanted.unit_ids)) > MOST_PLACES:
        words = _("Chọn nhiều nhất %(most)d nơi.") % {"most": MOST_PLACES}
        raise Refusal(words, fields={"places": words})
    for unit_id in wanted.unit_ids:
        place = place_of(unit_id) if is_active(unit_id) else None
        if place is None or place.pk != unit_id:
            raise NotFound(_("Không tìm thấy đơn vị."))


def ask_notices(*, mail: str, wanted: Wanted, sender: Sender) -> Subscription:
    """Notes which notices a mailbox wants and sends one letter to confirm it; the answer never tells whether it was known."""
    address = mail_in(mail)
    check_wanted(wanted)
    first = min(wanted.unit_ids)
    admit(kind="subscriptions.ask", sender=sender, unit_id=first)

    def make(said: dict[str, Any]) -> Subscription:
        found = Subscription.objects.create(kind=Kind.NOTICES, unit_id=first, language=wanted.language, **said)
        wish(found, wanted)
        return found

    return noted(mail=address, wanted=("notices", wanted.pairs), make=make)


def wish(found: Subscription, wanted: Wanted) -> None:
    """Writes down places and topics in place of the ones before."""
    NoticeWish.objects.filter(subscription=found).delete()
    NoticeWish.objects.bulk_create(
        [NoticeWish(subscription=found, unit_id=unit_id, topic_key=topic) for unit_id, topic in wanted.pairs]
    )


@transaction.atomic
def choose_in_app(*, actor: Actor, wanted: Wanted) -> Subscription:
    """Notices in the application for who is signed in; choosing again takes the place of the choice before."""
    if actor.kind != "citizen" or actor.user_id is None:
        raise NotAllowed(_("Cần đăng nhập để nhận thông báo trong trang của tôi."))
    check_wanted(wanted)
    now, first = clock.now(), min(wanted.unit_ids)
    digest = ids.keyed_hash(f"user:{actor.user_id}", purpose=PURPOSE)
    every = Subscription.objects.regardless(SAME_WISH)
    fresh = {"kind": Kind.NOTICES, "way": Way.APP, "user_id": actor.user_id, "token": ids.token(24)}
    found, _made = every.get_or_create(
        digest=digest, ended_at=None, defaults={**fresh, "unit_id": first, "asked_at": now, "confirmed_at": now}
    )
    every.filter(pk=found.pk).update(unit_id=first, language=wanted.language)
    wish(found, wanted)
    return found


def end_in_app(*, actor: Actor) -> None:
    """No more notices in the application for who is signed in."""
    found = in_app_of(actor.user_id)
    if found is not None:
        end(token=found.token)
