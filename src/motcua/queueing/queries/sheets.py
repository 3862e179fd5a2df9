"""The figures as CSV files that a spreadsheet opens with a double click: UTF-8 with its mark, nothing a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.scoping import Scope
from motcua.queueing.models import Channel, Visit
from motcua.queueing.queries.figures import Figures, counter_numbers, field_names, stories
from motcua.queueing.rules.figures import Line, Story

MARK = "\ufeff"
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> str:
    """A value as a spreadsheet shows it: text that begins like a formula stays text."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(BEGINS_FORMULA) else text


def written(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as one CSV text."""
    out = io.StringIO()
    out.write(MARK)
    csv.writer(out).writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def minutes(seconds: float | None) -> int | None:
    """Whole minutes; None stays None."""
    return None if seconds is None else round(seconds / 60)


def summary(found: Figures) -> str:
    """Every table of the page under each other, one heading a row."""
    head = [
        _("Bảng"), _("Nơi"), _("Mục"), _("Lấy số"), _("Được mời"), _("Phục vụ xong"), _("Không đến"), _("Đã hủy"),
        _("Chờ: trung vị (phút)"), _("Chờ: 9 trong 10 không quá (phút)"),
        _("Phục vụ: trung vị (phút)"), _("Phục vụ: 9 trong 10 không quá (phút)"), _("Tổng thời gian phục vụ (phút)"),
    ]  # fmt: skip
    return written([head, *summary_rows(found)])


def summary_rows(found: Figures) -> Iterator[list[Any]]:
    """One row for each line of each table."""
    yield [_("Tổng"), "", "", *numbers(found.total)]
    for day, line in found.days.items():
        yield [_("Ngày"), "", f"{day:%d/%m/%Y}", *numbers(line)]
    for hour, line in found.hours.items():
        yield [_("Giờ lấy số"), "", f"{hour:02d}:00", *numbers(line)]
    for (place, name), line in found.fields.items():
        yield [_("Lĩnh vực"), place, name, *numbers(line)]
    for (place, number), line in found.counters.items():
        yield [_("Quầy"), place, number, *numbers(line)]


def numbers(line: Line) -> list[Any]:
    """The counts and lengths of a line."""
    return [
        line.taken, line.called, line.served, line.no_shows, line.cancelled,
        minutes(line.wait), minutes(line.long_wait), minutes(line.service), minutes(line.long_service),
        minutes(line.busy),
    ]  # fmt: skip


def visit_list(scope: Scope, first: date, last: date) -> str:
    """Every visit on a row, without names, telephone numbers, codes or priority classes."""
    names, counters = field_names(scope), counter_numbers(scope)
    rows = Visit.objects.within(scope).filter(day__gte=first, day__lte=last)
    about = {row[0]: row[1:] for row in rows.values_list("pk", "label", "channel", "state")}
    head = [
        _("Ngày"), _("Nơi"), _("Lĩnh vực"), _("Số"), _("Cách lấy số"), _("Lấy số lúc"), _("Mời lúc"),
        _("Chờ (phút)"), _("Phục vụ từ"), _("Phục vụ (phút)"), _("Quầy"), _("Kết quả"),
    ]  # fmt: skip
    lines = []
    for told in stories(scope, first, last):
        label, channel, _state = about[told.visit_id]
        place, name = names[told.story.field_id]
        start = [f"{told.day:%d/%m/%Y}", place, name, label, str(Channel(channel).label)]
        lines.append(start + lengths(told.story, counters))
    return written([head, *sorted(lines, key=lambda line: (line[0][6:], line[0][3:5], line[0], line[1], line[3]))])


def lengths(story: Story, counters: Any) -> list[Any]:
    """When a visit began, was called and served, and how it ended."""
    wait = story.waits[0] if story.waits else None
    service = story.services[-1] if story.services else None
    called = wait.began.timestamp() + wait.seconds if wait else None
    return [
        hour(story.taken),
        hour(datetime.fromtimestamp(called, clock.LOCAL)) if called else "",
        minutes(wait.seconds if wait else None),
        hour(service.began if service else None),
        minutes(service.seconds if service else None),
        counters[service.counter_id][1] if service and service.counter_id else "",
        ending(story),
    ]


def hour(at: datetime | None) -> str:
    """The hour and minute on a clock in Việt Nam."""
    return f"{clock.local(at):%H:%M}" if at else ""


def ending(story: Story) -> str:
    """How a visit ended, in words."""
    if story.served:
        return _("Phục vụ xong")
    if story.no_show:
        return _("Không đến")
    return _("Đã hủy") if story.cancelled else _("Chưa xong")
