"""Keys that an installation makes for itself once and keeps under MOTCUA_HOME/keys, readable by its own user only."""

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings


def key_folder(room: str) -> Path:
    """Where a room's keys lie."""
    path = Path(settings.HOME) / "keys" / room
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def made_once(path: Path, fresh: Callable[[], bytes]) -> bytes:
    """What the file holds; written at the first use. Two processes that start at once end up with the same one."""
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(fresh())
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
