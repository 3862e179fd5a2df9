"""Reports of the same kind near a place, for who is about to send one more, and for officers who look for duplicates."""

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.feedback.models import Category, Photo, Report
from motcua.feedback.rules.nearby import Box, Point, box_around, metres_between, spans_around
from motcua.feedback.rules.states import State
from motcua.kernel import clock

WHY = "reports near by are told to everybody by kind, state and distance, never in the reporter's words"
ANSWERED_DAYS = 30
"""An answer older than this is about an earlier time: whoever sees the thing now reports it anew."""
MOST_LOOKED_AT = 400


@dataclass(frozen=True)
class Near:
    """A report near by: how far, and its picture when one was published."""

    report: Report
    metres: int
    photo: UUID | None


def near(category: Category, point: Point | None, *, most: int = 5, but: int | None = None) -> list[Near]:
    """Reports of this category within its radius that are open or answered lately, the nearest first.

    About what a desk or an officer did there are none: such reports go to the leader and to nobody else.
    """
    if point is None or category.to_leader:
        return []
    found = [
        (metres_between(point, (row["longitude"], row["latitude"])), row["id"]) for row in candidates(category, point)
    ]
    inside = sorted(pair for pair in found if pair[0] <= category.radius and pair[1] != but)[:most]
    rows = Report.objects.regardless(WHY).in_bulk([pk for _metres, pk in inside])
    photos = published_photos([pk for pk, row in rows.items() if row.published_at])
    return [Near(rows[pk], rounded(metres), photos.get(pk)) for metres, pk in inside if pk in rows]


def candidates(category: Category, point: Point) -> Any:
    """Rows inside the box, each stretch of its cells read from the one index that holds all that is asked."""
    box = box_around(point, category.radius)
    first, *more = (stretch(category, box, span) for span in spans_around(box))
    return (first.union(*more, all=True) if more else first)[:MOST_LOOKED_AT]


def stretch(category: Category, box: Box, span: tuple[int, int]) -> Any:
    """Rows of the box in one range of cells."""
    recent = Q(answered_at__isnull=True) | Q(answered_at__gte=clock.now() - timedelta(days=ANSWERED_DAYS))
    rows = Report.objects.regardless(WHY).filter(
        category=category,
        cell__gte=span[0],
        cell__lt=span[1],
        latitude__range=(box.south, box.north),
        longitude__range=(box.west, box.east),
    )
    rows = rows.filter(recent).exclude(state__in=[State.DECLINED, State.MERGED]).order_by()
    return rows.values("id", "longitude", "latitude")


def rounded(metres: float) -> int:
    """Up to the next ten metres: near enough to recognise, not a measure of somebody's doorstep."""
    return max(10, math.ceil(metres / 10) * 10)


def published_photos(report_ids: list[int]) -> dict[int, UUID]:
    """The first published picture of each report."""
    rows = Photo.objects.filter(report_id__in=report_ids, public_file_id__isnull=False).order_by("-id")
    return {row.report_id: row.public_file_id for row in rows if row.public_file_id is not None}
