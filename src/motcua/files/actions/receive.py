"""Receiving a file: begun, continued piece by piece, finished; or taken whole at once."""

import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.files import queries, rules
from motcua.files.actions.content import Inspected, inspect, places, size_of
from motcua.files.models import FileState, Owner, StoredFile
from motcua.kernel import clock, folding, outbox
from motcua.kernel.prepared import insert
from motcua.kernel.refusals import Conflict, Refusal

EXAMINE = "files.examine"


class TooLarge(Refusal):
    """The file is larger than this installation takes."""

    status = 413
    code = "too-large"

    def __init__(self) -> None:
        most = settings.UPLOAD_LIMIT // (1024 * 1024)
        super().__init__(_("Tệp lớn hơn %(most)s MB. Hãy giảm dung lượng hoặc chia thành nhiều tệp.") % {"most": most})


class WrongOffset(Conflict):
    """The piece doesn't begin where the last one ended; the person's program asks for the offset and goes on."""

    code = "wrong-offset"

    def __init__(self) -> None:
        super().__init__(_("Phần tệp gửi lên không nối tiếp phần đã nhận. Hãy tải lại trang để gửi tiếp."))


def demand_size(size: int) -> None:
    """Refuses a size that isn't taken, before any byte of it is read. Raises TooLarge, DiskFull, Refusal."""
    if size <= 0:
        raise Refusal(_("Tệp rỗng. Hãy chọn lại tệp."), code="empty")
    if size > settings.UPLOAD_LIMIT:
        raise TooLarge
    places.demand_room(size)


def clean_name(name: str) -> str:
    """The name as it is kept: without path, control, invisible and directional characters."""
    return rules.safe_name(folding.clean(name))


def begin(*, name: str, size: int, owner: Owner, kept_for: str = "", later: bool = False) -> StoredFile:
    """Announces a file of `size` bytes that will come in pieces. Refuses at once what is too large or of unknown kind.

    `later`: a picture is made anew after commit, not in the request that brings its last piece.
    """
    demand_size(size)
    name = clean_name(name)
    if (ending := rules.ending_of(name)) and ending not in rules.ENDINGS:
        raise Refusal(_("Không nhận tệp loại “.%(ending)s”.") % {"ending": ending}, code="unknown-type")
    return StoredFile.objects.create(
        owner_user_id=owner.user_id,
        owner_mark=owner.mark,
        name=name,
        size=size,
        is_raw=later,
        kept_for=kept_for,
        created_at=clock.now(),
    )


def append_chunk(*, file_id: UUID | str, owner: Owner, offset: int, source: BinaryIO) -> tuple[StoredFile, int]:
    """Takes the next piece and answers the file and how many bytes are here now; the last piece finishes the file.

    Raises WrongOffset when the piece doesn't begin where the last one ended, TooLarge for a byte too many, DiskFull with
    nothing of the piece kept, and on the last piece what `inspect` refuses (the file is then REJECTED, with the reason).
    """
    file = queries.file_for(file_id, owner)
    if file.state == FileState.REJECTED:
        raise Refusal(file.reason, code="rejected")
    if file.state != FileState.RECEIVING:
        if offset != file.size:
            raise WrongOffset
        return file, file.size
    with places.part_for_writing(file.pk) as part:
        if part.tell() != offset:
            raise WrongOffset
        places.write_piece(part, source, file.size - offset)
        arrived = part.tell()
        if arrived == file.size and source.read(1):
            raise TooLarge
        if arrived == file.size:
            file.refresh_from_db(fields=["state"])
            if file.state == FileState.RECEIVING:
                _finish(file)
    return file, arrived


def resume(*, file_id: UUID | str, owner: Owner) -> tuple[StoredFile, int]:
    """The file and how many bytes are here; one that a killed process left whole but unfinished is finished now."""
    file = queries.file_for(file_id, owner)
    if file.state != FileState.RECEIVING:
        return file, file.size
    arrived = places.received(file.pk)
    if arrived < file.size:
        return file, arrived
    return append_chunk(file_id=file_id, owner=owner, offset=arrived, source=io.BytesIO())


