"""A year's account counted anew from ledger events alone, and where the tables say something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.ledger.models import Event
from motcua.ledger.queries import ACCOUNTED, evidence, verify
from motcua.work.models import Excuse, ItemMark, WorkItem
from motcua.work.queries.accountability import EXCUSE, Asked, account, chosen
from motcua.work.rules import Tally, year_span

WHY = "an operator compares all tables with the ledger"
DECIDED = "work.excuse_decided"
MOST_NAMED = 1000
Line = tuple[int, int | None]


@dataclass
class Fact:
    """An item as the ledger, or the table, has it."""

    unit: int
    head: int | None
    opened: datetime
    due: datetime | None
    closed: datetime
    verdict: str
    marks: dict[str, datetime] = field(default_factory=dict)
    excused: bool = False

    def tally(self, start: datetime, moment: datetime) -> Tally:
        """What it counts in a span, by the rule of the account."""
        ended = start <= self.closed < moment
        late = ended and self.verdict == "late"
        past = self.due is not None and self.opened < moment and self.due < moment <= self.closed
        return Tally(
            opened=int(start <= self.opened < moment),
            on_time=int(ended and self.verdict == "on_time"),
            late=int(late and not self.excused),
            excused=int(late and self.excused),
            open_late=int(past),
            late_time=self.closed - self.due if late and self.due else timedelta(0),
            **{kind: int(start <= at < moment) for kind, at in self.marks.items()},
        )


@dataclass
class Recounted:
    """What was compared and what differs: items by subject, with the ledger's word first. `broken` names streams.

    `unrecorded` items ended before there was evidence, were imported, or were put in beside the program; `open` ones are in no
    ledger before they end.
    """

    year: int
    items: int = 0
    from_ledger: Tally = field(default_factory=Tally)
    from_tables: Tally = field(default_factory=Tally)
    unrecorded: int = 0
    open: int = 0
    differences: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    lines: dict[Line, tuple[Tally, Tally]] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether tables and ledger say the same."""
        return not self.differences and not self.broken

    def differ(self, words: str) -> None:
        """Names a difference, as long as there are not too many to read."""
        if len(self.differences) < MOST_NAMED:
            self.differences.append(words)

    @property
    def changed_lines(self) -> dict[Line, tuple[Tally, Tally]]:
        """Lines of the sheet (unit, head) whose figures are not the ledger's."""
        return {line: pair for line, pair in self.lines.items() if pair[0] != pair[1]}

    def count(self, place: int, fact: Fact, tally: Tally) -> None:
        """Adds to the line of the unit and head: place 0 the ledger's, 1 the tables'."""
        pair = list(self.lines.get((fact.unit, fact.head), (Tally(), Tally())))
        pair[place] += tally
        self.lines[fact.unit, fact.head] = (pair[0], pair[1])


def recount(year: int) -> Recounted:
    """Counts a year from the ledger and compares item by item; the hash chains that were read are verified too."""
    start, end = year_span(year, clock.LOCAL)
    moment = min(end, clock.now())
    found = Recounted(year)
    for batch in evidence((ACCOUNTED, DECIDED), since=start):
        found.broken += [f"{each.subject}#{each.seq}: {each.problem}" for each in verify(batch.keys()).findings]
        known = facts_in_tables(batch.keys())
        for subject, events in batch.items():
            told = facts_of(events)
            for item in sorted(told.keys() | known.get(subject, {}).keys()):
                compare(found, f"{subject} · {item}", told.get(item), known.get(subject, {}).get(item), (start, moment))
    for ledger, table in found.lines.values():
        found.from_ledger, found.from_tables = found.from_ledger + ledger, found.from_tables + table
    whole = account(SYSTEM, Asked(year=year)).total
    items = chosen(SYSTEM, Asked(year=year)).filter(opened_at__lt=moment)
    found.open = items.filter(closed_at__isnull=True).count()
    found.unrecorded = max(0, whole.on_time + whole.late + whole.excused - judged(found.from_tables))
    return found


def judged(tally: Tally) -> int:
    """Items that ended in the year with a verdict."""
    return tally.on_time + tally.late + tally.excused


