"""A dossier opened for one action: locked, checked, changed in memory, written once at the end.

Every verb runs inside `opened(...)`: one transaction with the row, the events, the inbox and the announcements in it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions import telling
from motcua.dossiers.actions.reporting import ask_to_report, owe_report
from motcua.dossiers.events import DossierFact, DossierMoved
from motcua.dossiers.models import STATE_WORDS, Dossier, DossierQuerySet
from motcua.dossiers.permissions import NO_SUCH, demand_on
from motcua.dossiers.rules import deadlines, progress
from motcua.dossiers.rules.names import mask_name
from motcua.dossiers.rules.states import CLOSED, STAYING, ForbiddenMove, State, target_of, verbs_from
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.outbox import announce
from motcua.kernel.prepared import Prepared
from motcua.kernel.refusals import Conflict, NotFound
from motcua.ledger.actions import Entry, append
from motcua.procedures.queries import definition_of
from motcua.units.models import Unit
from motcua.units.queries import place_of, unit_by_id

LOCKED = "one dossier by its id, checked against the actor right after the lock"
COLUMNS = tuple(field.attname for field in Dossier._meta.concrete_fields if not field.primary_key)


class Case:
    """The open dossier. Change `dossier` freely, assigning JSON columns anew; `finish` writes what differs.

    `keeps_revision` for what overtakes nobody: notes and ratings.
    """

    def __init__(self, dossier: Dossier, actor: Actor, at: datetime) -> None:
        self.dossier, self.actor, self.at = dossier, actor, at.astimezone(UTC)
        self.entries: list[Entry] = []
        self.facts: list[DossierFact] = []
        self.letters: list[tuple[str, dict[str, Any]]] = []
        self.public_lines: list[tuple[str, str, str]] = []
        self.keeps_revision = False
        self.owes_report = False
        self._before = {name: dossier.__dict__.get(name) for name in COLUMNS}

    @cached_property
    def definition(self) -> Any:
        """What the pinned version says."""
        return definition_of(self.dossier.version_id)

    @cached_property
    def steps(self) -> list[Any]:
        """The steps on this dossier's way."""
        return [self.definition.step(key) for key in self.dossier.route]

    @property
    def step(self) -> Any | None:
        """The step it stands at; None behind the last one."""
        return self.steps[self.dossier.step] if self.dossier.step < len(self.steps) else None

    @cached_property
    def unit(self) -> Unit:
        """The receiving unit."""
        return unit_by_id(self.dossier.unit_id)

    def go(self, verb: str, wanted: State | None = None) -> None:
        """Moves along an edge of the table; refuses with Conflict when there is none."""
        try:
            self.dossier.state = target_of(verb, State(self.dossier.state), wanted).value
        except ForbiddenMove:
            raise wrong_state(self.dossier) from None

    def tell(
        self,
        kind: str,
        data: Mapping[str, Any] | None = None,
        *,
        audience: str = "applicant",
        public: bool = False,
        place: int | None = None,
    ) -> None:
        """Writes an event; with `public` also its shadow without names and data for everybody.

        Readers of a wider audience leave the shadows out, since each stands beside the fuller event. `place` puts it
        before events that were told already.
        """
        place = len(self.entries) if place is None else place
        self.entries.insert(place, Entry(kind, self.actor, audience, dict(data or {}), self.at))
        if public:
            shadow = Actor(**{**self.actor.snapshot(), "name": "", "on_behalf_of": "", "user_id": None})
            self.entries.append(Entry(kind, shadow, "public", {"unit": self.place_name}, self.at))
            self.public_lines.append((kind, self.at.isoformat(), self.place_name))

    @property
    def place_name(self) -> str:
        """Where it happens, in public words."""
        return str(self.actor.unit_name or self.unit.name) if self.actor.is_staff else str(self.unit.name)

    def fact(self, kind: type[DossierFact], **extra: Any) -> None:
        """Announces a fact upwards when the case is written."""
        dossier = self.dossier
        self.facts.append(
            kind(
                dossier_id=dossier.pk,
                code=dossier.code,
                procedure_code=dossier.procedure_code,
                version_id=dossier.version_id,
                unit_id=dossier.unit_id,
                at=self.at.isoformat(),
                **extra,
            )
        )

    def moved(self) -> None:
        """Announces where it stands now."""
        dossier = self.dossier
        self.fact(DossierMoved, state=dossier.state, step=dossier.step, holder_unit_id=dossier.holder_unit_id)

    def write_to_person(self, template: str, **context: Any) -> None:
        """Sends the applicant a notice when the case is written."""
        self.letters.append((template, context))

    def finish(self) -> None:
        """Freezes the verdict, rewrites the progress, and writes row, events, notices and announcements."""
        dossier = self.dossier
        if dossier.state in CLOSED and dossier.closed_at is None:
            self._close()
        dossier.progress = self.progress_now()
        dossier.revision += not self.keeps_revision
        self.owes_report = owe_report(dossier, self._before)
        changed = [name for name in COLUMNS if dossier.__dict__.get(name) != self._before[name]]
        dossier.save(update_fields=[COLUMN_FIELDS[name] for name in changed])
        self.flush()

    def flush(self) -> None:
        """Writes the events, notices and announcements."""
        append(self.dossier.subject, *self.entries)
        telling.send_letters(self.dossier, self.letters)
        for fact in self.facts:
            announce(fact)
        if self.owes_report:
            ask_to_report(self.dossier.pk)

    def _close(self) -> None:
        dossier = self.dossier
        dossier.pauses = deadlines.resumed(dossier.pauses, self.at.isoformat())
        dossier.closed_at = self.at
        if dossier.received_at is not None:
            limit = dossier.clock.get("due")
            dossier.verdict = deadlines.verdict(self.at, datetime.fromisoformat(limit) if limit else None)

    def progress_now(self) -> dict[str, Any]:
        """What tracking shows of the dossier as it stands in memory."""
        dossier, before = self.dossier, self.dossier.progress
        holder = dossier.holder_unit
        place = place_of(dossier.holder_unit_id) or holder
        since = progress.since_of(
            before, state=dossier.state, holder=holder.pk, step=dossier.step, moment=self.at.isoformat()
        )
        dossier.entered_at = datetime.fromisoformat(since)
        following = self.steps[dossier.step + 1].title if dossier.step + 1 < len(self.steps) else ""
        return {
            "state": dossier.state,
            "procedure": dossier.procedure_name,
            "unit": place.name,
            "holder": holder.name,
            "holder_id": holder.pk,
            "step": dossier.step,
            "step_title": self.step.title if self.step is not None and dossier.received_at else "",
            "next": following if dossier.received_at else (self.steps[0].title if self.steps else ""),
            "since": since,
            "due": dossier.due_at.isoformat() if dossier.due_at else "",
            "answer_due": dossier.answer_due_at.isoformat() if dossier.answer_due_at else "",
            "closed": dossier.closed_at.isoformat() if dossier.closed_at else "",
            "paused": deadlines.open_pause(dossier.pauses) is not None,
            "rescheduled": dossier.rescheduled,
            "verdict": dossier.verdict,
            "owner": mask_name(dossier.owner_name),
            "timeline": progress.told(before, self.public_lines),
        }


