"""The loop that empties the outbox: a thread inside the embedded web process, a process of its own in a city."""

import ctypes
import threading
import time

import structlog
from django.db import OperationalError, close_old_connections

from motcua.kernel import outbox

GATHERING = 0.1
log = structlog.get_logger(__name__)
# glibc keeps what was freed for the process that freed it, unless it is asked; other C libraries have no such call.
give_back = getattr(ctypes.CDLL(None), "malloc_trim", lambda _keep: 0)


def work(stop: threading.Event, *, idle_seconds: float = 1.0) -> None:
    """Runs due work until `stop` is set; a database that is away is waited for.

    What is asked for while the loop is idle is begun at once; on a busy day the loop lets a tenth of a second's work
    gather, so that it claims and marks many messages together and leaves the database to those who wait for it.
    """
    next_schedule = 0.0
    while not stop.is_set():
        try:
            if time.monotonic() >= next_schedule:
                outbox.enqueue_scheduled()
                next_schedule = time.monotonic() + 20
                give_back(0)
            outbox.waiting.clear()
            if taken := outbox.run_due():
                if taken < outbox.AT_ONCE:
                    stop.wait(GATHERING)
                continue
        except OperationalError as error:
            log.warning("worker.database_away", error=type(error).__name__)
            close_old_connections()
            stop.wait(2)
        outbox.waiting.wait(idle_seconds)


def start_inside() -> threading.Event:
    """Starts the loop in a daemon thread; setting the returned event ends it."""
    stop = threading.Event()
    threading.Thread(target=work, args=(stop,), name="motcua-jobs", daemon=True).start()
    return stop
