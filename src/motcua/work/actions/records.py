"""What a year's account counts, written into the subject's stream in the transaction in which it happens."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connections
from django.db.models.sql import UpdateQuery

from motcua.kernel.actors import SYSTEM
from motcua.ledger.actions import Entry, append
from motcua.ledger.queries import ACCOUNTED
from motcua.work.models import WorkItem

TOLD = ("id", "kind", "unit_id", "head_user_id", "head_name", "opened_at", "due_at", "verdict")


def changed(items: Any, **changes: Any) -> list[dict[str, Any]]:
    """Changes rows and answers what the account asks of them, in the one statement that changes them."""
    query = items.order_by().query.chain(UpdateQuery)
    query.add_update_values(changes)
    text, values = query.get_compiler(using=items.db).as_sql()
    with connections[items.db].cursor() as cursor:
        cursor.execute(f"{text} RETURNING {', '.join(TOLD)}", values)
        return sorted((dict(zip(TOLD, row, strict=True)) for row in cursor.fetchall()), key=lambda row: row["id"])


def written(at: Any) -> str | None:
    """A moment as evidence has it; SQLite answers without a zone, in UTC."""
    at = datetime.fromisoformat(at) if isinstance(at, str) else at
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat() if at else None


def entry_of_ended(items: Sequence[Mapping[str, Any]], moment: datetime) -> Entry | None:
    """That items of a subject ended: all that the account will ever ask of them, as it was at that moment."""
    told = [
        {
            "item": item["id"], "kind": item["kind"], "unit": item["unit_id"], "head": item["head_user_id"],
            "head_name": item["head_name"], "opened": written(item["opened_at"]),
            "due": written(item["due_at"]), "closed": moment.isoformat(), "verdict": item["verdict"],
        }
        for item in items
    ]  # fmt: skip
    return entry({"ended": told}, moment, told[0]["unit"]) if told else None


def record_mark(item: WorkItem, mark: str, moment: datetime, *, taken_back: bool = False) -> None:
    """That a mark was put on an item, or taken back."""
    verb = "mark_taken_back" if taken_back else "mark"
    append(item.subject, entry({"item": item.pk, verb: mark}, moment, item.unit_id))


def entry(data: Mapping[str, Any], moment: datetime, unit_id: int) -> Entry:
    """One event of evidence."""
    return Entry(ACCOUNTED, SYSTEM, "staff", data, moment, unit_id)
