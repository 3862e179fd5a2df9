"""Operators' verbs of the room."""

import json
from pathlib import Path

import click

from motcua.accounts import actions, queries
from motcua.accounts.models import Role, User
from motcua.kernel.actors import SYSTEM
from motcua.units.queries import unit_by_code


@click.command()
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
@click.option(
    "--write", type=click.Path(path_type=Path), help="Ghi trang quyền hạn ra tệp. / Writes the page to a file."
)
def permissions(as_json: bool, write: Path | None) -> None:
    """In bảng quyền hạn theo vai trò. / Prints the permission matrix."""
    if write:
        write.write_text(queries.permissions_page(), encoding="utf-8")
    elif as_json:
        click.echo(json.dumps(queries.permission_matrix(), indent=1))
    else:
        click.echo(queries.permissions_page())


@click.group()
def staff() -> None:
    """Tài khoản cán bộ. / Officers' accounts."""


@staff.command("add")
@click.argument("username")
@click.argument("full_name")
@click.option("--unit", required=True, help="Mã đơn vị. / Unit code.")
@click.option("--role", required=True, type=click.Choice(Role.values), help="Vai trò. / The role.")
@click.option("--subtree", is_flag=True, help="Cả các đơn vị trực thuộc. / Units below as well.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def add(username: str, full_name: str, unit: str, role: str, subtree: bool, as_json: bool) -> None:
    """Lập tài khoản và giao nhiệm vụ. / Makes an account with a duty; prints its first password."""
    user, first = actions.create_staff(actor=SYSTEM, username=username, full_name=full_name)
    reach = "subtree" if subtree else "unit"
    actions.give_duty(actor=SYSTEM, user_id=user.pk, unit_id=unit_by_code(unit).pk, role=role, scope=reach)
    answer = {"username": user.username, "first_password": first}
    click.echo(json.dumps(answer) if as_json else f"{user.username}  {first}")


@staff.command("reset")
@click.argument("username")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def reset(username: str, as_json: bool) -> None:
    """Cấp lại mật khẩu ban đầu, bỏ xác thực hai bước. / A new first password; the second factor ends."""
    user = User.objects.staff().filter(username=username).first()
    if user is None:
        raise click.ClickException(f"Không có tài khoản {username}. / No such account.")
    first = actions.reset_staff(actor=SYSTEM, user_id=user.pk)
    click.echo(json.dumps({"username": username, "first_password": first}) if as_json else f"{username}  {first}")


COMMANDS = [permissions, staff]
