"""Test data of the room: items opened by the room's own action."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from motcua.kernel import clock
from motcua.work.actions import open_item
from motcua.work.models import WorkItem

SERIAL = count(1)


def make_item(unit: Any, **changes: Any) -> WorkItem:
    """An open item at a unit, due in three days unless said otherwise."""
    number = next(SERIAL)
    values: dict[str, Any] = {
        "kind": "test.step",
        "subject": f"test:{number}",
        "code": f"T-{number:04d}",
        "title": "Xem xét",
        "detail": "Thủ tục thử",
        "person": "Nguyễn Văn An",
        "address": f"/can-bo/thu/{number}/",
        "unit_id": unit.pk,
        "due_at": clock.now() + timedelta(days=3),
    }
    return open_item(**{**values, **changes})


def reread(item: WorkItem) -> WorkItem:
    """The item as the database has it now."""
    return WorkItem.objects.regardless("test data").get(pk=item.pk)


def at(text: str) -> datetime:
    """A local moment from '2026-08-10 16:30'."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)
