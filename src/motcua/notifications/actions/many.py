"""The same notice to many people: one insertion and one piece of outbox work for a batch."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from motcua.kernel import outbox
from motcua.kernel.prepared import insert
from motcua.notifications import queries
from motcua.notifications.actions.deliver import DELIVER
from motcua.notifications.actions.send import written
from motcua.notifications.actions.templates import words_of
from motcua.notifications.models import Channel, Message

AT_ONCE = 50


@dataclass(frozen=True, kw_only=True)
class To:
    """One who gets it: a person in the application, or a mailbox, and the devices of `holders`. The same `key` twice is
    one message. `context` holds what is said, by language; `links` where it leads, by channel.
    """

    key: str
    context: Mapping[str, Mapping[str, object]]
    links: Mapping[Channel, str]
    user_id: int | None = None
    email: str = ""
    language: str = "vi"
    unsubscribe: str = ""
    holders: Collection[str] = ()


def messages_for(
    template: str, to: To, related: str, devices: Mapping[str, Sequence[tuple[int, str]]]
) -> Iterator[Message]:
    """The messages of one who gets it: in the application or by mail, and one for each device."""
    if to.email:
        yield said(template, to, related, Channel.EMAIL, to.email, to.language)
    elif to.user_id is not None:
        yield said(template, to, related, Channel.APP, "", to.language)
    for device_id, language in {pair for holder in to.holders for pair in devices.get(holder, ())}:
        yield said(template, to, related, Channel.PUSH, queries.device_address(device_id), language)


def said(template: str, to: To, related: str, channel: Channel, address: str, language: str) -> Message:
    """One message."""
    link = to.links[channel]
    words = {**to.context.get(language, to.context["vi"]), "link": settings.PUBLIC_ADDRESS + link}
    message = written(words_of(template, language), channel, address, words, link)
    # A device may hear for two people of a home: it shows the notice once.
    message.key = f"{related}:{address}" if channel == Channel.PUSH else f"{to.key}:{channel}"[-160:]
    message.user_id, message.related = to.user_id, related
    message.unsubscribe = settings.PUBLIC_ADDRESS + to.unsubscribe if to.unsubscribe else ""
    return message


def send_many(template: str, *, everybody: Collection[To], related: str) -> int:
    """Puts a notice on its way to many, in the caller's transaction; answers how many messages that are.

    What stays here is there at once; mail and devices are handed over in pieces of 50 after commit. Doing it again with
    the same keys sends nothing twice. Raises LookupError for a notice nobody wrote.
    """
    devices = queries.devices_by_holder([holder for to in everybody for holder in to.holders])
    messages = [message for to in everybody for message in messages_for(template, to, related, devices)]
    outgoing = [message.key for message in messages if message.channel != Channel.APP]
    with transaction.atomic(savepoint=False):
        insert(Message, messages, once=True)
        for piece in pieces(outgoing):
            outbox.enqueue(DELIVER, keys=list(piece))
    return len(messages)


def pieces(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    """The keys, fifty at a time: a worker hands them over well within its lease."""
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
