"""The operators' verb `verify-ledger`."""

import json
from dataclasses import asdict

import click

from motcua.ledger import queries


@click.command("verify-ledger")
@click.argument("subjects", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def verify_ledger(subjects: tuple[str, ...], as_json: bool) -> None:
    """Kiểm tra sổ ghi có còn nguyên vẹn. / Verifies that the ledger is still whole (SUBJECTS, or all of it)."""
    report = queries.verify(subjects or None)
    if as_json:
        click.echo(json.dumps({"ok": report.ok, **asdict(report)}, ensure_ascii=False))
    else:
        for finding in report.findings:
            place = f"#{finding.seq}" if finding.seq else ""
            click.echo(f"{finding.subject}{place}: {finding.problem}: {finding.message}")
        if report.more:
            click.echo(f"… +{report.more}")
        verdict = "nguyên vẹn / whole" if report.ok else "KHÔNG nguyên vẹn / NOT whole"
        click.echo(
            f"{report.streams} chuỗi / streams, {report.events} sự kiện / events,"
            f" {report.digests} bản tóm tắt / digests: {verdict}"
        )
    if not report.ok:
        raise SystemExit(1)


COMMANDS = [verify_ledger]
