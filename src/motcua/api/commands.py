"""Operators' verbs of the door: `motcua open311 …`."""

import json

import click

from motcua.api import actions
from motcua.api.queries.keys import all_keys
from motcua.kernel import clock
from motcua.units.queries import unit_by_code

as_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")


@click.group()
def open311() -> None:
    """Kết nối Open311: khóa của các chương trình gửi phản ánh. / Open311: keys of programs that send reports."""


@open311.command("key")
@click.argument("unit")
@click.argument("name")
@click.option("--contact", default="", help="Liên hệ của bên dùng. / Whom to ask.")
@click.option(
    "--per-hour", default=100, show_default=True, type=click.IntRange(1, 100_000),
    help="Số phản ánh mỗi giờ. / Reports an hour.",
)  # fmt: skip
@as_json
def key(unit: str, name: str, contact: str, per_hour: int, as_json: bool) -> None:
    """Lập khóa cho một nơi; khóa chỉ hiện một lần. / Makes a key for a place; it is shown once."""
    made, secret = actions.make_key(unit_id=unit_by_code(unit).pk, name=name, contact=contact, per_hour=per_hour)
    click.echo(json.dumps({"id": made.pk, "key": secret}) if as_json else f"{made.pk}  {secret}")


@open311.command("keys")
@as_json
def keys(as_json: bool) -> None:
    """Liệt kê các khóa. / Lists the keys."""
    rows = all_keys()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, default=str))
        return
    for row in rows:
        ended = f"  thu hồi / ended {clock.local(row['ended_at']):%d/%m/%Y}" if row["ended_at"] else ""
        click.echo(f"{row['id']}  {row['unit__code']}  {row['name']}  {row['hint']}…  {row['per_hour']}/h{ended}")


@open311.command("end")
@click.argument("key_id", type=int)
@as_json
def end(key_id: int, as_json: bool) -> None:
    """Thu hồi một khóa. / Ends a key."""
    ended = actions.end_key(key_id=key_id)
    answer = {"id": ended.pk, "ended_at": str(ended.ended_at)}
    click.echo(json.dumps(answer) if as_json else f"Đã thu hồi khóa {ended.pk}. / Key {ended.pk} ended.")


COMMANDS = [open311]
