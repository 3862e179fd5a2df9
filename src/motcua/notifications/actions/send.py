"""Sending a notice: rows in the caller's transaction, delivery after commit."""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.kernel import clock, ids, outbox
from motcua.kernel.prepared import insert
from motcua.notifications import queries, rules
from motcua.notifications.actions.deliver import DELIVER
from motcua.notifications.actions.templates import words_of
from motcua.notifications.models import Channel, Message, MessageState, TemplateVersion


def send(
    template: str,
    *,
    to_user: Any = None,
    user_id: int | None = None,
    email: str = "",
    phone: str = "",
    context: Mapping[str, object] | None = None,
    link: str = "",
    related: str = "",
    key: str = "",
    language: str = "vi",
    unsubscribe: str = "",
    holders: Collection[str] = (),
) -> None:
    """Puts a notice on its way: in the application for `to_user` (a User or its id) or `user_id`, by e-mail, by SMS,
    and to the devices of the user and of `holders` ("report:5": who follows it without an account).

    At most two statements and one look for devices, in the caller's transaction; the same `key` twice is one notice.
    Without `email` a User's own address is used when the object is given; a text message goes only to who has no e-mail. Only the names in
    `rules.ALLOWED` reach the words, and a `link` on this site is completed with the installation's address.
    `unsubscribe` is an address of this site that ends a subscription by one click of the mail program.
    Raises LookupError for a notice nobody wrote.
    """
    words = words_of(template, language)
    known = dict(context or {})
    link = link or str(known.get("link", ""))
    known["link"] = settings.PUBLIC_ADDRESS + link if link.startswith("/") else link
    user_id = user_id or getattr(to_user, "pk", to_user)
    email = email or (getattr(to_user, "email", "") or "")
    key = key or ids.token()
    channels = {
        Channel.APP: "" if user_id else None,
        Channel.EMAIL: email or None,
        Channel.SMS: (not email and phone) or None,
    }
    own = link if link.startswith("/") else ""
    messages = [
        written(words, channel, address, known, own) for channel, address in channels.items() if address is not None
    ]
    hearing = [*([queries.user_holder(user_id)] if user_id else []), *holders]
    for device_id, spoken in queries.devices_of(hearing):
        address = queries.device_address(device_id)
        messages.append(written(words_of(template, spoken), Channel.PUSH, address, known, own))
    for message in messages:
        mark = message.address.removeprefix("device") if message.channel == Channel.PUSH else ""
        message.user_id, message.related, message.key = user_id, related, f"{key}:{message.channel}{mark}"[-160:]
        message.unsubscribe = settings.PUBLIC_ADDRESS + unsubscribe if unsubscribe else ""
    with transaction.atomic(savepoint=False):
        insert(Message, messages, once=True)
        outgoing = [message.key for message in messages if message.channel != Channel.APP]
        if outgoing:
            outbox.enqueue(DELIVER, key=f"notice:{key}"[-160:], keys=outgoing)


def written(
    words: TemplateVersion, channel: Channel, address: str, context: Mapping[str, object], link: str
) -> Message:
    """A message in words, not yet kept."""
    present = clock.now()
    subject, body = rules.one_line(rules.fill(words.subject, context)), rules.fill(words.body, context)
    if channel == Channel.SMS:
        subject, body = "", rules.sms_text(subject, str(context.get("link", "")))
    if channel == Channel.PUSH:
        body = rules.push_text(body, str(context.get("link", "")))
    return Message(
        channel=channel,
        address=address,
        address_hash=ids.keyed_hash(address, purpose="notice-address") if address else "",
        template_code=words.code,
        template_number=words.number,
        language=words.language,
        subject=subject,
        body=body,
        link=link,
        state=MessageState.SENT if channel == Channel.APP else MessageState.WAITING,
        sent_at=present if channel == Channel.APP else None,
        created_at=present,
    )
