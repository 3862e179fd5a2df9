"""Reports as everybody may read them, for programs: what was published, and of the rest where it stands."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, When

from motcua.feedback.models import Report
from motcua.feedback.queries.arrangement import arrangement_of
from motcua.feedback.queries.categories import path_of
from motcua.feedback.queries.reports import by_code, public_photos
from motcua.feedback.rules.codes import tidy
from motcua.feedback.rules.states import CLOSED
from motcua.kernel.scoping import Scope
from motcua.moderation.queries import PublicText
from motcua.units.queries import ancestors_of

FINISHED = [state.value for state in CLOSED]
PLACES = 4
"""Decimals of a published place: about ten metres, a street and not a door."""


@dataclass(frozen=True)
class OpenReport:
    """A report without anything that was not published. Words and place are None until it is."""

    code: str
    is_closed: bool
    state: Any
    category_key: str
    category_name: str
    holder: str
    submitted_at: datetime
    changed_at: datetime
    due_at: datetime
    text: str | None
    answer: str | None
    address: str | None
    longitude: float | None
    latitude: float | None
    photo: UUID | None


def open_reports(
    unit_id: int,
    *,
    start: datetime,
    end: datetime,
    keys: Collection[str] | None = None,
    closed: bool | None = None,
    most: int = 1000,
) -> list[OpenReport]:
    """Published reports sent to a place in a span of time, the newest first; `keys` are those of categories."""
    rows = Report.objects.within(Scope.of({unit_id})).published()
    # What was published was sent before: this bound lets the index of published reports do the work.
    rows = rows.filter(published_at__gte=start, submitted_at__gte=start, submitted_at__lte=end)
    if keys is not None:
        rows = rows.filter(category__key__in=keys)
    if closed is not None:
        rows = rows.filter(state__in=FINISHED) if closed else rows.exclude(state__in=FINISHED)
    return told(rows.order_by("-submitted_at", "-id")[:most])


def open_reports_of(unit_id: int, codes: Iterable[str], most: int = 1000) -> list[OpenReport]:
    """Reports of these codes, however typed; of what is not published only where it stands."""
    wanted = sorted({tidy(code) for code in codes} - {""})[:most]
    return told(Report.objects.within(Scope.of({unit_id})).filter(code__in=wanted).order_by("-submitted_at", "-id"))


@dataclass(frozen=True)
class Published:
    """A report that became public: when, where, about what; `unit_ids` and `category_keys` include all above."""

    published_at: datetime
    unit_ids: frozenset[int]
    category_keys: frozenset[str]
    longitude: float | None
    latitude: float | None


def published_between(first: datetime, last: datetime) -> Iterator[Published]:
    """What became public in a span of time, the newest first; a place only where it is public too."""
    rows = Report.objects.regardless("published reports are for everybody").published()
    rows = rows.filter(published_at__gt=first, published_at__lte=last).order_by("-published_at", "-id")
    units: dict[int, frozenset[int]] = {}
    keys: dict[int, frozenset[str]] = {}
    for at, unit_id, category_id, placed, longitude, latitude in (
        rows.annotate(placed=Case(When(Q(address="") | ~Q(public_address=""), then=True), default=False))
        .values_list("published_at", "unit_id", "category_id", "placed", "longitude", "latitude")
        .iterator()
    ):
        if unit_id not in units:
            units[unit_id] = frozenset({unit_id, *ancestors_of(unit_id)})
        if category_id not in keys:
            keys |= {each.pk: frozenset(node.key for node in path_of(each)) for each in arrangement_of(unit_id).every}
        shown = (longitude, latitude) if placed else (None, None)
        yield Published(at, units[unit_id], keys[category_id], *shown)


def told(rows: Any) -> list[OpenReport]:
    """The rows in public words."""
    return [told_of(report) for report in rows.select_related("category", "holder_unit").prefetch_related("photos")]


def told_of(report: Report) -> OpenReport:
    """One report in public words; the place goes with the address: an address taken out takes the point with it."""
    shown = report.published_at is not None
    placed = shown and report.longitude is not None and bool(report.public_address or not report.address)
    photos = public_photos(report) if shown else []
    return OpenReport(
        code=report.code,
        is_closed=report.is_closed,
        state=report.state_words,
        category_key=report.category.key,
        category_name=report.category.name,
        holder=report.holder_unit.name,
        submitted_at=report.submitted_at,
        changed_at=report.closed_at or report.accepted_at or report.submitted_at,
        due_at=report.due_at,
        text=report.public_text if shown else None,
        answer=report.public_answer if shown else None,
        address=(report.public_address or None) if shown else None,
        longitude=round(report.longitude, PLACES) if placed and report.longitude is not None else None,
        latitude=round(report.latitude, PLACES) if placed and report.latitude is not None else None,
        photo=photos[0] if photos else None,
    )


def public_text(kind: str, code: str) -> PublicText | None:
    """A published report, for who wants to say that something is wrong with it."""
    report = by_code(code) if kind == "phan-anh" else None
    if report is None or report.published_at is None:
        return None
    return PublicText(report.subject, report.unit_id, report.category_name, f"/phan-anh/{report.code}")
