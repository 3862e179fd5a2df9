"""Handing messages to those who carry them."""

import smtplib
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from motcua.kernel import clock, outbox
from motcua.kernel.actors import Actor
from motcua.kernel.prepared import Prepared
from motcua.notifications import permissions
from motcua.notifications.actions.pushing import push
from motcua.notifications.models import Channel, Message, MessageState
from motcua.notifications.providers.base import Gone, Later, PermanentFailure
from motcua.notifications.providers.registry import sms_provider

log = structlog.get_logger(__name__)
DELIVER = "notifications.deliver"
MOST_ATTEMPTS = 8
WAITING = Prepared(
    lambda key: Message.objects.filter(key=key, state=MessageState.WAITING).exclude(channel=Channel.APP), mark="?"
)


class NotDelivered(RuntimeError):
    """Some message could not be handed over; the outbox tries again."""


def deliver(*, keys: Sequence[str]) -> int:
    """Hands waiting messages over and answers how many left.

    A failure is noted on the message and raised as NotDelivered, for the outbox to try again; after 8 tries, or at once
    for an address that will never work, the message counts as failed and stands in `queries.failed()`.
    """
    sent, troubles = 0, []
    for message in filter(None, map(WAITING.first, keys)):
        trouble = _hand_over(message)
        if trouble:
            troubles.append(trouble)
        else:
            sent += 1
    if troubles:
        raise NotDelivered("; ".join(troubles))
    return sent


def _hand_over(message: Message) -> str:
    """Sends one message and notes how it went; answers what went wrong when it should be tried again."""
    row = Message.objects.filter(pk=message.pk)
    try:
        CARRIED[Channel(message.channel)](message)
    except Gone as error:
        row.update(state=MessageState.SKIPPED, address="", attempts=F("attempts") + 1, last_error=str(error)[:500])
        return ""
    except Exception as error:
        words = f"{type(error).__name__}: {error}".replace(message.address, "***")[:500]
        final = isinstance(error, PermanentFailure | smtplib.SMTPRecipientsRefused)
        final = final or message.attempts + 1 >= MOST_ATTEMPTS
        log.warning("notifications.failed", message=message.pk, error=type(error).__name__, final=final)
        row.update(attempts=F("attempts") + 1, last_error=words)
        if not final:
            if isinstance(error, Later):
                outbox.enqueue(DELIVER, run_after=clock.now() + timedelta(seconds=error.seconds), keys=[message.key])
                return ""
            return words
        row.update(state=MessageState.FAILED, failed_at=clock.now())
        return ""
    row.update(state=MessageState.SENT, sent_at=clock.now(), address="", attempts=F("attempts") + 1, last_error="")
    return ""


def _mail(message: Message) -> None:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    # The same identifier at every try, so that a mail server that saw the first one drops the second.
    headers = {"Message-ID": f"<notice-{message.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    if message.unsubscribe:
        headers |= {
            "List-Unsubscribe": f"<{message.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    EmailMessage(subject=message.subject, body=message.body, to=[message.address], headers=headers).send()


def _text(message: Message) -> None:
    sms_provider().send(phone=message.address, text=message.body, reference=f"notice-{message.pk}")


CARRIED: dict[Channel, Callable[[Message], None]] = {Channel.EMAIL: _mail, Channel.SMS: _text, Channel.PUSH: push}


def retry(*, message_id: int, actor: Actor) -> None:
    """Sends a failed message once more, at an officer's wish."""
    permissions.demand_upkeep(actor)
    with transaction.atomic():
        failed = Message.objects.filter(pk=message_id, state=MessageState.FAILED)
        if failed.update(state=MessageState.WAITING, attempts=0, failed_at=None):
            key = Message.objects.values_list("key", flat=True).get(pk=message_id)
            outbox.enqueue(DELIVER, keys=[key])
