"""Numbers on paper: reserved and printed beforehand, entered when the server is back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal
from motcua.ledger.actions import Entry, append
from motcua.queueing.actions.moving import stamp
from motcua.queueing.models import PRIORITY_WORDS, Channel, Period, ServiceCounter, ServiceField, Visit
from motcua.queueing.models.paper import PaperRange
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.hours import minute_of_day
from motcua.queueing.queries.paper import entered_in, range_by_id, ranges_on
from motcua.queueing.rules import limits, paper
from motcua.queueing.rules.calling import rank_of
from motcua.queueing.rules.paper import Course, Line

AHEAD = timedelta(days=31)
RANGE_FAULTS = {
    "range": gettext_lazy("Số đầu và số cuối phải từ 1 đến 999, số đầu không lớn hơn số cuối"),
    "long": gettext_lazy("Một dải có nhiều nhất 200 số"),
    "quota": gettext_lazy("Số giấy phải lớn hơn các số phát qua máy và điện thoại trong ngày"),
    "taken": gettext_lazy("Có số trong dải này đã in rồi"),
}
LINE_FAULTS = {
    ("taken", "missing"): gettext_lazy("Ghi giờ phát số, ước chừng nếu không nhớ"),
    ("called", "missing"): gettext_lazy("Ghi giờ mời"),
    ("done", "missing"): gettext_lazy("Ghi giờ xong, hoặc đánh dấu không đến"),
    ("counter", "missing"): gettext_lazy("Chọn quầy"),
    ("counter", "unknown"): gettext_lazy("Chọn quầy"),
    ("missed", "both"): gettext_lazy("Không đến thì không có giờ xong"),
    ("priority", "unknown"): gettext_lazy("Chọn một trong các trường hợp ưu tiên"),
}
CELL_FAULTS = {
    "time": gettext_lazy("Ghi giờ, ví dụ 08:05"),
    "order": gettext_lazy("Giờ này sớm hơn giờ của việc trước đó"),
    "future": gettext_lazy("Giờ này chưa đến"),
}


@dataclass
class Entered:
    """What came of the lines: how many visits are new, how many were there already, and what is wrong by number and cell."""

    made: int = 0
    known: int = 0
    faults: dict[int, dict[str, Any]] = field(default_factory=dict)


@transaction.atomic
def reserve_paper(*, actor: Actor, field: ServiceField, day: date, first: int, last: int) -> PaperRange:
    """Keeps a range of a field's numbers of a day for paper. Refuses what machine and phone may give, and what is printed."""
    demand_at(actor, "queueing.arrange", field.unit_id)
    held: ServiceField = ServiceField.objects.regardless("checked above").select_for_update().get(pk=field.pk)
    today = clock.today()
    if not today <= day <= today + AHEAD:
        words = _("Chọn một ngày từ hôm nay đến 31 ngày tới")
        raise Refusal(words, fields={"day": words})
    if fault := paper.range_fault(first, last, quota=held.quota, others=ranges_on(held, day)):
        raise Refusal(RANGE_FAULTS[fault], fields={"first": RANGE_FAULTS[fault]})
    row = PaperRange.objects.create(
        unit_id=held.unit_id, field=held, day=day, first=first, last=last, made_at=clock.now()
    )
    data = {"field": held.code, "day": day.isoformat(), "first": first, "last": last}
    append(f"queue-desk:{held.unit_id}", Entry("paper-reserved", actor, data=data))
    return row


