"""Operators' verbs of the tree: `motcua units …`."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import Refusal
from motcua.units import actions, queries

as_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")


@click.group()
def units() -> None:
    """Cây đơn vị hành chính. / The administrative tree."""


@units.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi. / Checks only, writes nothing.")
@as_json
def import_units(file: Path, dry_run: bool, as_json: bool) -> None:
    """Nạp danh sách đơn vị từ tệp CSV hoặc JSON: đúng hết mới ghi. / Imports units; all or nothing."""
    report = actions.import_file(actor=SYSTEM, content=file.read_bytes(), dry_run=dry_run)
    if as_json:
        found = {
            "ok": report.ok,
            "dry_run": report.dry_run,
            "created": report.created,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "errors": [asdict(error) for error in report.errors],
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif report.errors:
        for error in report.errors:
            place = f"Dòng {error.row}" if error.row else "Cả tệp"
            click.echo(f"{place}{f', cột {error.column}' if error.column else ''}: {error.message}", err=True)
        click.echo(f"{len(report.errors)} lỗi, chưa ghi gì. / {len(report.errors)} errors, nothing written.", err=True)
    else:
        done = "Sẽ thêm / would add" if dry_run else "Đã thêm / added"
        click.echo(f"{done} {report.created}, sửa / changed {report.updated}, giữ nguyên / kept {report.unchanged}.")
    if report.errors:
        raise SystemExit(1)


@units.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", default="", help="Nguồn của ranh giới. / Where the areas come from.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi. / Checks only, writes nothing.")
@as_json
def boundaries(file: Path, source: str, dry_run: bool, as_json: bool) -> None:
    """Nạp ranh giới đơn vị từ GeoJSON hoặc GeoPackage. / Imports areas of units (WGS 84)."""
    try:
        features = actions.features_in(file)
    except Refusal as refusal:
        raise click.ClickException(str(refusal.message)) from None
    report = actions.import_boundaries(actor=SYSTEM, features=features, source=source or file.name, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps({"ok": report.ok, "dry_run": dry_run, **asdict(report)}, ensure_ascii=False, indent=2))
    else:
        for name, unit in report.matched:
            click.echo(f"{name} → {unit}")
        for name in report.unknown:
            click.echo(f"Không khớp đơn vị nào / no such unit: {name}", err=True)
        for name in report.twice:
            click.echo(f"Trùng, bỏ qua / a second time, left out: {name}", err=True)
        for name, fault in report.faulty:
            click.echo(f"{name}: {fault}", err=True)
        click.echo(
            f"Khớp / matched {len(report.matched)}, không khớp / unknown {len(report.unknown)}, "
            f"hỏng / faulty {len(report.faulty)}, còn thiếu / still without {len(report.missing)}."
        )
    if not report.ok:
        raise SystemExit(1)


@units.command()
@click.option("--all", "everything", is_flag=True, help="Cả đơn vị không hoạt động. / Also those not at work.")
@as_json
def tree(everything: bool, as_json: bool) -> None:
    """In cây đơn vị. / Prints the tree."""
    found = queries.tree()
    active = {unit.pk for unit in queries.active_units()}
    rows = [(depth, node) for depth, node in found.walk() if everything or node.id in active]
    if as_json:
        shown = [
            {"code": node.code, "name": node.name, "level": node.level, "depth": depth, "active": node.id in active}
            for depth, node in rows
        ]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for depth, node in rows:
            click.echo(f"{'  ' * depth}{node.name}  [{node.code}]")


COMMANDS: list[click.Command] = [units]
