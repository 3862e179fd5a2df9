"""A report opened for one verb: locked, checked, changed in memory, written once at the end."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.following import MILESTONES, TELL
from motcua.feedback.events import ReportFact
from motcua.feedback.models import Report
from motcua.feedback.permissions import NO_SUCH, demand_on
from motcua.feedback.rules.clocks import stopped
from motcua.feedback.rules.states import ForbiddenMove, State, fits, target_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.outbox import announce, enqueue
from motcua.kernel.refusals import Conflict, NotFound
from motcua.ledger.actions import Entry, append
from motcua.notifications.actions import send

LOCKED = "one report by its id, checked against the actor right after the lock"
KIND = "feedback.report"
WRITTEN = [field.name for field in Report._meta.concrete_fields if field.name not in ("id", "followed")]
"""What a verb writes back: the number of followers changes beside it, under no lock."""


class Case:
    """The open report: change `report` freely, `close` writes it with its events and notices."""

    def __init__(self, report: Report, actor: Actor, at: datetime) -> None:
        self.report, self.actor, self.at = report, actor, at
        self.entries: list[Entry] = []
        self.letters: list[str] = []
        self.facts: list[ReportFact] = []

    def go(self, verb: str) -> None:
        """Moves along an edge of the table."""
        try:
            self.report.state = target_of(verb, State(self.report.state)).value
        except ForbiddenMove:
            raise wrong_state(self.report) from None

    def stop(self, milestone: str) -> None:
        """Freezes the verdict of a milestone."""
        self.report.clocks = stopped(self.report.clocks, milestone, self.at)

    def handle(self) -> bool:
        """Says that the thing itself is done, once in a round; answers False where that was said before."""
        if self.report.handled_at is not None:
            return False
        self.report.handled_at = self.at
        self.stop("done")
        return True

    def tell(self, kind: str, data: Mapping[str, Any] | None = None, *, audience: str = "applicant") -> None:
        """Writes an event."""
        self.entries.append(Entry(kind, self.actor, audience, dict(data or {}), self.at, self.report.holder_unit_id))

    def fact(self, kind: type[ReportFact]) -> None:
        """Announces a fact upwards when the report is written."""
        self.facts.append(fact_of(kind, self.report, self.at))

    def close(self) -> None:
        """Writes row, events, notices and announcements."""
        report = self.report
        report.revision += 1
        report.save(update_fields=WRITTEN)
        append(report.subject, *self.entries)
        for template in self.letters:
            write_to(report, template)
        for fact in self.facts:
            announce(fact)
        for kind in [entry.kind for entry in self.entries if report.followed and entry.kind in MILESTONES]:
            key = f"followers:{report.pk}:{report.revision}:{kind}"
            enqueue(TELL, key=key, report_id=report.pk, kind=kind, revision=report.revision)


def fact_of(kind: type[ReportFact], report: Report, at: datetime) -> ReportFact:
    """A fact about a report."""
    return kind(report.pk, report.code, report.unit_id, report.category.key, at.isoformat())


def write_to(report: Report, template: str) -> None:
    """A notice to the reporter and to devices that follow the report; the receipt code is all it names."""
    send(
        template,
        user_id=report.reporter_id,
        phone=report.phone,
        language=report.language,
        context={
            "code": report.code,
            "due": f"{clock.local(report.due_at):%H:%M %d/%m/%Y}",
            "title": report.merged_into.code if report.merged_into else "",
        },
        link=f"/phan-anh/{report.code}",
        related=report.subject,
        key=f"{template}:{report.pk}:{report.revision}",
        holders=[report.subject],
    )


def wrong_state(report: Report) -> Conflict:
    """What to say when a verb has no edge from the present state."""
    words = _("Phản ánh đang ở trạng thái “%(state)s” nên không thực hiện được việc này.")
    return Conflict(words % {"state": report.state_words}, code="wrong-state")


@contextmanager
def opened(
    report_id: int,
    verb: str,
    *,
    actor: Actor,
    revision: int | None = None,
    secret: str = "",
    at: datetime | None = None,
) -> Iterator[Case]:
    """Opens a report for a verb: lock, permission, optimistic lock, edge; writes it when the block ends well."""
    with transaction.atomic():
        rows = Report.objects.regardless(LOCKED).filter(pk=report_id)
        rows = rows.select_for_update() if connection.vendor == "postgresql" else rows
        report = rows.first()
        if report is None:
            raise NotFound(NO_SUCH)
        demand_on(actor, verb, report, secret)
        if revision is not None and revision != report.revision:
            raise Conflict(_("Phản ánh vừa được người khác cập nhật. Xem lại rồi gửi lần nữa."), code="overtaken")
        if not fits(verb, State(report.state)):
            raise wrong_state(report)
        case = Case(report, actor, at or clock.now())
        yield case
        case.close()
