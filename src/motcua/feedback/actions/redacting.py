"""The public copy of a picture: drawn anew with boxes filled black, so that nothing of what they cover is left behind it."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw

from motcua.feedback.models import Photo
from motcua.feedback.rules.boxes import MOST, Box, burnt, fault_in
from motcua.files.actions import receive_bytes
from motcua.files.models import Owner
from motcua.files.queries import by_token, open_content
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal

LONGEST = 1600
FAULTS: dict[str, Any] = {
    "many": _("Tối đa %(most)d hộp che trên một ảnh. Hãy bỏ bớt, hoặc che bằng hộp lớn hơn"),
    "outside": _("Có hộp che nằm ngoài ảnh. Hãy bỏ hộp đó rồi vẽ lại"),
    "empty": _("Có hộp che không có bề rộng hoặc chiều cao. Hãy bỏ hộp đó rồi vẽ lại"),
}


def demand_sound(boxes: Mapping[int, Sequence[Box]]) -> None:
    """Refuses boxes that no picture can have, each at the picture (by id) they were drawn on."""
    faults = {pk: fault_in(drawn) for pk, drawn in boxes.items()}
    words = {f"photo-{pk}": FAULTS[fault] % {"most": MOST} for pk, fault in faults.items() if fault}
    if words:
        raise Refusal(next(iter(words.values())), fields=words, code="boxes")


def show(photo: Photo, boxes: Sequence[Box], actor: Actor) -> None:
    """Makes the public copy with these boxes, in the place of one that was made before."""
    photo.public_file_id = receive_bytes(
        content=blackened(photo, boxes),
        name=f"phan-anh-{photo.report_id}-{photo.pk}.jpg",
        owner=Owner(user_id=actor.user_id),
        kept_for=f"report-public:{photo.report_id}",
    ).pk
    keep(photo, boxes)


def hide(photo: Photo, boxes: Sequence[Box] | None) -> None:
    """Takes the public copy away. Boxes that were drawn all the same, or before (None), are there the next time."""
    photo.public_file_id = None
    keep(photo, boxes)


def keep(photo: Photo, boxes: Sequence[Box] | None) -> None:
    """Writes what was decided of a picture."""
    if boxes is not None:
        photo.covered = list(dict.fromkeys(boxes))
    photo.save(update_fields=["public_file_id", "covered"])


def blackened(photo: Photo, boxes: Iterable[Box]) -> bytes:
    """The picture as a JPEG of at most LONGEST pixels a side, black inside the boxes."""
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
    for box in boxes:
        draw.rectangle(burnt(box, picture.width, picture.height), fill=(0, 0, 0))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
