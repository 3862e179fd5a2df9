"""The verb `seed`: a database of a city's size, for measuring."""

import json
import time

import click
from django.conf import settings

from motcua.dossiers.actions import seed as copy_lives


@click.command()
@click.option(
    "--dossiers", "count", type=click.IntRange(1, 50_000_000), required=True, help="Số hồ sơ. / How many dossiers."
)
@click.option(
    "--open",
    "open_items",
    default=2000,
    show_default=True,
    help="Trong đó đang xử lý ở một đơn vị. / Of them open at one unit.",
)
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def seed(count: int, open_items: int, as_json: bool) -> None:
    """Nhân hồ sơ mẫu lên để đo tốc độ. / Copies the demo dossiers' lives, for measuring."""
    if not settings.DEMO:
        raise click.ClickException("Chỉ dùng khi MOTCUA_DEMO=1. / Only with MOTCUA_DEMO=1.")
    began = time.perf_counter()
    shown = began
    for done in copy_lives(count=count, open_items=open_items):
        if time.perf_counter() - shown > 5:
            shown = time.perf_counter()
            click.echo(f"  {done:,} / {count:,}  ({done / (shown - began):,.0f}/s)", err=True)
    took = time.perf_counter() - began
    if as_json:
        click.echo(json.dumps({"dossiers": count, "seconds": round(took, 1)}))
    else:
        click.echo(f"{count:,} hồ sơ trong {took:.0f} s. / {count:,} dossiers in {took:.0f} s.")