def _finish(file: StoredFile) -> None:
    """Looks into the whole file and moves it from the part folder to the storage; its part is locked by the caller."""
    path = places.part_of(file.pk)
    try:
        with path.open("rb") as source:
            _put(file, inspect(source, file.name, later=file.is_raw))
        _write([file])
    except places.DiskFull:
        raise
    except Refusal as refusal:
        StoredFile.objects.filter(pk=file.pk, state=FileState.RECEIVING).update(
            state=FileState.REJECTED, reason=str(refusal)[:300]
        )
        places.drop_part(file.pk)
        raise
    places.drop_part(file.pk)


def receive_whole(
    *, upload: BinaryIO, owner: Owner, name: str = "", kept_for: str = "", later: bool = False
) -> StoredFile:
    """Takes a file that is here whole: from a form without JavaScript, a counter's scanner, a small request.

    Two statements on the database. Refuses like `begin` and `append_chunk`; nothing of a refused file is kept. `later` as
    for `begin`.
    """
    file = _stored(upload, owner, name, kept_for, later)
    _write([file])
    return file


def receive_all(
    *, uploads: Iterable[BinaryIO], owner: Owner, later: bool = False
) -> tuple[list[StoredFile], Refusal | None]:
    """`receive_whole` for the files of one form in their order, written together.

    At the first that is refused it ends: answers those before it, which are taken, and the refusal.
    """
    taken: list[StoredFile] = []
    refusal = None
    try:
        for upload in uploads:
            taken.append(_stored(upload, owner, "", "", later))
    except Refusal as error:
        refusal = error
    finally:
        _write(taken)
    return taken, refusal


def _stored(upload: BinaryIO, owner: Owner, name: str, kept_for: str, later: bool) -> StoredFile:
    """A file whose content lies in the storage and whose row is still to be written."""
    demand_size(size_of(upload))
    file = StoredFile(
        owner_user_id=owner.user_id,
        owner_mark=owner.mark,
        name=clean_name(name or str(getattr(upload, "name", ""))),
        kept_for=kept_for,
        kept_at=clock.now() if kept_for else None,
        created_at=clock.now(),
    )
    _put(file, inspect(upload, file.name, later=later))
    return file


def receive_bytes(*, content: bytes, name: str, owner: Owner, kept_for: str = "") -> StoredFile:
    """`receive_whole` for content in memory: what other rooms made or fetched themselves."""
    return receive_whole(upload=io.BytesIO(content), name=name, owner=owner, kept_for=kept_for)


def _put(file: StoredFile, found: Inspected) -> None:
    """Puts the content into the storage and notes in the row what it is."""
    file.sha256, file.size = places.hash_of(found.source)
    file.kind, file.name, file.pages = found.kind, found.name, found.pages
    file.state = FileState.QUARANTINED if settings.CLAMD_SOCKET else FileState.UNSCANNED
    file.is_raw = found.is_raw
    file.storage_key = places.raw_key(file.pk) if file.is_raw else places.key_for(file.pk, file.sha256)
    file.preview_key = file.storage_key if found.is_small else ""
    places.put(file.storage_key, found.source)


def _write(files: Sequence[StoredFile]) -> None:
    """Writes the rows in one transaction, with the job for each that looks at it after commit; failing, no content stays."""
    if not files:
        return
    try:
        with transaction.atomic():
            new = [file for file in files if file._state.adding]
            for file in files:
                if file not in new:
                    file.save()
            insert(StoredFile, new)
            for file in files:
                if settings.CLAMD_SOCKET or file.is_raw or (rules.KINDS[file.kind].inline and not file.preview_key):
                    outbox.enqueue(EXAMINE, file_id=str(file.pk))
    except BaseException:
        for file in files:
            places.remove(file.storage_key)
        raise
