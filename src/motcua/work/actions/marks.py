"""What came back after an item had ended: noted for who answered for it, in the transaction of the room that hears it."""

from datetime import datetime

from django.db import transaction

from motcua.kernel import clock
from motcua.work.actions.records import record_mark
from motcua.work.models import ItemMark, MarkKind, WorkItem

CALLER = "the caller's own subject, named in full"


@transaction.atomic(savepoint=False)
def note_mark(*, subject: str, mark: str, at: datetime | None = None) -> ItemMark | None:
    """Notes a mark ("reopened", "dissatisfied") on the item of the subject that ended last; once an item. None without one."""
    item = (
        WorkItem.objects.regardless(CALLER)
        .about(subject)
        .filter(closed_at__isnull=False)
        .order_by("closed_at", "pk")
        .last()
    )
    if item is None:
        return None
    moment = at or clock.now()
    found, made = ItemMark.objects.get_or_create(item=item, kind=MarkKind(mark), defaults={"at": moment})
    if made:
        record_mark(item, mark, moment)
    return found


@transaction.atomic(savepoint=False)
def take_mark_back(*, subject: str, mark: str) -> int:
    """Takes marks of a subject's last ended item back: the person thinks otherwise now. Answers how many there were."""
    item = (
        WorkItem.objects.regardless(CALLER)
        .about(subject)
        .filter(closed_at__isnull=False)
        .order_by("closed_at", "pk")
        .last()
    )
    count = int(ItemMark.objects.filter(item=item, kind=MarkKind(mark)).delete()[0]) if item else 0
    if item and count:
        record_mark(item, mark, clock.now(), taken_back=True)
    return count
