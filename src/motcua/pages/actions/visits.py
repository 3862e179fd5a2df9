"""Counting how often pages are read: in this process first, then many at once into the day's rows.

A kept page costs no question to the database, and must not because it is counted. What a process has counted and not yet
written is lost when it is killed: half a minute of a number that nobody needs to the last digit.
"""

import threading
from collections import Counter
from datetime import date, timedelta

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from motcua.kernel import clock
from motcua.pages.models import VisitDay

ENTRY_DAYS, SITE_DAYS = 90, 800
"""How long the days are kept: of single entries, of whole sites (two years side by side)."""
MOST_WAITING = 20_000
ADD = (
    "INSERT INTO pages_visitday (unit_site_id, entry, day, views) VALUES {rows} ON CONFLICT (unit_site_id, entry, day)"
    " DO UPDATE SET views = pages_visitday.views + excluded.views"
)
AT_ONCE = 200
log = structlog.get_logger(__name__)
Key = tuple[int, int, date]


class Tally:
    """What this process has counted since it last wrote."""

    def __init__(self) -> None:
        self.counts: Counter[Key] = Counter()
        self.lock = threading.Lock()
        self.timer: threading.Timer | None = None

    def add(self, site_id: int, entry: int) -> None:
        """One page read. The first one after a writing sets the clock for the next."""
        day = clock.today()
        with self.lock:
            if len(self.counts) < MOST_WAITING:
                self.counts[site_id, 0, day] += 1
                if entry:
                    self.counts[site_id, entry, day] += 1
            if self.timer is None and settings.VISITS_WRITTEN_AFTER:
                self.timer = threading.Timer(settings.VISITS_WRITTEN_AFTER, self.write_alone)
                self.timer.daemon = True
                self.timer.start()

    def taken(self) -> "Counter[Key]":
        """What is to be written; a new count begins."""
        with self.lock:
            found, self.counts, self.timer = self.counts, Counter(), None
        return found

    def write_alone(self) -> None:
        """Writes from the clock's own thread and gives its connection back."""
        try:
            write_visits()
        finally:
            connection.close()


TALLY = Tally()


def note_visit(*, site_id: int, entry: int = 0) -> None:
    """Counts that a page of a site was read."""
    TALLY.add(site_id, entry)


def write_visits() -> int:
    """Adds what this process has counted to the days' rows; answers how many rows. With the database away it is counted on."""
    waiting = TALLY.taken()
    rows = sorted(waiting.items())
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for first in range(0, len(rows), AT_ONCE):
                part = rows[first : first + AT_ONCE]
                values = [value for (site_id, entry, day), views in part for value in (site_id, entry, day, views)]
                cursor.execute(ADD.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(part))), values)
    except DatabaseError as error:
        log.warning("visits.not_written", error=type(error).__name__)
        with TALLY.lock:
            TALLY.counts += waiting
        return 0
    return len(rows)


def drop_old_visits() -> int:
    """Deletes the days that are kept no longer; answers how many rows."""
    today = clock.today()
    old = VisitDay.objects.filter(entry__gt=0, day__lt=today - timedelta(days=ENTRY_DAYS))
    older = VisitDay.objects.filter(day__lt=today - timedelta(days=SITE_DAYS))
    return old.delete()[0] + older.delete()[0]
