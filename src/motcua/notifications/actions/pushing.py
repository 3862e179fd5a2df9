"""A message to one device: its words go out encrypted, and a device that is gone is forgotten."""

import json

from motcua.kernel import clock, ids
from motcua.notifications import queries
from motcua.notifications.actions.devices import forget
from motcua.notifications.models import Device, Message
from motcua.notifications.providers.base import Gone, PermanentFailure, TooLarge
from motcua.notifications.providers.registry import push_provider

TOPIC_LETTERS = 32


def push(message: Message) -> None:
    """Hands a message over to the push service of its device. Raises what a PushProvider raises."""
    device = queries.device_at(message.address)
    if device is None:
        raise Gone("the device was ended")
    # The same topic at every try: a browser shows a message once, however often it was handed over.
    topic = ids.keyed_hash(message.key, purpose="notice-topic")[:TOPIC_LETTERS]
    try:
        target = queries.target_of(device)
        try:
            push_provider().send(target, content=_content(message, topic), topic=topic)
        except TooLarge as error:
            short = Message(subject=message.subject, link=message.link, language=message.language)
            try:
                push_provider().send(target, content=_content(short, topic), topic=topic)
            except TooLarge:
                raise PermanentFailure(str(error)) from None
    except Gone:
        forget(device_ids=[device.pk])
        raise
    Device.objects.filter(pk=device.pk).update(last_success_at=clock.now())


def _content(message: Message, topic: str) -> bytes:
    """What the service worker shows: title, short text, an address of this site. Nothing personal (`rules.ALLOWED`)."""
    said = {
        "title": message.subject,
        "body": message.body,
        "url": message.link or "/cua-toi/thong-bao/",
        "tag": topic,
        "lang": message.language,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
