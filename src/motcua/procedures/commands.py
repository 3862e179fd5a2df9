"""Operator verbs of the catalogue."""

import json
from pathlib import Path
from typing import Any

import click

from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import Refusal
from motcua.procedures import actions, queries
from motcua.units import queries as units


@click.command(help="Tìm thủ tục như người dân gõ. / Finds procedures as people type.")
@click.argument("text")
@click.option("--unit", "unit_code", help="Chỉ thủ tục mà đơn vị này nhận. / Only what this unit takes.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 50), help="Nhiều nhất. / At most.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def search(text: str, unit_code: str | None, limit: int, as_json: bool) -> None:
    """Prints ranked procedures: code, name, score."""
    unit = units.unit_by_code(unit_code) if unit_code else None
    hits = queries.search(text, unit.pk if unit else None, limit)
    rows = [{"code": hit.code, "name": hit.name, "short_name": hit.short_name, "score": hit.score} for hit in hits]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    if not rows:
        click.echo("Không tìm thấy thủ tục phù hợp. / Nothing found.")
    for row in rows:
        click.echo(f"{row['score']:.2f}  {row['code']}  {row['short_name']}")


@click.group()
def procedures() -> None:
    """Danh mục thủ tục. / The catalogue of procedures."""


@procedures.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", "write", is_flag=True, help="Ghi thành bản nháp. / Writes drafts.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def import_file(file: Path, write: bool, as_json: bool) -> None:
    """So tệp danh mục quốc gia với danh mục ở đây. / Compares a file of the national catalogue with this one."""
    done = actions.import_catalogue(actor=SYSTEM, content=file.read_bytes(), apply=write)
    click.echo(json.dumps(as_data(done), ensure_ascii=False, indent=2) if as_json else in_lines(done))
    if not done.ok:
        raise SystemExit(1)


@procedures.command("posts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def posts(file: Path) -> None:
    """Nạp tệp CSV: đơn vị nào giao bước cho ai. / Takes a CSV file: who performs the roles of steps at which unit."""
    try:
        done = actions.import_posts(actor=SYSTEM, content=file.read_bytes())
    except Refusal as refusal:
        click.echo("\n".join([str(refusal.message), *map(str, refusal.fields.values())]))
        raise SystemExit(1) from None
    click.echo(f"Đã ghi / written: {done}.")


def as_data(done: actions.Imported) -> dict[str, Any]:
    """The report for programs."""
    report = done.report
    return {
        "ok": done.ok,
        "applied": done.applied,
        "new": [{"row": row.number, "code": row.code, "name": row.name} for row in report.new],
        "changed": [{"row": row.number, "code": row.code, "parts": list(parts)} for row, parts in report.changed],
        "ended": list(report.ended),
        "same": report.same,
        "broken": [{"row": one.number, "reason": one.reason} for one in report.broken],
        "drafts": list(done.drafts),
        "waiting": list(done.waiting),
    }


def in_lines(done: actions.Imported) -> str:
    """The report for people."""
    report = done.report
    lines = [f"Dòng {one.number}: {one.reason}" if one.number else f"Cả tệp: {one.reason}" for one in report.broken]
    lines += [f"+ {row.code}  {row.name}" for row in report.new]
    lines += [f"~ {row.code}  {', '.join(parts)}" for row, parts in report.changed]
    lines += [f"? {code}  không còn trong tệp, xem có nên kết thúc / absent from the file" for code in report.ended]
    counts = f"Mới / new {len(report.new)}, đổi / changed {len(report.changed)}, giữ nguyên / same {report.same}."
    lines.append(
        counts if done.ok else f"{len(report.broken)} lỗi, chưa ghi gì. / {len(report.broken)} errors, nothing written."
    )
    if done.applied:
        lines.append(
            f"Đã ghi bản nháp / drafts written: {len(done.drafts)}; đang có bản nháp / left: {len(done.waiting)}."
        )
    return "\n".join(lines)


COMMANDS: list[click.Command] = [search, procedures]
