"""Operators' verbs of the clock: `motcua clock …`."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import click

from motcua.kernel.actors import SYSTEM
from motcua.units.queries import unit_by_code
from motcua.worktime import actions, queries
from motcua.worktime.rules import VIETNAM

KINDS = ("holiday", "makeup", "half", "closure")
as_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
unit_option = click.option(
    "--unit",
    "unit",
    metavar="CODE",
    default="",
    help="Mã đơn vị; không ghi: lịch chung. / Unit code; none: the general calendar.",
)
field_option = click.option("--field", default="", help="Mã lĩnh vực. / Field of procedures.")
DAY = click.DateTime(["%Y-%m-%d"])


class Moment(click.ParamType):
    """An ISO 8601 date and time; without an offset it is Vietnamese time."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The aware datetime."""
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” không phải thời điểm dạng 2026-08-17T17:30:00+07:00.", param, ctx)
        return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


class PauseSpan(click.ParamType):
    """FROM/TO, both ISO 8601; an empty TO is a pause that is still open."""

    name = "FROM/TO"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[datetime, datetime | None]:
        """The pause as a pair."""
        begins, slash, ends = value.partition("/")
        if not slash:
            self.fail(f"“{value}” cần dạng TỪ/ĐẾN. / Write FROM/TO.", param, ctx)
        first = Moment().convert(begins, param, ctx)
        last = Moment().convert(ends, param, ctx) if ends else None
        if last is not None and last < first:
            self.fail("Khoảng tạm dừng kết thúc trước khi bắt đầu. / A pause ends before it begins.", param, ctx)
        return first, last


def unit_id_of(code: str) -> int | None:
    """The unit's id; an empty code means everybody's calendar."""
    return unit_by_code(code).pk if code else None


