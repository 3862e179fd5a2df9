"""What everybody may read: the text that a person looked over, and copies of pictures with parts blacked out for good."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw

from motcua.feedback.actions.case import opened
from motcua.feedback.actions.handling import words
from motcua.feedback.models import Photo, Report
from motcua.feedback.queries.clusters import DRAWINGS
from motcua.files.actions import receive_bytes
from motcua.files.models import Owner
from motcua.files.queries import by_token, open_content
from motcua.kernel import ids
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal

COLUMNS, ROWS = 8, 6
LONGEST = 1600


def publish(
    *,
    actor: Actor,
    report_id: int,
    text: str,
    answer: str,
    address: str = "",
    on_map: bool = True,
    photos: Mapping[int, Iterable[int]] | None = None,
    revision: int | None = None,
    at: Any = None,
) -> Report:
    """Publishes the report in these words; `photos` maps pictures that may be shown to the cells blacked out on each.

    `on_map` says whether its place may be shown: for what goes on in somebody's house it may not.
    """
    text = words(text, "text", _("Viết nội dung công khai"))
    answer = words(answer, "answer", _("Viết câu trả lời công khai"))
    with opened(report_id, "publish", actor=actor, revision=revision, at=at) as case:
        report = case.report
        report.public_text, report.public_answer = text, answer
        if report.on_map and not on_map and report.published_at:
            transaction.on_commit(draw_anew)
        report.public_address, report.on_map = clean(address)[:250], on_map
        report.published_at = report.published_at or case.at
        chosen = dict(photos or {})
        for photo in report.photos.all():
            show(photo, chosen.get(photo.pk), actor)
        case.tell("report.published", {"photos": sorted(chosen)}, audience="staff")
    return case.report


def show(photo: Photo, cells: Iterable[int] | None, actor: Actor) -> None:
    """Makes the public copy, or takes it away (`cells` None). What is black in the copy is nowhere behind it."""
    photo.public_file_id, photo.covered = None, []
    if cells is not None:
        photo.covered = sorted({cell for cell in cells if 0 <= cell < COLUMNS * ROWS})
        photo.public_file_id = receive_bytes(
            content=blackened(photo, photo.covered),
            name=f"phan-anh-{photo.report_id}-{photo.pk}.jpg",
            owner=Owner(user_id=actor.user_id),
            kept_for=f"report-public:{photo.report_id}",
        ).pk
    photo.save(update_fields=["public_file_id", "covered"])


def blackened(photo: Photo, cells: Iterable[int]) -> bytes:
    """The picture drawn anew with the cells of the grid filled black, counted from the top left."""
    file = by_token(photo.file_id)
    if file.is_waiting:
        raise Refusal(_("Ảnh còn đang được chuẩn bị nên chưa công khai được. Hãy thử lại sau ít giây."))
    with open_content(file) as source:
        try:
            picture = Image.open(source).convert("RGB")
        except OSError:
            raise Refusal(_("Tệp này không phải ảnh nên không công khai được.")) from None
    picture.thumbnail((LONGEST, LONGEST))
    draw = ImageDraw.Draw(picture)
    for cell in cells:
        row, column = divmod(cell, COLUMNS)
        left, right = (picture.width * place // COLUMNS for place in (column, column + 1))
        top, bottom = (picture.height * place // ROWS for place in (row, row + 1))
        draw.rectangle((left, top, right, bottom), fill=(0, 0, 0))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


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
