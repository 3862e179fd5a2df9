"""Questions to reports: what everybody may read, what the reporter sees, what an officer has before them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.accounts.queries import scope_of
from motcua.feedback.models import Photo, PhotoMoment, Report
from motcua.feedback.rules import clocks
from motcua.feedback.rules.codes import tidy
from motcua.feedback.rules.states import CLOSED, State
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.prepared import Prepared
from motcua.kernel.refusals import NotFound
from motcua.kernel.scoping import Scope

BY_CODE = "everybody may ask where a report of this code stands"
PUBLISHED = "published reports are for everybody"
MERGED = "what became part of a report that the asker sees"
REOPEN_DAYS = 15
PAGE_SIZE = 20
OPEN = [state.value for state in State if state not in CLOSED]
MOST_PAGES = 200
LISTED = ("code", "unit_id", "category_name", "public_text", "submitted_at", "answered_at", "verdict", "clocks")
"""What a line of the public list shows; the rest of a wide row stays where it is."""


SHOWN: Prepared[Photo] = Prepared(lambda pk: Photo.objects.filter(report_id=pk, public_file_id__isnull=False), mark=-1)
CODED: Prepared[Report] = Prepared(lambda code: Report.objects.regardless(BY_CODE).filter(code=code), mark="?")


@dataclass(frozen=True)
class Page:
    """Some rows of a list that nobody counted: among a million the number of pages helps nobody and costs most."""

    object_list: list[Any]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether newer rows come before."""
        return self.number > 1


def page_of(rows: Any, number: int) -> Page:
    """One page of a list; far back the last one that is given."""
    number = max(1, min(number, MOST_PAGES))
    found = list(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE + 1])
    return Page(found[:PAGE_SIZE], number, len(found) > PAGE_SIZE and number < MOST_PAGES)


@dataclass(frozen=True)
class Status:
    """Where a report stands, in public: nothing the reporter wrote unless it was published."""

    report: Report
    may_reopen: bool
    published: bool
    photos: list[UUID] = field(default_factory=list)
    after: list[UUID] = field(default_factory=list)

    @property
    def took(self) -> timedelta | None:
        """How long the answer took, from the effective start of the clock."""
        return took(self.report)


def took(report: Report) -> timedelta | None:
    """Time to the answer, from the effective start of the clock; from the sending where whole days are counted."""
    last = report.clocks.get(clocks.LAST)
    if report.answered_at is None or last is None:
        return None
    start = datetime.fromisoformat(last["start"])
    return report.answered_at - (start if start < report.answered_at else report.submitted_at)


def by_code(code: str) -> Report | None:
    """The report of a code however it was typed."""
    return CODED.first(tidy(code))


def by_token(token: str) -> Report | None:
    """The report that a form or a program already sent under its own token."""
    return Report.objects.regardless("the report of the asker's own token").filter(token=token).first()


def status_of(report: Report) -> Status:
    """What the page under the code shows."""
    rows = SHOWN.every(report.pk) if report.published_at else []
    # After a reopening the pictures of the work before belong to the answer before.
    now = [each for each in rows if each.moment == PhotoMoment.REPORTED or each.round == report.round]
    shown = [(each.moment, each.public_file_id) for each in now]
    return Status(
        report,
        may_reopen=may_reopen(report, clock.now()),
        published=report.published_at is not None,
        photos=[file_id for taken, file_id in shown if file_id and taken == PhotoMoment.REPORTED],
        after=[file_id for taken, file_id in shown if file_id and taken == PhotoMoment.AFTER],
    )


def may_reopen(report: Report, at: datetime) -> bool:
    """Whether the reporter may still say, once, that it isn't solved."""
    if report.state != "answered" or report.answered_at is None or report.round > 1:
        return False
    return at <= clocks.reopen_until(report.answered_at, REOPEN_DAYS)


def public_photos(report: Report) -> list[UUID]:
    """Ids of the pictures that were published."""
    return [photo.public_file_id for photo in report.photos.all() if photo.public_file_id is not None]


def published(*, unit_id: int | None = None, category_id: int | None = None, verdict: str = "", page: int = 1) -> Any:
    """A page of published reports, the newest first; of one category or one verdict when they are told."""
    rows = Report.objects.regardless(PUBLISHED).published()
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    if category_id is not None:
        rows = rows.filter(category_id=category_id)
    if verdict:
        rows = rows.filter(verdict=verdict)
    return page_of(rows.only(*LISTED).order_by("-published_at", "-id"), page)


def for_desk(actor: Actor, report_id: int) -> Report:
    """A report in the officer's scope. Refuses with NotFound, as if it did not exist."""
    rows = Report.objects.visible_to(scope_of(actor)).filter(pk=report_id)
    report = rows.select_related("unit", "holder_unit", "category", "reporter").first()
    if report is None:
        raise NotFound("")
    return report


def merged_into(report: Report) -> list[Report]:
    """What was merged into a report, in the order of sending."""
    return list(Report.objects.regardless(MERGED).filter(merged_into=report).order_by("id"))


def desk_list(
    actor: Actor, *, state: str = "", category_id: int | None = None, late: bool = False, page: int = 1
) -> Any:
    """The officers' list of reports in scope, the newest first; of one state, one category, or open past their time."""
    scope = scope_of(actor)
    assert isinstance(scope, Scope)
    keys = Report.objects.visible_to(scope)
    keys = keys.filter(state=state) if state else keys
    keys = keys.filter(category_id=category_id) if category_id else keys
    if late:
        keys = keys.filter(state__in=OPEN, due_at__lt=clock.now())
    # Whose they are and in which state stands in two narrow indexes: the wide rows are read for the page alone.
    found = page_of(keys.order_by("-id").values_list("id", flat=True), page)
    rows = Report.objects.visible_to(scope).select_related("holder_unit").in_bulk(found.object_list)
    return replace(found, object_list=[rows[key] for key in found.object_list if key in rows])
