"""Operator verbs of the national portal: how far it knows, what it tells differently, telling it again."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from motcua.dossiers import actions
from motcua.dossiers.queries import national as queries
from motcua.dossiers.rules.national import NATIONAL_WORDS, Difference
from motcua.kernel import clock

DAY = click.DateTime(formats=["%Y-%m-%d"])
WORDS = {
    "pending": "chờ báo / owed",
    "sent": "đã báo / told",
    "failed": "bị từ chối / refused",
    "none": "không báo / never",
}


@click.group()
def national() -> None:
    """Đồng bộ với Cổng dịch vụ công quốc gia. / Reports to the national portal."""


@national.command()
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def status(as_json: bool) -> None:
    """Bao nhiêu hồ sơ đã báo, chờ báo, bị từ chối. / How many dossiers are told, owed, refused."""
    counts, refused = queries.sync_counts(), queries.refused_codes()
    if as_json:
        click.echo(json.dumps({**counts, "refused": refused}))
        return
    for state, count in counts.items():
        click.echo(f"{count:>9}  {WORDS[state]}")
    for code in refused:
        click.echo(f"! {code}")


@national.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "first", type=DAY, required=True, help="Nộp từ ngày. / Submitted from.")
@click.option("--to", "last", type=DAY, help="Đến ngày; mặc định hôm nay. / Until; today unless said.")
@click.option("--report", "again", is_flag=True, help="Báo lại những hồ sơ lệch. / Tells what differs again.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def compare(file: Path, first: datetime, last: datetime | None, again: bool, as_json: bool) -> None:
    """So tệp của Cổng quốc gia với hồ sơ ở đây. / Compares the portal's file (lines of JSON) with the dossiers here."""
    found = queries.reconciled(read(file), first.date(), last.date() if last else clock.today())
    told = actions.report_again(codes=[one.code for one in found if one.here]) if again else 0
    if as_json:
        click.echo(json.dumps({"different": [asdict(one) for one in found], "reported": told}, ensure_ascii=False))
    else:
        for one in found:
            click.echo(line(one))
        click.echo(f"Lệch / different: {len(found)}. Báo lại / told again: {told}.")
    raise SystemExit(1 if found and not again else 0)


def read(file: Path) -> dict[str, int]:
    """National codes by dossier code; the last line of a code counts. Raises a usage error that names the bad line."""
    there = {}
    for number, text in enumerate(file.read_text("utf-8-sig").splitlines(), start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
            code, status = str(row["MaHoSo"]), int(row["TrangThai"])
        except (ValueError, KeyError, TypeError):
            raise click.UsageError(f"Dòng / line {number}: cần MaHoSo và TrangThai / wanted.") from None
        if status not in NATIONAL_WORDS:
            raise click.UsageError(f"Dòng / line {number}: TrangThai {status}?")
        there[code] = status
    return there


def line(one: Difference) -> str:
    """A difference in words."""
    here, there = (NATIONAL_WORDS.get(code or 0, "không có") for code in (one.here, one.there))
    return f"{one.code}  ở đây / here: {here}; Cổng quốc gia / portal: {there}"


COMMANDS = [national]
