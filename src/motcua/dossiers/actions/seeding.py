"""Filling a database with many dossiers for measuring: whole lives are copied, moved in time and given other names.

The lives copied are the ones the demo city's dossiers really went through, so that every row of every table is as the
actions wrote it; codes, dates, names, search words and the hash chains are made anew.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import (
    Dossier,
    DossierToken,
    Note,
    Paper,
    Rating,
    Result,
    Revision,
    Slip,
    Supplement,
)
from motcua.dossiers.rules.names import dossier_code, search_words, series_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.bulk import insert_rows, reserve_keys
from motcua.kernel.folding import fold
from motcua.kernel.numbers import take_numbers
from motcua.kernel.refusals import Refusal
from motcua.ledger.actions import Entry, append_new
from motcua.ledger.queries import timeline
from motcua.units.queries import unit_by_id
from motcua.work.actions import import_items
from motcua.work.models import WorkItem

WHY = "the seed copies whole lives of the demo city"
BATCH = 2000
CHILDREN: tuple[type[models.Model], ...] = (Revision, Paper, Supplement, Slip, Result, Note, Rating)
DAY = re.compile(r"\d{4}-\d\d-\d\d(?=[T ])")
# Three lines: family, middle and given names of people who do not exist.
FAMILY, MIDDLE, GIVEN = (
    line.split() for line in (Path(__file__).parents[1] / "demo" / "names.txt").read_text(encoding="utf-8").splitlines()
)
NAME_COLUMNS = ("owner_name", "submitter_name", "representative_name")
Row = dict[str, Any]


class Original:
    """A row to be copied: what stays as it is, and the columns that hold a moment, a code or a name."""

    def __init__(self, row: Row, words: tuple[str, ...]) -> None:
        self.row = row
        self.moving = [
            (column, value)
            for column, value in row.items()
            if isinstance(value, datetime)
            or (isinstance(value, str) and (any(word in value for word in words if word) or DAY.search(value)))
        ]

    def copied(self, moved: Callable[[Any], Any], **more: Any) -> Row:
        """The copy's row."""
        row = self.row.copy()
        for column, value in self.moving:
            row[column] = moved(value)
        row.update(more)
        return row


@dataclass
class Life:
    """One demo dossier with everything that belongs to it, as column values."""

    dossier: Original
    children: dict[type[models.Model], list[Original]]
    entries: list[tuple[str, Actor, str, str, datetime, int | None]]
    items: list[Original]
    agency: str
    open: bool


@dataclass
class Batch:
    """Rows of some thousand copies, table by table."""

    rows: dict[type[models.Model], list[Row]] = field(default_factory=dict)
    streams: dict[str, list[Entry]] = field(default_factory=dict)
    items: list[Row] = field(default_factory=list)

    def add(self, model: type[models.Model], row: Row) -> None:
        """One row more."""
        self.rows.setdefault(model, []).append(row)


def columns_of(model: type[models.Model]) -> list[str]:
    """Column names of a table, its key left out unless it is the dossier's."""
    return [str(field.column) for field in model._meta.concrete_fields if model is Dossier or not field.primary_key]


def row_of(instance: models.Model) -> Row:
    """An instance's column values; documents as JSON text, so that a copy is a matter of replacing words."""
    row: Row = {}
    for column in instance._meta.concrete_fields:
        value = getattr(instance, column.attname)
        row[str(column.column)] = (
            json.dumps(value, ensure_ascii=False) if isinstance(column, models.JSONField) else value
        )
    return row


def life_of(dossier: Dossier) -> Life:
    """Reads one whole life."""
    words = (dossier.code, dossier.subject, dossier.owner_name)
    entries = [
        (
            event.kind,
            Actor(**{"name": "", **event.actor}),
            event.audience,
            json.dumps(event.data, ensure_ascii=False),
            event.at,
            event.unit_id,
        )
        for event in timeline(dossier.subject, {"public", "applicant", "staff"})
    ]
    children = {
        model: [Original(row_of(child), words) for child in model._base_manager.filter(dossier_id=dossier.pk)]
        for model in CHILDREN
    }
    items = [Original(row_of(item), words) for item in WorkItem.objects.regardless(WHY).about(dossier.subject)]
    unit = unit_by_id(dossier.unit_id)
    agency = unit.eid_code or unit.code.upper()
    return Life(Original(row_of(dossier), words), children, entries, items, agency, not dossier.is_finished)


