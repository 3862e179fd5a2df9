"""What everybody may read: the text that a person looked over, and which pictures stand beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.case import opened
from motcua.feedback.actions.handling import words
from motcua.feedback.actions.redacting import demand_sound, hide, show
from motcua.feedback.models import Report
from motcua.feedback.queries.clusters import DRAWINGS
from motcua.feedback.rules.boxes import Box
from motcua.kernel import ids
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean


def publish(
    *,
    actor: Actor,
    report_id: int,
    text: str,
    answer: str,
    address: str = "",
    on_map: bool = True,
    photos: Mapping[int, Sequence[Box]] | None = None,
    hidden: Mapping[int, Sequence[Box]] | None = None,
    revision: int | None = None,
    at: Any = None,
) -> Report:
    """Publishes the report in these words; `photos` maps pictures that may be shown to the boxes blacked out on each.

    `hidden` maps others to boxes that were drawn on them all the same: kept for the next time.
    `on_map` says whether its place may be shown: for what goes on in somebody's house it may not.
    """
    text = words(text, "text", _("Viết nội dung công khai"))
    answer = words(answer, "answer", _("Viết câu trả lời công khai"))
    chosen, kept = dict(photos or {}), dict(hidden or {})
    demand_sound({**kept, **chosen})
    with opened(report_id, "publish", actor=actor, revision=revision, at=at) as case:
        report = case.report
        report.public_text, report.public_answer = text, answer
        if report.on_map and not on_map and report.published_at:
            transaction.on_commit(draw_anew)
        report.public_address, report.on_map = clean(address)[:250], on_map
        report.published_at = report.published_at or case.at
        for photo in report.photos.all():
            if photo.pk in chosen:
                show(photo, chosen[photo.pk], actor)
            else:
                hide(photo, kept.get(photo.pk))
        case.tell("report.published", {"photos": sorted(chosen)}, audience="staff")
    return case.report


def draw_anew() -> None:
    """Ends every drawing of a map that is kept: what is no longer public is on none of them."""
    cache.set(DRAWINGS, ids.token(8), timeout=None)


def withhold(*, actor: Actor, report_id: int, reason: str, at: Any = None) -> Report:
    """Takes a report off the public page; its code still tells where it stands."""
    reason = words(reason, "reason", _("Ghi lý do gỡ"))
    with opened(report_id, "withhold", actor=actor, at=at) as case:
        case.report.published_at = None
        transaction.on_commit(draw_anew)
        case.tell("report.withheld", {"reason": reason}, audience="staff")
    return case.report
