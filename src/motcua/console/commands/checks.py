"""Asking the installation how it is."""

import json

import click

from motcua.console.queries import complaints
from motcua.kernel import outbox as background


@click.command()
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def check(as_json: bool) -> None:
    """Nói rõ điều gì chưa đúng trong cấu hình. / Says in words what is misconfigured."""
    found = complaints()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for name, lines in found.items():
            click.echo(f"{'✓' if not lines else '!'} {name}")
            for line in lines:
                click.echo(f"    {line}")
    raise SystemExit(1 if any(found.values()) else 0)


@click.group()
def outbox() -> None:
    """Việc nền. / Background work."""


@outbox.command("failed")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
@click.option("--retry", is_flag=True, help="Cho chạy lại. / Tries them again.")
def failed(as_json: bool, retry: bool) -> None:
    """Việc nền đã thất bại hẳn. / Background work given up after all attempts."""
    rows = [
        {
            "id": row.pk,
            "topic": row.topic,
            "failed_at": row.failed_at.isoformat() if row.failed_at else None,
            "error": row.last_error,
        }
        for row in background.failed()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            click.echo(f"{row['id']}\t{row['topic']}\t{row['failed_at']}\t{row['error']}")
    if retry:
        click.echo(f"{background.retry_failed()} ↻")
