"""Backing up and restoring: one tar file with the database, the kept files, the keys and a manifest of hashes."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.refusals import Refusal

DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
KEPT_FOLDERS = ("files", "uploads", "keys")
KEPT_FILES = ("secret.key",)


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: `hashes` maps each member's name to its SHA-256; `size` in bytes; `digest` is the tar's own."""

    made_at: str
    vendor: str
    files: int
    size: int
    hashes: dict[str, str]
    digest: str = ""

    def as_json(self) -> str:
        """The manifest for machines, without the long list."""
        return json.dumps({key: value for key, value in asdict(self).items() if key != "hashes"}, ensure_ascii=False)


def sha256(path: Path) -> str:
    """The hash of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run(command: list[str], **options: object) -> None:
    """Runs a client program of PostgreSQL and refuses with its own words when it fails."""
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, **options)  # type: ignore[call-overload]  # noqa: S603
    except FileNotFoundError:
        raise Refusal(_("Chưa cài chương trình %(name)s (gói postgresql-client)") % {"name": command[0]}) from None
    except subprocess.CalledProcessError as error:
        raise Refusal(f"{command[0]}: {error.stderr.strip()[-500:]}") from error


def postgres_address() -> list[str]:
    """The connection for pg_dump and pg_restore; the password travels in PGPASSWORD, never on the command line."""
    given = connection.settings_dict
    words = ["--dbname", str(given["NAME"])]
    for flag, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if given[key]:
            words += [flag, str(given[key])]
    return words


def postgres_environment() -> dict[str, str]:
    """The environment with the database's password."""
    import os

    return {**os.environ, "PGPASSWORD": str(connection.settings_dict["PASSWORD"] or "")}


def copy_database(target: Path) -> None:
    """A consistent copy of the live database."""
    if connection.vendor == "sqlite":
        source = sqlite3.connect(str(settings.DATABASES["default"]["NAME"]))
        copy = sqlite3.connect(target)
        with source, copy:
            source.backup(copy)
        copy.close()
        source.close()
    else:
        run(
            ["pg_dump", "--format=custom", "--no-owner", "--file", str(target), *postgres_address()],
            env=postgres_environment(),
        )


def members() -> list[tuple[Path, str]]:
    """Kept files on this machine with their names in the backup."""
    home = Path(settings.HOME)
    found = [(home / name, name) for name in KEPT_FILES if (home / name).is_file()]
    for folder in KEPT_FOLDERS:
        found += [(path, str(path.relative_to(home))) for path in sorted((home / folder).rglob("*")) if path.is_file()]
    return found


def backup(*, file: Path) -> Manifest:
    """Writes one file with everything this installation needs to stand up again; refuses to overwrite.

    Files kept in an object store are not on this machine: they are backed up there, and the manifest does not list them.
    """
    if file.exists():
        raise Refusal(_("Tệp %(file)s đã có; chọn tên khác") % {"file": file})
    with tempfile.TemporaryDirectory(dir=file.resolve().parent) as place:
        name = DATABASE[connection.vendor]
        copy_database(Path(place) / name)
        contents = [(Path(place) / name, name), *members()]
        hashes = {inside: sha256(path) for path, inside in contents}
        size = sum(path.stat().st_size for path, _name in contents)
        manifest = Manifest(clock.now().isoformat(), connection.vendor, len(contents), size, hashes)
        listing = Path(place) / "manifest.json"
        listing.write_text(json.dumps(asdict(manifest), ensure_ascii=False), encoding="utf-8")
        part = Path(place) / "part"
        with tarfile.open(part, "w:gz", compresslevel=1) as tar:
            tar.add(listing, "manifest.json")
            for path, inside in contents:
                tar.add(path, inside)
        part.chmod(0o600)
        part.rename(file)
    return Manifest(manifest.made_at, manifest.vendor, manifest.files, size, hashes, sha256(file))


def read_manifest(place: Path) -> Manifest:
    """The manifest of an unpacked backup, with every member checked against its hash."""
    try:
        manifest = Manifest(**json.loads((place / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise Refusal(_("Tệp này không phải bản sao lưu của một cửa")) from None
    for name, digest in manifest.hashes.items():
        if not (place / name).is_file() or sha256(place / name) != digest:
            raise Refusal(_("Bản sao lưu hỏng ở phần %(name)s; không khôi phục gì cả") % {"name": name})
    if manifest.vendor != connection.vendor:
        raise Refusal(_("Bản sao lưu này của %(vendor)s, máy đang chạy loại khác") % {"vendor": manifest.vendor})
    return manifest


def holds_data() -> bool:
    """Whether the database has units already."""
    return "units_unit" in connection.introspection.table_names() and bool(_any_row("units_unit"))


def _any_row(table: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
        return cursor.fetchone()


def put_database_back(source: Path) -> None:
    """Replaces the database's content by the backup's."""
    if connection.vendor == "sqlite":
        connections.close_all()
        target = Path(str(settings.DATABASES["default"]["NAME"]))
        for ending in ("-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        shutil.copyfile(source, target)
    else:
        words = [
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            *postgres_address(),
            str(source),
        ]
        connections.close_all()
        run(words, env=postgres_environment())


def restore(*, file: Path, replace: bool) -> Manifest:
    """Puts a backup back: checked whole before anything is touched; refuses to replace data unless told to.

    The server must be stopped. Afterwards the ledger is to be verified (`motcua verify-ledger`).
    """
    home = Path(settings.HOME)
    if holds_data() and not replace:
        raise Refusal(_("Cơ sở dữ liệu đang có dữ liệu; thêm --replace nếu thật sự muốn thay"))
    with tempfile.TemporaryDirectory(dir=home) as folder:
        place = Path(folder)
        try:
            with tarfile.open(file, "r:gz") as tar:
                tar.extractall(place, filter="data")
        except (tarfile.TarError, OSError, EOFError, zlib.error):
            raise Refusal(_("Tệp này không phải bản sao lưu của một cửa")) from None
        manifest = read_manifest(place)
        put_database_back(place / DATABASE[manifest.vendor])
        for name in manifest.hashes:
            if name not in DATABASE.values():
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.move(place / name, home / name)
    return manifest
