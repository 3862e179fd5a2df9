"""What officers have before them: open notices of abuse by text, blocks, and whether a sender can be blocked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.moderation.models import AbuseNotice, SenderBlock, SenderTrace

MOST = 200


@dataclass
class Reported:
    """A public text with what people found wrong."""

    subject: str
    title: str
    address: str
    notices: list[AbuseNotice] = field(default_factory=list)


def open_notices(actor: Actor, subject: str) -> list[AbuseNotice]:
    """Open notices about one text in the officer's scope."""
    return list(AbuseNotice.objects.within(scope_of(actor)).open().filter(subject=subject).order_by("at", "pk"))


def notices_in_scope(actor: Actor) -> list[Reported]:
    """Texts with open notices, the longest waiting first."""
    found: dict[str, Reported] = {}
    rows: Iterable[AbuseNotice] = AbuseNotice.objects.within(scope_of(actor)).open().order_by("at", "pk")[:MOST]
    for row in rows:
        found.setdefault(row.subject, Reported(row.subject, row.title, row.address)).notices.append(row)
    return list(found.values())


def blocks_in_scope(actor: Actor) -> list[SenderBlock]:
    """Blocks in force, those ending first before the others."""
    rows = SenderBlock.objects.within(scope_of(actor)).standing(clock.now()).select_related("unit")
    return list(rows.order_by("until", "pk")[:MOST])


def trace_in_scope(actor: Actor, subject: str) -> SenderTrace | None:
    """The trace of a thing in the officer's scope; None when it is older than 30 days or had no sender."""
    return SenderTrace.objects.within(scope_of(actor)).filter(subject=subject).first()
