"""What happened to an entry, and to a plan, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.agenda.models import WeekPlan, WorkEntry
from motcua.ledger.queries import STAFF, timeline
from motcua.ui.words import day

EVENT_WORDS: dict[str, Any] = {
    "entered": gettext_lazy("Thêm vào lịch"),
    "changed": gettext_lazy("Sửa"),
    "cancelled": gettext_lazy("Hủy"),
    "plan-submitted": gettext_lazy("Trình duyệt"),
    "plan-sent-back": gettext_lazy("Trả lại để sửa"),
    "plan-approved": gettext_lazy("Duyệt"),
    "plan-published": gettext_lazy("Công bố"),
    "plan-expired": gettext_lazy("Hết tuần, không công bố"),
    "plan-reopened": gettext_lazy("Có thay đổi, phải trình lại"),
}
NAMES: dict[str, Any] = {
    "day": gettext_lazy("Ngày"),
    "start": gettext_lazy("Từ"),
    "end": gettext_lazy("Đến"),
    "title": gettext_lazy("Nội dung công việc"),
    "where": gettext_lazy("Địa điểm"),
    "guests": gettext_lazy("Khách mời ngoài đơn vị"),
    "people": gettext_lazy("Thành phần"),
    "clash_reason": gettext_lazy("Lý do vẫn xếp"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history, as the timeline shows it."""

    at: datetime
    title: str
    who: str
    text: str


def value_words(name: str, value: Any) -> str:
    """A value of an event in words."""
    if name == "people":
        return ", ".join(person["name"] for person in value or []) or "–"
    return (day(value) if name == "day" else str(value or "")) or "–"


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterable[str]:
    """A line for each thing that a change changed."""
    for name, words in NAMES.items():
        old, new = before.get(name), after.get(name)
        if old != new:
            yield f"{words}: {value_words(name, old)} → {value_words(name, new)}"


def text_of(data: dict[str, Any]) -> str:
    """What an event says besides its name."""
    if "after" in data:
        lines = list(differences(data["before"], data["after"]))
        if offices := data.get("departments"):
            lines.append(
                f"{_('Bộ phận')}: {', '.join(offices['before']) or '–'} → {', '.join(offices['after']) or '–'}"
            )
        return "\n".join(lines)
    if edition := data.get("edition"):
        return _("Lần %(number)s, %(entries)s việc") % {"number": edition, "entries": data.get("entries", 0)}
    return str(data.get("reason") or data.get("clash_reason") or "")


def told(subject: str) -> list[Happening]:
    """The events of a subject, the newest first."""
    events = timeline(subject, STAFF)
    return [
        Happening(
            event.at,
            str(EVENT_WORDS.get(event.kind, event.kind)),
            ", ".join(part for part in (event.actor.get("name", ""), event.actor.get("post", "")) if part),
            text_of(event.data),
        )
        for event in reversed(events)
    ]


def history_of(entry: WorkEntry) -> list[Happening]:
    """What happened to an entry the reader may read."""
    return told(entry.subject)


def history_of_plan(plan: WeekPlan) -> list[Happening]:
    """The steps of a plan."""
    return told(plan.subject)
