"""Where content lies: pieces still arriving in a folder of this machine, whole files in the private storage."""

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from motcua.kernel.refusals import Refusal

PIECE = 1024 * 1024
FILES, PREVIEWS, RAW = "tep", "xem-truoc", "nguyen-goc"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFull(Refusal):
    """There is no room left for the content; nothing of it was kept beyond what was acknowledged before."""

    status = 507
    code = "disk-full"

    def __init__(self) -> None:
        super().__init__(_("Máy chủ tạm hết chỗ lưu tệp. Phần đã gửi vẫn còn; hãy thử lại sau ít phút."))


@contextlib.contextmanager
def room_or_refusal() -> Iterator[None]:
    """Turns the operating system's "no space left" into a Refusal with words."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull from None
        raise


def part_of(file_id: UUID) -> Path:
    """Where the pieces of an arriving file are put together."""
    return Path(settings.HOME) / "uploads" / f"{file_id.hex}.part"


def received(file_id: UUID) -> int:
    """How many bytes have arrived. The part file's own length is the truth, so that a killed process loses nothing."""
    try:
        return part_of(file_id).stat().st_size
    except FileNotFoundError:
        return 0


@contextlib.contextmanager
def part_for_writing(file_id: UUID) -> Iterator[IO[bytes]]:
    """The part file at its end, locked against a second writer; what a failed write left behind is cut off again."""
    path = part_of(file_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with room_or_refusal():
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as part:
            fcntl.flock(part, fcntl.LOCK_EX)
            part.seek(0, os.SEEK_END)
            yield part


def write_piece(part: IO[bytes], source: BinaryIO, most: int) -> int:
    """Appends up to `most` bytes and forces them to the disk; answers how many.

    Bytes that arrived before the line broke are kept. With a full disk the piece is taken back as a whole.
    """
    start, written = part.tell(), 0
    try:
        while written < most and (chunk := _read(source, min(PIECE, most - written))):
            view = memoryview(chunk)
            while view:
                view = view[part.write(view) :]
            written += len(chunk)
        os.fsync(part.fileno())
    except OSError:
        part.truncate(start)
        raise
    return written


def _read(source: BinaryIO, size: int) -> bytes:
    try:
        return source.read(size)
    except OSError:  # the person's line broke: what came so far stands
        return b""


def drop_part(file_id: UUID) -> None:
    """Removes the part file, if there is one."""
    part_of(file_id).unlink(missing_ok=True)
    part_of(file_id).with_suffix(".part.moving").unlink(missing_ok=True)


def hash_of(source: BinaryIO) -> tuple[str, int]:
    """SHA-256 (hex) and size of a content; the reading place is set to the start."""
    source.seek(0)
    whole, size = hashlib.sha256(), 0
    while chunk := source.read(PIECE):
        whole.update(chunk)
        size += len(chunk)
    source.seek(0)
    return whole.hexdigest(), size


def key_for(file_id: UUID, sha256: str, place: str = FILES) -> str:
    """The private key of a content: its hash, and the file's id so that taking one away never takes another's."""
    return f"{place}/{sha256[:2]}/{sha256}-{file_id.hex}"


def raw_key(file_id: UUID) -> str:
    """The private key of a picture as it came; told by the file's id alone, so that it can be taken away after a crash."""
    return f"{RAW}/{file_id.hex[:2]}/{file_id.hex}"


class MovedIn(File):
    """A second name of a part file, which a storage on the same disk may move in instead of copying the content."""

    def temporary_file_path(self) -> str:
        """Where it lies."""
        return str(self.name)


@contextlib.contextmanager
def _to_be_saved(source: BinaryIO) -> Iterator[Any]:
    """What is handed to the storage. The part file itself stays till the database knows of the file."""
    name = getattr(source, "name", None)
    if not (isinstance(name, str) and name.endswith(".part")):
        yield File(source)
        return
    second = Path(f"{name}.moving")
    second.unlink(missing_ok=True)
    try:
        os.link(name, second)
    except OSError:  # a disk without second names: copied
        yield File(source)
        return
    try:
        yield MovedIn(source, name=str(second))
    finally:
        second.unlink(missing_ok=True)


def put(key: str, source: BinaryIO) -> None:
    """Writes a content under a key and forces it to the disk; half a content is never left. Raises DiskFull.

    What a killed process left under the key is written over: the key names this very content.
    """
    remove(key)
    try:
        with room_or_refusal(), _to_be_saved(source) as content:
            saved = default_storage.save(key, content)
            if saved != key:
                remove(saved)
                raise FileExistsError(key)
            _force(key)
    except BaseException:
        remove(key)
        raise


def _force(key: str) -> None:
    try:
        path = default_storage.path(key)
    except NotImplementedError:
        return
    with Path(path).open("rb") as written:
        os.fsync(written.fileno())


def remove(key: str) -> None:
    """Takes a content away, if it is there."""
    if key:
        with contextlib.suppress(FileNotFoundError):
            default_storage.delete(key)


def fetch(key: str) -> BinaryIO:
    """The content under a key. Raises FileNotFoundError."""
    return cast(BinaryIO, default_storage.open(key))


def demand_room(size: int) -> None:
    """Refuses early when the disk could not take the file and still leave some room to work."""
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(home).free < size + settings.UPLOAD_LIMIT:
        raise DiskFull


def forgotten_parts(older_than: float) -> Iterator[UUID]:
    """The ids of part files nobody wrote to since that moment (seconds of the epoch)."""
    for path in (Path(settings.HOME) / "uploads").glob("*.part*"):
        with contextlib.suppress(FileNotFoundError, ValueError):
            if path.stat().st_mtime < older_than:
                yield UUID(path.name.partition(".")[0])