COLUMN_FIELDS = {field.attname: field.name for field in Dossier._meta.concrete_fields}


def lockable(dossier_id: int) -> DossierQuerySet:
    """The row to lock; on SQLite the whole database is locked already."""
    rows = Dossier.objects.regardless(LOCKED).filter(pk=dossier_id)
    return rows.select_for_update() if connection.vendor == "postgresql" else rows


ROW = Prepared(lockable, mark=-1)


def locked(dossier_id: int) -> Dossier:
    """The row, locked until commit; refuses with NotFound."""
    dossier = ROW.first(dossier_id)
    if dossier is None:
        raise NotFound(NO_SUCH)
    dossier.holder_unit = unit_by_id(dossier.holder_unit_id)
    return dossier


def wrong_state(dossier: Dossier) -> Conflict:
    """What to say when a verb has no edge from the present state."""
    words = STATE_WORDS[State(dossier.state)]
    return Conflict(
        _("Hồ sơ đang ở trạng thái “%(state)s” nên không thực hiện được việc này.") % {"state": words},
        code="wrong-state",
    )


@contextmanager
def opened(
    dossier_id: int,
    verb: str,
    *,
    actor: Actor,
    expected_revision: int | None = None,
    at: datetime | None = None,
    secret: str = "",
) -> Iterator[Case]:
    """Opens a dossier for a verb: lock, permission, optimistic lock, edge; writes it when the block ends well.

    `expected_revision` is the revision the person saw; None only for jobs, bulk verbs and the person's own verbs.
    """
    with transaction.atomic():
        dossier = locked(dossier_id)
        demand_on(actor, verb, dossier, secret)
        if expected_revision is not None and expected_revision != dossier.revision:
            raise telling.overtaken(dossier)
        if verb not in verbs_from(State(dossier.state)) and verb not in STAYING:
            raise wrong_state(dossier)
        case = Case(dossier, actor, at or clock.now())
        yield case
        case.finish()
