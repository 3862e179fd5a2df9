"""The operators' verb `verify-account`."""

import json
from dataclasses import asdict

import click

from motcua.work.queries.recounted import recount, sentences


@click.command("verify-account")
@click.argument("year", type=click.IntRange(2000, 2200))
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def verify_account(year: int, as_json: bool) -> None:
    """Tính lại số liệu trách nhiệm của một năm từ sổ ghi. / Counts a year's account anew from the ledger, compares the tables."""
    found = recount(year)
    if as_json:
        told = {name: asdict(value) for name, value in (("ledger", found.from_ledger), ("tables", found.from_tables))}
        told |= {name: getattr(found, name) for name in ("items", "unrecorded", "open", "differences", "broken")}
        click.echo(json.dumps({"ok": found.ok, "year": year, **told}, ensure_ascii=False, default=str))
    else:
        for words in sentences(found):
            click.echo(words)
    if not found.ok:
        raise SystemExit(1)


COMMANDS = [verify_account]