def compare(found: Recounted, name: str, told: Fact | None, kept: Fact | None, span: tuple[datetime, datetime]) -> None:
    """One item: what the ledger told of it against what the table keeps."""
    if told is None:
        return
    mine = told.tally(*span)
    theirs = kept.tally(*span) if kept else Tally()
    if mine == theirs == Tally():
        return
    found.items += 1
    found.count(0, told, mine)
    if kept is None:
        found.differ(f"{name}: sổ ghi có, bảng không còn / in the ledger, gone from the table")
        return
    found.count(1, kept, theirs)
    for column, mine_said in vars(told).items():
        said = getattr(kept, column)
        if said != mine_said:
            found.differ(f"{name}: {column}: sổ / ledger {plain(mine_said)}, bảng / table {plain(said)}")


def plain(value: Any) -> str:
    """A value as it is printed."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} {plain(each)}" for key, each in sorted(value.items())) + "}"
    return f"{clock.local(value):%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else str(value)


def facts_of(events: list[Event]) -> dict[int, Fact]:
    """The items that a stream tells of, with their marks and excuses as they stood at its end."""
    facts: dict[int, Fact] = {}
    for event in events:
        for row in event.data.get("ended", ()):
            facts[row["item"]] = fact_told(row)
        fact = facts.get(event.data.get("item", 0))
        if fact is None:
            continue
        if "mark" in event.data:
            fact.marks[event.data["mark"]] = event.at
        elif "mark_taken_back" in event.data:
            fact.marks.pop(event.data["mark_taken_back"], None)
        elif event.kind == DECIDED:
            fact.excused = bool(event.data["granted"])
    return facts


def fact_told(row: Mapping[str, Any]) -> Fact:
    """An item as its end was written down."""
    due = row["due"]
    opened, closed = datetime.fromisoformat(row["opened"]), datetime.fromisoformat(row["closed"])
    return Fact(row["unit"], row["head"], opened, datetime.fromisoformat(due) if due else None, closed, row["verdict"])


def facts_in_tables(subjects: Any) -> dict[str, dict[int, Fact]]:
    """The ended items of some subjects as the tables keep them."""
    found: dict[str, dict[int, Fact]] = {}
    facts: dict[int, Fact] = {}
    rows = WorkItem.objects.regardless(WHY).filter(subject__in=list(subjects), closed_at__isnull=False)
    for row in rows.exclude(kind=EXCUSE):
        due, verdict = row.due_at, row.verdict
        fact = Fact(row.unit_id, row.head_user_id, row.opened_at, due, row.closed_at, verdict)
        facts[row.pk] = found.setdefault(row.subject, {})[row.pk] = fact
    for mark in ItemMark.objects.filter(item_id__in=facts):
        facts[mark.item_id].marks[mark.kind] = mark.at
    for pk in Excuse.objects.regardless(WHY).granted().filter(item_id__in=facts).values_list("item_id", flat=True):
        facts[pk].excused = True
    return found


def sentences(found: Recounted) -> Iterator[str]:
    """The report in plain words, Vietnamese and English."""
    yield from found.broken
    yield from found.differences
    for (unit, head), (ledger, table) in found.changed_lines.items():
        yield f"đơn vị / unit {unit}, người đứng đầu / head {head}: sổ / ledger {figures(ledger)}; bảng / table {figures(table)}"
    yield f"{found.year}: sổ / ledger {figures(found.from_ledger)}"
    if found.unrecorded:
        yield f"{found.unrecorded} việc kết thúc không có trong sổ / ended items without evidence in the ledger"
    if found.open:
        yield f"{found.open} việc còn mở, ghi sổ khi kết thúc / still open, recorded when they end"
    verdict = "khớp / agrees" if found.ok else "KHÔNG khớp / does NOT agree"
    yield f"{found.items} việc / items, {len(found.differences)} khác / different: {verdict}"


def figures(tally: Tally) -> str:
    """The numbers of a tally in the order of the year-end sheet."""
    return "/".join(map(str, tally.counts))
