"""Operator verbs of the catalogue."""

import json

import click

from motcua.procedures import queries
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


COMMANDS: list[click.Command] = [search]
