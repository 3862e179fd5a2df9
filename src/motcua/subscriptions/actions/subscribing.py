"""Asking for news, confirming that from the mailbox, ending it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.feedback.queries.categories import categories_of, takes_reports
from motcua.kernel import clock, ids, limits
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.sealing import seal
from motcua.moderation.actions import admit
from motcua.moderation.queries import Sender
from motcua.notifications.actions import forget_holder, pass_on, send
from motcua.subscriptions.models import Kind, Subscription
from motcua.subscriptions.queries import MAIL, by_token
from motcua.units.queries import unit_by_id

PURPOSE = MAIL
SAME_WISH = "the same wish of the same mailbox"
RADII = (500, 1000, 2000)
CONFIRM = {Kind.REPORTS: "subscription.confirm", Kind.NOTICES: "subscription.confirm-notices"}
ENOUGH = _("Hộp thư này đã nhận nhiều thư xác nhận hôm nay. Xin thử lại ngày mai.")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Of what somebody wants to hear: a place, perhaps a category there, perhaps only around a point."""

    mail: str
    unit_id: int
    category_key: str = ""
    point: tuple[float, float] | None = None
    radius: int = 0
    language: str = "vi"


def ask(*, wish: Wish, sender: Sender) -> Subscription:
    """Notes a wish and sends one letter to confirm it; the answer is the same whether or not the mailbox was known."""
    mail = mail_in(wish.mail)
    check(wish)
    admit(kind="subscriptions.ask", sender=sender, unit_id=wish.unit_id)
    place = (wish.unit_id, wish.category_key, wish.radius, wish.point if wish.radius else None)
    return noted(mail=mail, wanted=place, make=lambda said: made(wish, said))


def mail_in(text: str) -> str:
    """The mail address in what was typed; refuses what is none."""
    mail = clean(text).lower()
    try:
        validate_email(mail)
    except ValidationError:
        raise Refusal(_("Địa chỉ thư chưa đúng."), fields={"mail": _("Ghi địa chỉ thư, như ten@example.vn")}) from None
    return mail


def noted(*, mail: str, wanted: object, make: Callable[[dict[str, Any]], Subscription]) -> Subscription:
    """The subscription of a mailbox for what is `wanted`, made when it is new; a letter goes out until it is confirmed."""
    said: dict[str, Any] = {
        "mail": seal(mail, purpose=PURPOSE),
        "digest": ids.keyed_hash(f"{mail}:{wanted}", purpose=PURPOSE),
        "who": ids.keyed_hash(mail, purpose="subscriptions.letters"),
        "token": ids.token(24),
        "asked_at": clock.now(),
    }
    with transaction.atomic():
        rows = Subscription.objects.regardless(SAME_WISH).filter(digest=said["digest"], ended_at=None)
        known: Subscription | None = rows.first()
        if known is not None and known.confirmed_at is not None:
            return known
        limits.demand("subscriptions.letters", said["who"], times=5, seconds=86_400, message=ENOUGH)
        found = known or make(said)
        invite(found, mail)
    return found


def check(wish: Wish) -> None:
    """Refuses a place or a category that there is not, and a neighbourhood without its point."""
    if not takes_reports(wish.unit_id):
        raise NotFound(_("Không tìm thấy đơn vị."))
    if wish.category_key and wish.category_key not in {each.key for each in categories_of(wish.unit_id)}:
        raise Refusal(_("Nhóm phản ánh này không còn."), fields={"what": _("Chọn lại nơi và nhóm")})
    if wish.radius and (wish.radius not in RADII or wish.point is None):
        raise Refusal(
            _("Chưa biết vị trí."), fields={"radius": _("Bấm “Dùng vị trí hiện tại” trước, hoặc chọn cả nơi")}
        )


def made(wish: Wish, said: dict[str, Any]) -> Subscription:
    """The row."""
    point = wish.point if wish.radius and wish.point else (None, None)
    return Subscription.objects.create(
        unit_id=wish.unit_id,
        category_key=wish.category_key,
        longitude=point[0],
        latitude=point[1],
        radius=wish.radius,
        language=wish.language,
        **said,
    )


def invite(found: Subscription, mail: str) -> None:
    """The letter with the link that confirms."""
    send(
        CONFIRM[Kind(found.kind)],
        email=mail,
        language=found.language,
        context={"unit": unit_by_id(found.unit_id).name},
        link=f"/nhan-tin/{found.token}/",
        related=f"subscription:{found.pk}",
    )


def confirm(*, token: str) -> Subscription:
    """News are sent from now on; confirming again changes nothing, and what was ended stays ended.

    A mailbox has one subscription to notices: the one that is confirmed takes the place of the one before.
    """
    found = by_token(token)
    now = clock.now()
    every = Subscription.objects.regardless(SAME_WISH)
    with transaction.atomic():
        fresh = every.filter(pk=found.pk, confirmed_at=None, ended_at=None).update(confirmed_at=now, told_until=now)
        if fresh and found.kind == Kind.NOTICES:
            before = every.standing().filter(kind=Kind.NOTICES, who=found.who).exclude(pk=found.pk)
            for each in before:
                pass_on(holder=each.holder, to=found.holder)
                end(token=each.token)
    return by_token(token)


def end(*, token: str) -> Subscription:
    """No more news, at once, and the mail address is gone from here."""
    found = by_token(token)
    rows = Subscription.objects.regardless(SAME_WISH).filter(pk=found.pk, ended_at=None)
    with transaction.atomic():
        rows.update(ended_at=clock.now(), mail="")
        forget_holder(holder=found.holder)
    return by_token(token)