def show(found: dict[str, Any], as_json: bool, lines: Iterable[str]) -> None:
    """Prints JSON or the lines for people."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


@click.group()
def clock() -> None:
    """Lịch làm việc và thời hạn. / Working calendars and due dates."""


@clock.command()
@click.option(
    "--policy", required=True, help="Cách tính hạn. / The rule: “working 3d”, “elapsed 240m; closed 17:00-07:30”."
)
@click.option("--unit", required=True, metavar="CODE", help="Mã đơn vị. / Unit code.")
@click.option("--at", "at", required=True, type=Moment(), help="Lúc tiếp nhận. / When it was received.")
@click.option(
    "--pause", "pauses", multiple=True, type=PauseSpan(), help="Tạm dừng TỪ/ĐẾN. / Paused FROM/TO; no TO: still paused."
)
@field_option
@as_json
def due(
    policy: str,
    unit: str,
    at: datetime,
    pauses: Sequence[tuple[datetime, datetime | None]],
    field: str,
    as_json: bool,
) -> None:
    """Tính hạn trả và giải thích. / Computes a due date and explains it."""
    unit_id = unit_by_code(unit).pk
    deadline = queries.due_at(policy, unit_id, at, pauses, field)
    explanation = queries.in_words(deadline.explanation)
    found = {
        "policy": str(queries.policy_of(policy)),
        "unit": unit,
        "at": at.astimezone(VIETNAM).isoformat(),
        "effective_start": deadline.effective_start.isoformat(),
        "due": deadline.due.isoformat() if deadline.due else None,
        "paused": deadline.paused,
        "closes_at": deadline.closes_at.isoformat() if deadline.closes_at else None,
        "calendar": queries.calendar_for(unit_id, field).version,
        "explanation": explanation,
    }
    show(found, as_json, explanation)


@clock.command("set-day")
@click.option("--day", required=True, type=DAY, help="Ngày. / The day.")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="Loại ngày. / What kind of day.")
@click.option(
    "--hours", multiple=True, help="Như 07:30-11:30, ghi nhiều lần được. / Like 07:30-11:30, may be repeated."
)
@click.option("--note", default="", help="Lý do. / Why.")
@click.option("--source", default="", help="Văn bản căn cứ. / The document that says so.")
@unit_option
@field_option
@as_json
def set_day(
    day: datetime, kind: str, hours: Sequence[str], note: str, source: str, unit: str, field: str, as_json: bool
) -> None:
    """Ghi một ngày nghỉ, làm bù, làm một phần; có hiệu lực sau khi công bố. / A day that differs."""
    row = actions.set_day(
        actor=SYSTEM,
        unit_id=unit_id_of(unit),
        day=day.date(),
        kind=kind,
        intervals=hours,
        field=field,
        note=note,
        source=source,
    )
    found = {"day": row.date.isoformat(), "kind": row.kind, "hours": row.intervals, "unit": unit, "field": field}
    show(found, as_json, [f"{row.date:%d/%m/%Y}: {row.get_kind_display()}"])


@clock.command("clear-day")
@click.option("--day", required=True, type=DAY, help="Ngày. / The day.")
@unit_option
@field_option
@as_json
def clear_day(day: datetime, unit: str, field: str, as_json: bool) -> None:
    """Bỏ một ngày đã ghi. / Takes a day back."""
    cleared = actions.clear_day(actor=SYSTEM, unit_id=unit_id_of(unit), day=day.date(), field=field)
    show({"cleared": cleared}, as_json, ["Đã bỏ. / Done." if cleared else "Không có ngày này. / Nothing there."])


@clock.command("set-hours")
@click.option(
    "--weekday", required=True, type=click.IntRange(0, 6), help="0 thứ Hai … 6 Chủ nhật. / 0 Monday … 6 Sunday."
)
@click.option("--hours", multiple=True, help="Như 07:30-11:30; không ghi: nghỉ. / Like 07:30-11:30; none: a day off.")
@unit_option
@field_option
@as_json
def set_hours(weekday: int, hours: Sequence[str], unit: str, field: str, as_json: bool) -> None:
    """Ghi giờ làm việc của một thứ; có hiệu lực sau khi công bố. / Usual hours of a weekday."""
    row = actions.set_hours(actor=SYSTEM, unit_id=unit_id_of(unit), weekday=weekday, intervals=hours, field=field)
    found = {"weekday": row.weekday, "hours": row.intervals, "unit": unit, "field": field}
    show(found, as_json, [", ".join("-".join(span) for span in row.intervals) or "nghỉ / off"])


@clock.command()
@click.option("--year", "years", multiple=True, required=True, type=click.IntRange(2000, 2100), help="Năm. / The year.")
@as_json
def prefill(years: Sequence[int], as_json: bool) -> None:
    """Điền sẵn ngày lễ của năm vào lịch chung. / Fills in public holidays; then publish."""
    rows = actions.prefill_holidays(actor=SYSTEM, years=list(years))
    found = {"added": [{"day": row.date.isoformat(), "kind": row.kind, "note": row.note} for row in rows]}
    show(found, as_json, [f"{row.date:%d/%m/%Y}  {row.note}" for row in rows] or ["Không có gì mới. / Nothing new."])


@clock.command()
@unit_option
@field_option
@as_json
def preview(unit: str, field: str, as_json: bool) -> None:
    """Xem hạn trả nào sẽ đổi nếu công bố lịch đang soạn. / Due dates that publishing would move."""
    rows = queries.preview_change(unit_id=unit_id_of(unit), field=field)
    found = {
        "affected": [
            {
                "subject": row.clock.subject,
                "title": row.clock.title,
                "due": row.clock.due.astimezone(VIETNAM).isoformat() if row.clock.due else None,
                "new_due": row.new_due.isoformat() if row.new_due else None,
                "later": row.later,
            }
            for row in rows
        ]
    }
    show(found, as_json, [f"{row.clock.title}: {row.clock.due} → {row.new_due}" for row in rows] or ["0"])


@clock.command()
@click.option("--source", default="", help="Văn bản căn cứ. / The document that says so.")
@unit_option
@field_option
@as_json
def publish(source: str, unit: str, field: str, as_json: bool) -> None:
    """Công bố lịch đang soạn thành phiên bản mới. / Publishes the edited calendar."""
    version = actions.publish_version(actor=SYSTEM, unit_id=unit_id_of(unit), field=field, source=source)
    show({"number": version.number, "unit": unit, "field": field}, as_json, [f"Phiên bản / version {version.number}"])


@clock.command()
@click.option("--from", "begins", required=True, type=DAY, help="Từ ngày. / First day.")
@click.option("--to", "ends", required=True, type=DAY, help="Đến ngày. / Last day.")
@unit_option
@field_option
@as_json
def days(begins: datetime, ends: datetime, unit: str, field: str, as_json: bool) -> None:
    """In lịch đang có hiệu lực, từng ngày. / Prints the calendar that counts, day by day."""
    calendar = queries.calendar_for(unit_id_of(unit), field)
    shown = []
    for ordinal in range(begins.toordinal(), min(ends.toordinal(), begins.toordinal() + 800) + 1):
        day = date.fromordinal(ordinal)
        hours = [f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in calendar.intervals_on(day)]
        shown.append({"day": day.isoformat(), "hours": hours, "note": calendar.notes.get(day, "")})
    show(
        {"calendar": calendar.version, "days": shown},
        as_json,
        [f"{row['day']}  {', '.join(row['hours']) or '—'}  {row['note']}".rstrip() for row in shown],
    )


COMMANDS: list[click.Command] = [clock]
