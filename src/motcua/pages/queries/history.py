"""What officers see of an entry's way: a line in the list, what changed, who did what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.ledger.queries import STAFF, timeline
from motcua.pages.models import Entry
from motcua.pages.queries.flow import STATE_COLOURS, STATE_WORDS, comparison, where
from motcua.pages.queries.sections import KIND_WORDS
from motcua.pages.rules.flow import Piece

EVENT_WORDS: dict[str, Any] = {
    "written": _("Viết bản nháp"),
    "revised": _("Lưu bản sửa"),
    "submitted": _("Nộp để duyệt"),
    "editing-approved": _("Biên tập xong"),
    "editing-returned": _("Biên tập trả lại"),
    "approval-approved": _("Lãnh đạo duyệt"),
    "approval-returned": _("Lãnh đạo trả lại"),
    "published": _("Lên trang"),
    "taken-down": _("Gỡ khỏi trang"),
    "over": _("Hết hạn, tự gỡ"),
    "remarked": _("Góp ý"),
    "taken-over": _("Cấp trên đăng lại"),
    "declined": _("Cấp trên không đăng lại"),
}
FIELD_WORDS: dict[str, Any] = {
    "title": _("Tiêu đề"),
    "summary": _("Tóm tắt"),
    "body": _("Nội dung"),
    "category": _("Chuyên mục"),
    "place": _("Nơi diễn ra"),
    "number": _("Số, ký hiệu"),
    "issuer": _("Cơ quan ban hành"),
    "picture_alt": _("Tả ảnh bằng lời"),
    "video": _("Địa chỉ video"),
    "correction": _("Đính chính"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list of the desk."""

    pk: int
    title: str
    kind: Any
    state: str
    words: Any
    colour: str
    changed_at: datetime | None


def row_of(entry: Entry) -> Row:
    """The line of an entry, with where it stands."""
    state = where(entry)
    return Row(
        pk=entry.pk,
        title=entry.draft_title or entry.title,
        kind=KIND_WORDS[entry.kind],
        state=state.value,
        words=STATE_WORDS[state],
        colour=STATE_COLOURS[state],
        changed_at=entry.latest_revision_created_at or entry.last_published_at,
    )


def shown_comparison(entry: Entry) -> list[tuple[Any, list[Piece]]]:
    """What the latest revision changes, field by field, with the fields' words."""
    found = comparison(entry)
    return (
        [(FIELD_WORDS[name], pieces) for name, pieces in found.fields]
        if (found and found.older) or (entry.live and found)
        else []
    )


def events_of(entry: Entry) -> list[dict[str, Any]]:
    """The ledger's lines, newest first, as the timeline shows them."""
    return [
        {
            "at": event.at,
            "title": EVENT_WORDS.get(event.kind, event.kind),
            "text": event.data.get("comment") or event.data.get("correction") or "",
            "who": ", ".join(part for part in (event.actor.get("name", ""), event.actor.get("post", "")) if part),
        }
        for event in reversed(timeline(f"page:{entry.pk}", STAFF))
    ]
