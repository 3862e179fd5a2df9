"""Reminders and escalations: taken from two indexed queues, each item once, never outside working hours."""

from datetime import datetime
from typing import Any

import structlog
from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.outbox import announce
from motcua.work.events import ItemDueSoon, ItemOverdue, ItemStillOverdue
from motcua.work.models import WorkItem
from motcua.work.queries import head_above, next_working_day, working_moment

log = structlog.get_logger(__name__)
NIGHTLY = "the due queue of the whole installation"
BATCH = 500


@transaction.atomic
def remind_due_soon(*, limit: int = BATCH) -> int:
    """Announces ItemDueSoon for items whose reminder time has come; answers how many."""
    told = 0
    moment = clock.now()
    for item in due("remind_at", moment, limit):
        if put_off(item, "remind_at", moment):
            continue
        WorkItem.objects.regardless(NIGHTLY).filter(pk=item.pk).update(reminded_at=moment, remind_at=None)
        announce(ItemDueSoon(**facts(item)))
        told += 1
    return told


@transaction.atomic
def escalate_overdue(*, limit: int = BATCH) -> int:
    """Announces ItemOverdue for items past their due time; one without a responsible head is announced and logged as an alarm."""
    told = 0
    moment = clock.now()
    for item in due("escalate_at", moment, limit):
        if put_off(item, "escalate_at", moment):
            continue
        above = next_working_day(item.unit_id, moment)
        WorkItem.objects.regardless(NIGHTLY).filter(pk=item.pk).update(
            escalated_at=moment, escalate_at=None, remind_at=None, raise_at=above
        )
        if item.head_user_id is None:
            log.warning("work.nobody_answers", item=item.pk, unit=item.unit_id)
        announce(ItemOverdue(head_user_id=item.head_user_id, **facts(item)))
        told += 1
    return told


@transaction.atomic
def raise_overdue(*, limit: int = BATCH) -> int:
    """Announces ItemStillOverdue for items still open a working day after the escalation, where somebody stands above."""
    told = 0
    moment = clock.now()
    for item in due("raise_at", moment, limit):
        if put_off(item, "raise_at", moment):
            continue
        WorkItem.objects.regardless(NIGHTLY).filter(pk=item.pk).update(raised_at=moment, raise_at=None)
        above = head_above(item.unit_id, item.head_user_id, moment)
        if above is None:
            log.warning("work.nobody_above", item=item.pk, unit=item.unit_id)
            continue
        announce(ItemStillOverdue(above_user_id=above.user_id, **facts(item)))
        told += 1
    return told


def due(column: str, moment: datetime, limit: int) -> list[WorkItem]:
    """The next open items of a queue, locked so that two workers never tell the same thing."""
    rows = WorkItem.objects.regardless(NIGHTLY).open().filter(**{f"{column}__lte": moment}).order_by(column)
    if connection.vendor == "postgresql":
        rows = rows.select_for_update(skip_locked=True)
    return list(rows[:limit])


def put_off(item: WorkItem, column: str, moment: datetime) -> bool:
    """Moves an item's queue time to the unit's next working moment when its office is closed now."""
    opens = working_moment(item.unit_id, moment)
    if opens <= moment:
        return False
    WorkItem.objects.regardless(NIGHTLY).filter(pk=item.pk).update(**{column: opens})
    return True


def facts(item: WorkItem) -> dict[str, Any]:
    """What both events say of an item."""
    names = ("kind", "subject", "code", "title", "address", "unit_id", "holder_user_id")
    return {
        "item_id": item.pk,
        **{name: getattr(item, name) for name in names},
        "due_at": item.due_at.isoformat() if item.due_at else "",
    }
