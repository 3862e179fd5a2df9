"""Background work: asked for in the transaction of the change, done after commit, at least once, failures kept in sight.

A room's `jobs.py` registers handlers with `@job("room.verb")`; a handler is idempotent and makes one call to an action.
Events announced upwards travel the same way: one message per reaction.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import F, QuerySet

from motcua.kernel import clock
from motcua.kernel.models import OutboxMessage, ScheduledRun
from motcua.kernel.prepared import insert

log = structlog.get_logger(__name__)
Handler = Callable[..., object]
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 9
AT_ONCE = 50
HEAVY_AT_ONCE = 8
LONGEST_UNMARKED = 5.0


@dataclass(frozen=True)
class Schedule:
    """A job that runs by the clock: every `every`, at the whole slots of that length counted from local midnight."""

    job: str
    every: timedelta
    offset: timedelta = timedelta(0)


HANDLERS: dict[str, Handler] = {}
HEAVY: set[str] = set()
REACTIONS: dict[type, list[str]] = {}
SCHEDULES: list[Schedule] = []
waiting = threading.Event()


def job(
    name: str, *, every: timedelta | None = None, offset: timedelta = timedelta(0), heavy: bool = False
) -> Callable[[Handler], Handler]:
    """Registers a handler under a name; with `every` it also runs by the clock (the payload is then {"slot": iso}).

    `heavy` work (pictures, scans) never stands before other work for more than a few pieces, however much of it waits.
    """

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        if heavy:
            HEAVY.add(name)
        if every is not None:
            SCHEDULES.append(Schedule(name, every, offset))
        return handler

    return register


def reacts_to(event: type, *, name: str) -> Callable[[Handler], Handler]:
    """Registers a reaction `name` ("notifications.dossier_received") to an event class; it gets the event's fields as keywords."""

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        REACTIONS.setdefault(event, []).append(name)
        return handler

    return register


def enqueue(topic: str, *, key: str | None = None, run_after: datetime | None = None, **payload: Any) -> None:
    """Asks for `topic` after commit; with a `key` the same work is asked for once only."""
    if topic not in HANDLERS:
        raise LookupError(f"no job is registered as {topic}")
    moment = clock.now()
    message = OutboxMessage(topic=topic, payload=payload, key=key, created_at=moment, run_after=run_after or moment)
    insert(OutboxMessage, [message], once=key is not None)
    transaction.on_commit(waiting.set)


def announce(event: Any) -> None:
    """Tells the floors above what happened: one message per registered reaction, in this transaction."""
    assert is_dataclass(event)
    names = REACTIONS.get(type(event), ())
    if not names:
        return
    moment = clock.now()
    payload = asdict(event)  # type: ignore[arg-type]
    insert(
        OutboxMessage,
        [OutboxMessage(topic=name, payload=payload, created_at=moment, run_after=moment) for name in names],
    )
    transaction.on_commit(waiting.set)


def claim(limit: int) -> list[OutboxMessage]:
    """Leases up to `limit` messages that are due; a worker that dies gives them back when the lease ends.

    Of heavy work a few pieces, after the rest: a code for signing in never waits behind a thousand photographs.
    """
    moment = clock.now()
    with transaction.atomic():
        due = OutboxMessage.objects.filter(done_at__isnull=True, failed_at__isnull=True, run_after__lte=moment)
        if connection.vendor == "postgresql":
            due = due.select_for_update(skip_locked=True)
        due = due.order_by("run_after", "id")
        messages = list(due.exclude(topic__in=HEAVY)[:limit])
        messages += due.filter(topic__in=HEAVY)[: min(HEAVY_AT_ONCE, limit - len(messages))] if HEAVY else []
        OutboxMessage.objects.filter(pk__in=[message.pk for message in messages]).update(
            run_after=moment + LEASE, attempts=F("attempts") + 1
        )
    return messages


def handle(message: OutboxMessage) -> bool:
    """Runs one leased message; True when it is done, else the failure is noted and it will be tried again or given up."""
    try:
        HANDLERS[message.topic](**message.payload)
    except Exception as error:
        log.warning("outbox.failed", topic=message.topic, message=message.pk, error=type(error).__name__)
        tries = message.attempts + 1
        OutboxMessage.objects.filter(pk=message.pk).update(
            last_error=f"{type(error).__name__}: {error}"[:2000],
            failed_at=clock.now() if tries >= MOST_ATTEMPTS else None,
            run_after=clock.now() + timedelta(seconds=min(2**tries * 5, 3600)),
        )
        return False
    return True


def run_due(limit: int = AT_ONCE) -> int:
    """Runs what is due now; answers how many messages were taken.

    What is done is marked in one statement, at the end or when that takes long: a worker killed before repeats it.
    """
    messages = claim(limit)
    done: list[int] = []
    marked = time.monotonic()
    try:
        for message in messages:
            if handle(message):
                done.append(message.pk)
            if time.monotonic() - marked > LONGEST_UNMARKED:
                mark_done(done)
                marked = time.monotonic()
    finally:
        mark_done(done)
    return len(messages)


def mark_done(done: list[int]) -> None:
    """Notes that these messages are done, and empties the list."""
    if done:
        OutboxMessage.objects.filter(pk__in=done).update(done_at=clock.now(), last_error="")
        done.clear()


def drain(most: int = 1000) -> None:
    """Runs until nothing is due: for tests and the seed command."""
    while most > 0 and (taken := run_due()):
        most -= taken


def current_slot(schedule: Schedule, moment: datetime) -> datetime:
    """The latest slot of a schedule that has begun."""
    midnight = clock.local(moment).replace(hour=0, minute=0, second=0, microsecond=0) + schedule.offset
    if midnight > moment:
        midnight -= timedelta(days=1)
    return midnight + ((moment - midnight) // schedule.every) * schedule.every


def enqueue_scheduled() -> None:
    """Puts each schedule's current slot into the outbox, once over all workers; slots slept through are not made up."""
    moment = clock.now()
    for schedule in SCHEDULES:
        slot = current_slot(schedule, moment)
        with transaction.atomic():
            _, created = ScheduledRun.objects.get_or_create(
                job=schedule.job, slot=slot, defaults={"started_at": moment}
            )
            if created:
                enqueue(schedule.job, key=f"{schedule.job}@{slot.isoformat()}", slot=slot.isoformat())


def failed() -> QuerySet[OutboxMessage]:
    """Messages given up after all attempts, newest first."""
    return OutboxMessage.objects.filter(failed_at__isnull=False).order_by("-failed_at")


def retry_failed() -> int:
    """Gives every message that was given up a fresh set of attempts; answers how many."""
    return failed().update(failed_at=None, attempts=0, run_after=clock.now())
