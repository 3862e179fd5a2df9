"""An opinion opened for one verb: locked, checked, written once; its work, its notices."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.ledger.actions import Entry, append
from motcua.notifications.actions import send
from motcua.opinions.models import Opinion
from motcua.opinions.permissions import NO_SUCH, demand_on
from motcua.opinions.rules.states import State, fits
from motcua.work import actions as work
from motcua.worktime.queries import due_at

LOCKED = "one opinion by its id, checked against the actor right after the lock"
MODERATE, ANSWER = "opinions.moderate", "opinions.answer"
LIMITS = {MODERATE: "working 2d", ANSWER: "working 15d"}
"""As for opinions on the national portal: published within 2 working days, answered within 15."""
TITLES = {MODERATE: _("Duyệt góp ý"), ANSWER: _("Trả lời góp ý")}


def words(text: str, field: str, message: Any, most: int = 4000) -> str:
    """The cleaned text; refuses an empty one at its field."""
    text = clean(text, multiline=True)[:most]
    if not text:
        raise Refusal(message, fields={field: message})
    return text


@contextmanager
def opened(
    opinion_id: int, verb: str, *, actor: Actor, revision: int | None = None, on_reply: bool = False
) -> Iterator[Opinion]:
    """Opens an opinion for a verb of an officer: lock, permission, optimistic lock, state; writes it when the block ends well."""
    with transaction.atomic():
        rows = Opinion.objects.regardless(LOCKED).filter(pk=opinion_id)
        opinion = (rows.select_for_update() if connection.vendor == "postgresql" else rows).first()
        if opinion is None:
            raise NotFound(NO_SUCH)
        demand_on(actor, verb, opinion)
        if revision is not None and revision != opinion.revision:
            raise Conflict(_("Góp ý vừa được người khác cập nhật. Xem lại rồi gửi lần nữa."), code="overtaken")
        if not on_reply and not fits(verb, State(opinion.state)):
            raise Conflict(_("Góp ý đang ở trạng thái khác nên không thực hiện được việc này."), code="wrong-state")
        yield opinion
        opinion.revision += 1
        opinion.save()


def tell(
    opinion: Opinion, kind: str, actor: Actor, data: Mapping[str, Any] | None = None, audience: str = "staff"
) -> None:
    """Writes an event."""
    append(opinion.subject, Entry(kind, actor, audience, dict(data or {}), unit_id=opinion.unit_id))


def write_to(opinion: Opinion, template: str) -> None:
    """A notice to the author who signed in; the code is all it names."""
    if opinion.author_id is None:
        return
    send(
        template,
        user_id=opinion.author_id,
        language=opinion.language,
        context={"code": opinion.code},
        link=f"/gop-y/{opinion.code}",
        related=opinion.subject,
        key=f"{template}:{opinion.pk}:{opinion.revision}",
    )


def open_work(opinion: Opinion, kind: str, at: datetime | None = None) -> None:
    """One item of a kind in the inbox of the place."""
    start = at or clock.now()
    work.open_item(
        kind=kind,
        subject=opinion.subject,
        code=opinion.code,
        title=opinion.title,
        detail=str(TITLES[kind]),
        state_label=str(opinion.state_words),
        address=f"/can-bo/gop-y/{opinion.pk}/",
        unit_id=opinion.unit_id,
        opened_at=start,
        due_at=due_at(LIMITS[kind], opinion.unit_id, start).due,
    )


def close_work(opinion: Opinion, kind: str) -> None:
    """The item is done."""
    work.close_items(subject=opinion.subject, kinds=[kind], at=clock.now())
