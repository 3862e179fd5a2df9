"""Opening, changing and closing items: called by the rooms whose work it is, in the transaction of their own change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from motcua.kernel import clock
from motcua.kernel.folding import fold
from motcua.kernel.prepared import insert
from motcua.ledger.actions import Entry, append
from motcua.work import rules
from motcua.work.actions.records import changed, entry_of_ended
from motcua.work.models import Verdict, WorkItem
from motcua.work.queries import responsible_head, working_moment
from motcua.work.queries.accountability import EXCUSE

CALLER = "the caller's own subject, named in full"
IN_CALLERS = transaction.atomic(savepoint=False)
"""These verbs belong to the change of the room that calls them: they are written with it or not at all."""


@dataclass(frozen=True, kw_only=True)
class NewItem:
    """What a room says of an item it opens; `search` is folded here, together with code, person and detail.

    `warn_at` may be left out: one day before `due_at`, or three quarters of a shorter span.
    """

    kind: str
    subject: str
    title: str
    unit_id: int
    address: str
    code: str = ""
    detail: str = ""
    person: str = ""
    search: str = ""
    state_label: str = ""
    holder_role: str = ""
    holder_user_id: int | None = None
    due_at: datetime | None = None
    warn_at: datetime | None = None
    opened_at: datetime | None = None


def searchable(*texts: str) -> str:
    """Folded words, each once, with a leading space so that ' word' finds beginnings of words only."""
    words = dict.fromkeys(" ".join(fold(text) for text in texts if text).split())
    return (" " + " ".join(words))[:600]


def timing(unit_id: int, opened: datetime, due: datetime | None, warn: datetime | None) -> dict[str, Any]:
    """The columns that follow from a due time."""
    if due is None:
        return {"due_at": None, "warn_at": None, "order_at": rules.FAR, "remind_at": None, "escalate_at": None}
    warn = warn or rules.warning_time(opened, due)
    return {
        "due_at": due,
        "warn_at": warn,
        "order_at": due,
        "remind_at": working_moment(unit_id, warn),
        "escalate_at": working_moment(unit_id, due),
    }


def build(new: NewItem) -> WorkItem:
    """The row of a new item, with the head of its unit in office at opening."""
    opened = new.opened_at or clock.now()
    head = responsible_head(new.unit_id, opened)
    return WorkItem(
        kind=new.kind,
        subject=new.subject,
        code=new.code,
        title=new.title,
        detail=new.detail,
        person=new.person,
        state_label=new.state_label,
        search=searchable(new.code, new.person, new.detail, new.search),
        address=new.address,
        unit_id=new.unit_id,
        holder_role=new.holder_role,
        holder_user_id=new.holder_user_id,
        head_user_id=head.user_id if head else None,
        head_name=head.name if head else "",
        opened_at=opened,
        **timing(new.unit_id, opened, new.due_at, new.warn_at),
    )


@IN_CALLERS
def open_item(**fields: Any) -> WorkItem:
    """Opens one item; the keywords are the fields of `NewItem`. A unit without head is allowed here and shown as an alarm."""
    item = build(NewItem(**fields))
    insert(WorkItem, [item])
    return item


@IN_CALLERS
def close_items(
    *,
    subject: str,
    kinds: Iterable[str] | None = None,
    unit_id: int | None = None,
    at: datetime | None = None,
    done: bool = True,
    tell: Callable[[Entry], object] | None = None,
) -> int:
    """Closes the open items of a subject (of these kinds, of one unit, or all) and freezes their verdict; answers how many.

    `done` False closes what somebody else's item now stands for: late is late, but nothing was done in time. That they ended is
    written into the subject's stream; a caller that writes there itself takes the entry along by `tell`.
    """
    moment = at or clock.now()
    items = chosen(subject, kinds) if unit_id is None else chosen(subject, kinds).filter(unit_id=unit_id)
    late = When(due_at__lt=moment, then=Value(Verdict.LATE.value))
    otherwise = Verdict.ON_TIME if done else Verdict.NONE
    ended = changed(items, closed_at=moment, verdict=Case(late, default=Value(otherwise.value)))
    evidence = entry_of_ended([item for item in ended if item["kind"] != EXCUSE], moment)
    if evidence is not None and tell is not None:
        tell(evidence)
    elif evidence is not None:
        append(subject, evidence)
    return len(ended)


@IN_CALLERS
def reassign(
    *,
    subject: str,
    kinds: Iterable[str] | None = None,
    holder_user_id: int | None,
    unit_id: int | None = None,
    holder_role: str | None = None,
    state_label: str | None = None,
) -> int:
    """Puts the open items of a subject into another officer's hands (None: nobody's yet), with `unit_id` into another unit's.

    A new unit's head answers from now on; the time limit stays. `state_label` is shown on all open items of the subject,
    of whatever kind, by the same statement.
    """
    changes: dict[str, Any] = {"holder_user_id": holder_user_id}
    if holder_role is not None:
        changes["holder_role"] = holder_role
    if unit_id is not None:
        head = responsible_head(unit_id, clock.now())
        changes |= {"unit_id": unit_id, "head_user_id": head.user_id if head else None}
        changes["head_name"] = head.name if head else ""
    if state_label is None or kinds is None:
        more = {} if state_label is None else {"state_label": state_label}
        return chosen(subject, kinds).update(**changes, **more)
    theirs = Q(kind__in=list(kinds))
    moved = {
        name: Case(When(theirs, then=Value(value)), default=F(name), output_field=column(name))
        for name, value in changes.items()
    }
    return chosen(subject, None).update(**moved, state_label=state_label)


def column(name: str) -> Any:
    """The kind of value a column holds; a foreign key's is that of the key."""
    field: Any = next(field for field in WorkItem._meta.concrete_fields if field.attname == name)
    return field.target_field if field.is_relation else field


@IN_CALLERS
def reschedule(
    *, subject: str, kinds: Iterable[str] | None = None, due_at: datetime | None, warn_at: datetime | None = None
) -> int:
    """Gives the open items of a subject a new due time (None: the clock stands still); reminders start anew."""
    changed = 0
    for item in chosen(subject, kinds).only("id", "unit_id", "opened_at", "due_at"):
        columns = timing(item.unit_id, item.opened_at, due_at, warn_at)
        if item.due_at != due_at:
            columns |= {"reminded_at": None, "escalated_at": None, "raise_at": None, "raised_at": None}
        changed += WorkItem.objects.regardless(CALLER).filter(pk=item.pk).update(**columns)
    return changed


@IN_CALLERS
def retitle(
    *,
    subject: str,
    kinds: Iterable[str] | None = None,
    title: str | None = None,
    detail: str | None = None,
    person: str | None = None,
    state_label: str | None = None,
    search: str | None = None,
) -> int:
    """Changes what is shown of the open items of a subject; `search` replaces all searched words."""
    given = {"title": title, "detail": detail, "person": person, "state_label": state_label}
    changes = {name: value for name, value in given.items() if value is not None}
    if search is not None:
        changes["search"] = searchable(search)
    return chosen(subject, kinds).update(**changes) if changes else 0


def chosen(subject: str, kinds: Iterable[str] | None) -> Any:
    """The open items of a subject, of these kinds or all."""
    items = WorkItem.objects.regardless(CALLER).open().about(subject)
    return items if kinds is None else items.filter(kind__in=list(kinds))