@transaction.atomic
def enter_paper(*, actor: Actor, range_id: int, lines: Sequence[Line]) -> Entered:
    """Writes the used numbers of a range as visits whose periods say that they were entered later.

    Good lines are written, wrong ones are answered with their faults; the same line twice is one visit. A number with a
    time of issue only waits in line by that time, on its own day.
    """
    row = range_by_id(range_id)
    demand_at(actor, "queueing.call", row.unit_id)
    now = clock.now()
    today = clock.local(now).date()
    if row.day > today:
        raise Refusal(_("Dải số này của ngày khác, chưa nhập được."))
    minute = int(minute_of_day(now)) if row.day == today else None
    rows = ServiceCounter.objects.regardless("checked above").filter(unit_id=row.unit_id)
    counters = {str(counter.number): counter for counter in rows}
    outcome = Entered()
    for line in lines:
        if line.used and row.first <= line.number <= row.last:
            enter_line(actor, row, line, minute, counters, outcome)
    if outcome.made:
        data = {"range": row.pk, "made": outcome.made}
        append(f"queue-desk:{row.unit_id}", Entry("paper-entered", actor, data=data))
        stamp(row.unit_id)
    return outcome


def enter_line(
    actor: Actor,
    row: PaperRange,
    line: Line,
    minute: int | None,
    counters: dict[str, ServiceCounter],
    outcome: Entered,
) -> None:
    """One line: a new visit, one that is there already, or faults."""
    course, faults = paper.read(line, now=minute)
    if line.counter and line.counter not in counters:
        faults["counter"] = "unknown"
    if line.priority not in PRIORITY_WORDS:
        faults["priority"] = "unknown"
    if course is None or faults:
        outcome.faults[line.number] = {
            cell: LINE_FAULTS.get((cell, fault)) or CELL_FAULTS[fault] for cell, fault in faults.items()
        }
        return
    visit = visit_of(row, line, course, counters.get(line.counter))
    try:
        with transaction.atomic():
            visit.save(force_insert=True)
    except IntegrityError:
        other = entered_in(row).get(line.number)
        if other is None:
            raise
        if other.key == visit.key:
            outcome.known += 1
        else:
            outcome.faults[line.number] = {"taken": already(other)}
        return
    write_down(actor, row, visit, course)
    outcome.made += 1


def already(visit: Visit) -> str:
    """That a number was entered before, with other times."""
    words = {"label": visit.label, "state": visit.state_words}
    return _("Số %(label)s đã nhập với giờ khác, hiện “%(state)s”. Số đã nhập không sửa ở đây") % words


def at_minute(day: date, minute: int) -> datetime:
    """A minute of a local day."""
    return datetime(day.year, day.month, day.day, tzinfo=clock.LOCAL) + timedelta(minutes=minute)


def visit_of(row: PaperRange, line: Line, course: Course, counter: ServiceCounter | None) -> Visit:
    """The visit of a line; not yet written. Its key holds everything that was said, so that saying it twice is one visit."""
    said = (course.taken, course.called, course.done, line.counter, int(course.missed), line.priority)
    taken = at_minute(row.day, course.taken)
    _verb, state, ended = course.steps[-1]
    return Visit(
        unit_id=row.unit_id,
        field=row.field,
        issued_field=row.field,
        day=row.day,
        number=line.number,
        label=limits.label(row.field.prefix, line.number),
        code=ids.token(),
        key=f"paper:{row.pk}:{line.number}:{':'.join('' if part is None else str(part) for part in said)}",
        channel=Channel.PAPER.value,
        priority=line.priority,
        rank=rank_of(line.priority),
        state=state.value,
        calls=0 if course.called is None else 1,
        issued_at=taken,
        queued_at=taken,
        changed_at=at_minute(row.day, ended),
        counter=counter if course.called is not None else None,
    )


def write_down(actor: Actor, row: PaperRange, visit: Visit, course: Course) -> None:
    """The periods of a visit at their own times, each marked with when it was entered."""
    who = {**actor.snapshot(), "entered_at": clock.now().isoformat()}
    Period.objects.bulk_create(
        Period(
            visit=visit,
            seq=seq,
            state=state.value,
            verb=verb,
            at=at_minute(row.day, minute),
            counter_id=visit.counter_id if verb != "take" else None,
            field_id=visit.field_id,
            actor=who,
        )
        for seq, (verb, state, minute) in enumerate(course.steps, start=1)
    )
