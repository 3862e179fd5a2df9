"""Operators' verbs of the sites: `motcua site …`."""

import click

from motcua.kernel.actors import SYSTEM
from motcua.pages import actions
from motcua.pages.queries.sites import SITES


@click.group()
def site() -> None:
    """Trang của đơn vị. / Sites of units."""


@site.command()
@click.argument("unit")
@click.option("--host", default="", help="Tên miền riêng; mặc định lấy từ cây đơn vị. / Host name.")
def create(unit: str, host: str) -> None:
    """Mở trang cho một đơn vị. / Opens the site of a unit."""
    made = actions.create_site(actor=SYSTEM, unit_code=unit, host=host)
    click.echo(f"Đã mở trang / opened: /trang/{unit}/ · {made.host}")


@site.command("list")
def list_sites() -> None:
    """Liệt kê các trang. / Lists the sites."""
    for code, face in sorted(SITES.get().by_code.items()):
        click.echo(f"{code}\t{face.base}\t{face.host}")


COMMANDS: list[click.Command] = [site]