@dataclass
class Copier:
    """Copies lives into batches; `serials` holds the last daily number taken of each series."""

    chance: random.Random
    serials: dict[str, int] = field(default_factory=dict)

    def take_serials(self, copies: list[tuple[Life, timedelta]]) -> None:
        """Takes the numbers a batch needs from the counters, one statement a series."""
        for series, count in Counter(series_of(life.agency, day_of(life, shift)) for life, shift in copies).items():
            self.serials[series] = take_numbers(series, count) - count

    def code(self, agency: str, day: date) -> str:
        """The next code of an agency's day."""
        series = series_of(agency, day)
        self.serials[series] += 1
        return dossier_code(agency, day, self.serials[series])

    def moves(self, life: Life, shift: timedelta, code: str, name: str, key: int) -> Callable[[Any], Any]:
        """What turns a value of the original into the copy's: moments by `shift`, code, subject and owner's name."""
        old = life.dossier.row
        words = [(old["code"], code), (f"dossier:{old['id']}", f"dossier:{key}")]
        if old["owner_name"]:
            words.append((old["owner_name"], name))
        days: dict[str, str] = {}

        def day(match: re.Match[str]) -> str:
            text = match.group()
            if text not in days:
                days[text] = (datetime.fromisoformat(text) + shift).date().isoformat()
            return days[text]

        def moved(value: Any) -> Any:
            if isinstance(value, datetime):
                return value + shift if value.year < 9000 else value
            if isinstance(value, str):
                for before, after in words:
                    value = value.replace(before, after)
                return DAY.sub(day, value) if shift else value
            return value

        return moved

    def copy(self, life: Life, key: int, shift: timedelta, batch: Batch) -> None:
        """Adds one copy to the batch."""
        chance = self.chance
        code = self.code(life.agency, day_of(life, shift))
        name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        moved = self.moves(life, shift, code, name, key)
        row = life.dossier.copied(moved, id=key, code=code, applicant_id=None, id_hash="")
        batch.add(Dossier, row)
        for model, originals in life.children.items():
            for original in originals:
                batch.add(model, original.copied(moved, dossier_id=key))
        folded = dict.fromkeys(fold(row[column]) for column in NAME_COLUMNS if row[column])
        for word in search_words(folded, row["phone"], code):
            batch.add(DossierToken, {"unit_id": row["unit_id"], "word": word, "dossier_id": key})
        batch.streams[f"dossier:{key}"] = [
            Entry(kind, actor, audience, json.loads(moved(data)), at + shift, unit_id)
            for kind, actor, audience, data, at, unit_id in life.entries
        ]
        old = f"/{life.dossier.row['id']}/"
        for item in life.items:
            search = " " + " ".join(dict.fromkeys(fold(f"{code} {name} {item.row['detail']}").split()))
            address = item.row["address"].replace(old, f"/{key}/")
            batch.items.append(item.copied(moved, address=address, search=search[:600]))


def day_of(life: Life, shift: timedelta) -> date:
    """The local day on which a copy is filed."""
    return clock.local(life.dossier.row["submitted_at"] + shift).date()


def write(batch: Batch) -> None:
    """Writes a batch, table by table, in one transaction."""
    tables: tuple[type[models.Model], ...] = (Dossier, *CHILDREN, DossierToken)
    for model in tables:
        rows = batch.rows.get(model, [])
        if rows:
            columns = columns_of(model)
            insert_rows(model, columns, ([row[column] for column in columns] for row in rows))
    append_new(batch.streams)
    import_items(batch.items)


def lives() -> tuple[list[Life], list[Life]]:
    """(finished, open) lives of the demo city; a life that needs a consultation's rows stays out of the copies."""
    found = [life_of(dossier) for dossier in Dossier.objects.regardless(WHY).order_by("pk")[:200]]
    if not found:
        raise Refusal(_("Chưa có hồ sơ mẫu để nhân lên. Hãy nạp thành phố mẫu trước: motcua demo"))
    return [life for life in found if not life.open], [life for life in found if life.open and life.items]


def busiest(opened: list[Life]) -> list[Life]:
    """The open lives of the unit that has most of them: its inbox is the one that is measured."""
    by_unit: dict[int, list[Life]] = {}
    for life in opened:
        by_unit.setdefault(life.dossier.row["unit_id"], []).append(life)
    return max(by_unit.values(), key=len) if by_unit else []


def plan(count: int, open_items: int, chance: random.Random) -> Iterator[tuple[Life, timedelta]]:
    """Which life each copy follows, and how far it is moved: whole weeks, so that weekdays stay."""
    finished, opened = lives()
    crowd = busiest(opened)
    for number in range(count):
        if crowd and number < min(open_items, count // 2):
            yield crowd[number % len(crowd)], timedelta(0)
        else:
            yield finished[number % len(finished)], timedelta(weeks=-chance.randrange(8, 150))


def seed(*, count: int, open_items: int = 2000) -> Iterator[int]:
    """Writes `count` dossiers in batches, `open_items` of them open at one unit; yields how many stand so far.

    For measuring only: it refuses on nothing but an empty demo city, and its people do not exist.
    """
    chance = random.Random(2026)  # noqa: S311 - names of nobody
    copier = Copier(chance)
    copies = plan(count, open_items, chance)
    done = 0
    while done < count:
        size = min(BATCH, count - done)
        with transaction.atomic():
            chosen = list(islice(copies, size))
            copier.take_serials(chosen)
            batch = Batch()
            for key, (life, shift) in zip(reserve_keys(Dossier, size), chosen, strict=True):
                copier.copy(life, key, shift, batch)
            write(batch)
        done += size
        yield done
    with connection.cursor() as cursor:
        # So many new rows: the database counts them anew before anybody asks.
        cursor.execute("ANALYZE")
