"""The demo city: loaded by each room's own `load_demo`, ground floor first, so that a stranger sees a town at work."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from motcua.kernel.actors import SYSTEM
from motcua.units.queries import active_units


def load_demo() -> None:
    """Loads the demo city into an empty database; a database with units is left as it is."""
    if active_units():
        return
    click.echo("Đang nạp thành phố mẫu… / Loading the demo city…")
    for room in settings.ROOMS:
        if find_spec(f"motcua.{room}.actions") is None:
            continue
        load = getattr(import_module(f"motcua.{room}.actions"), "load_demo", None)
        if load is not None:
            click.echo(f"  {room}")
            load(actor=SYSTEM)


def show_accounts() -> None:
    """Prints the demo accounts, one line each."""
    from motcua.accounts.queries import demo_accounts

    click.echo("Tài khoản dùng thử / demo accounts:")
    for line in demo_accounts():
        click.echo(f"  {line}")
    click.echo("")


def drop_everything() -> None:
    """Empties the database and the folders of files, mail and uploads."""
    if connection.vendor == "sqlite":
        connection.close()
        name = str(settings.DATABASES["default"]["NAME"])
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    for folder in ("files", "uploads", "mail", "sms"):
        for path in sorted(Path(settings.HOME, folder).rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()


@click.command()
@click.option("--reset", is_flag=True, help="Xóa sạch dữ liệu rồi nạp lại. / Deletes all data first.")
@click.option("--yes", is_flag=True, help="Không hỏi lại. / Does not ask.")
def demo(reset: bool, yes: bool) -> None:
    """Nạp thành phố mẫu. / Loads the demo city."""
    if reset:
        if not getattr(settings, "DEMO", False):
            raise click.ClickException("Chỉ xóa được khi MOTCUA_DEMO=1. / Only with MOTCUA_DEMO=1.")
        if not yes:
            click.confirm("Xóa toàn bộ dữ liệu? / Delete all data?", abort=True)
        drop_everything()
    call_command("migrate", verbosity=0, interactive=False)
    load_demo()
