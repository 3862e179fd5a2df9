"""What an officer decides before a report is published: its words, which pictures are shown, and what is covered on each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from motcua.feedback.forms import ActForm, words
from motcua.feedback.models import Photo
from motcua.feedback.queries.shots import Shot, shots_of
from motcua.feedback.rules.boxes import CELL_OF, COLUMNS, ROWS, Box, box_of_cell, box_typed, boxes_kept
from motcua.kernel.masking import masked
from motcua.kernel.typed import number_typed

CELLS = range(COLUMNS * ROWS)
UNREAD = _("Có hộp che không đọc được nên đã bị bỏ. Hãy xem lại ảnh, vẽ thêm hộp còn thiếu rồi gửi lại")


@dataclass(frozen=True)
class Cover:
    """What was decided of a picture; `unread` says that something sent as a box was none."""

    shown: bool
    boxes: tuple[Box, ...] = ()
    unread: bool = False

    @property
    def drawn(self) -> list[dict[str, str]]:
        """The boxes that are not just one cell of the grid, as a form carries them and as a drawing shows them."""
        return [
            {"typed": box.typed}
            | {name: f"{getattr(box, name) * 100:.4f}%" for name in ("left", "top", "width", "height")}
            for box in self.boxes
            if box not in CELL_OF
        ]

    @property
    def cells(self) -> list[tuple[int, bool]]:
        """The cells of the grid, and whether each is covered."""
        ticked = {CELL_OF.get(box) for box in self.boxes}
        return [(cell, cell in ticked) for cell in CELLS]


class CoverInput(forms.Widget):
    """Reads `show` (ids of pictures), and for one picture `box-<id>` (four fractions each) and `cell-<id>`."""

    def __init__(self, photo: Photo) -> None:
        super().__init__()
        self.photo = photo

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Cover:
        """The picture's part of the form."""
        assert isinstance(data, QueryDict)
        pk = self.photo.pk
        drawn = [box_typed(text) for text in data.getlist(f"box-{pk}")]
        ticked = [box_of_cell(cell) for cell in numbers(data.getlist(f"cell-{pk}")) if cell in CELLS]
        boxes = [box for box in drawn if box is not None]
        return Cover(str(pk) in data.getlist("show"), (*boxes, *ticked), unread=len(boxes) < len(drawn))


def numbers(typed: Iterable[str]) -> Iterator[int]:
    """The numbers among what was ticked."""
    return (number for number in map(number_typed, typed) if number is not None)


class CoverField(forms.Field):
    """One picture of the form. Whether boxes lie on the picture is for the action to say."""

    def __init__(self, shot: Shot, number: int) -> None:
        photo = shot.photo
        before = Cover(photo.public_file_id is not None, tuple(boxes_kept(photo.covered)))
        label = f"{photo.get_moment_display()} {number}"
        super().__init__(label=label, widget=CoverInput(photo), initial=before, required=False)
        self.photo, self.is_ready = photo, shot.state == "ready"

    def clean(self, value: Cover) -> Cover:
        """Refuses what could not be read rather than publish a picture with less covered than was sent."""
        if value.unread:
            raise forms.ValidationError(UNREAD)
        return value


class PublishForm(ActForm):
    """The public words, with what looks like personal data already covered; and the pictures, as fields `photo-<id>`."""

    text = words(_("Nội dung phản ánh công khai"), rows=5)
    answer = words(_("Câu trả lời công khai"), rows=5)
    address = words(_("Địa chỉ công khai"), most=250, required=False)
    on_map = forms.BooleanField(
        label=_("Ghim trên bản đồ công khai"), required=False, help_text=_("Bỏ chọn khi vị trí là nhà của một người")
    )

    def prepare(self) -> None:
        """A proposal of the machine, or what was published before."""
        report = self.report
        self.initial.setdefault("text", report.public_text or masked(report.description))
        self.initial.setdefault("answer", report.public_answer or masked(report.answer))
        self.initial.setdefault("address", report.public_address or masked(report.address))
        self.initial.setdefault("on_map", report.on_map)
        if report.longitude is None:
            del self.fields["on_map"]
        shots = [shot for shot in shots_of(report) if shot.state != "refused" and not shot.photo.is_video]
        counts: Counter[str] = Counter()
        for shot in shots:
            counts[shot.photo.moment] += 1
            self.fields[f"photo-{shot.photo.pk}"] = CoverField(shot, counts[shot.photo.moment])

    def shown_fields(self) -> list[forms.BoundField]:
        """The words; pictures follow below them."""
        return [bound for bound in super().shown_fields() if not isinstance(bound.field, CoverField)]

    def covers(self) -> list[forms.BoundField]:
        """The pictures that can be shown already: nothing that is still as its camera made it."""
        return [bound for bound in self if isinstance(bound.field, CoverField) and bound.field.is_ready]

    @property
    def waits(self) -> bool:
        """Whether there are others."""
        return any(isinstance(field, CoverField) and not field.is_ready for field in self.fields.values())

    def arguments(self) -> dict[str, Any]:
        """Pictures by id: those that are shown, and boxes on others."""
        said = super().arguments()
        covers: dict[int, Cover] = {
            field.photo.pk: said.pop(name) for name, field in self.fields.items() if isinstance(field, CoverField)
        }
        said["photos"] = {pk: cover.boxes for pk, cover in covers.items() if cover.shown}
        said["hidden"] = {pk: cover.boxes for pk, cover in covers.items() if not cover.shown}
        return said
