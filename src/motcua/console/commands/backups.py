"""The verbs `backup` and `restore`."""

from pathlib import Path

import click

from motcua.console import actions


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def backup(file: Path, as_json: bool) -> None:
    """Sao lưu cơ sở dữ liệu, tệp và khóa vào một tệp. / Backs database, files and keys up into one file."""
    manifest = actions.backup(file=file)
    if as_json:
        click.echo(manifest.as_json())
    else:
        click.echo(f"{file}: {manifest.files} tệp / files, {manifest.size / 1e6:.1f} MB, SHA-256 {manifest.digest}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Thay dữ liệu đang có. / Replaces the data that is there.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON. / Prints JSON.")
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Khôi phục từ bản sao lưu; sau đó chạy verify-ledger. / Restores a backup; run verify-ledger afterwards."""
    manifest = actions.restore(file=file, replace=replace)
    if as_json:
        click.echo(manifest.as_json())
    else:
        click.echo(
            f"Đã khôi phục bản sao lưu lúc {manifest.made_at}. / Restored the backup made at {manifest.made_at}."
        )
