"""Short videos of phones (MP4, QuickTime): how long they are, and nothing kept of who took them, where and when.

Nothing is decoded: the boxes of the container are walked, and those that tell of people and places are overwritten in a copy.
"""

import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.utils.translation import gettext_lazy as _

from motcua.files import rules
from motcua.kernel.refusals import Refusal

BROKEN = _("Không đọc được video. Tệp có thể bị hỏng; hãy quay lại hoặc gửi ảnh.")
TALKATIVE = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes with notes: place, maker, software, whatever an app added."""
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
MOST_BOXES = 20_000
MOST_ROWS = 200_000
"""Of a table of samples; a minute of picture or notes has a few thousand."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the container: its kind, where it starts, where its body starts, where it ends."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(source: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places. Raises Refusal for sizes that can't be."""
    seen = 0
    while start + 8 <= end:
        source.seek(start)
        size, kind = struct.unpack(">I4s", source.read(8))
        body = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", source.read(8))
            body += 8
        size = size or end - start
        seen += 1
        if size < body - start or start + size > end or seen > MOST_BOXES:
            raise Refusal(BROKEN, code="broken-video")
        yield Box(kind, start, body, start + size)
        start += size


def inside(source: BinaryIO, box: Box, *path: bytes) -> Box | None:
    """The first box at the end of a path of kinds; None when there is none."""
    for kind in path:
        found = next((each for each in boxes(source, box.body, box.end) if each.kind == kind), None)
        if found is None:
            return None
        box = found
    return box


def remake(source: BinaryIO) -> BinaryIO:
    """A copy without notes and dates. Raises Refusal for what is no video, is broken or longer than `MOST_SECONDS`."""
    copy = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - the caller reads and drops it
    source.seek(0)
    shutil.copyfileobj(source, copy)
    try:
        silence(copy, copy.tell())
    except (struct.error, IndexError):
        raise Refusal(BROKEN, code="broken-video") from None
    copy.seek(0)
    return copy


def silence(copy: BinaryIO, size: int) -> None:
    """Overwrites what the container tells besides picture and sound."""
    whole = list(boxes(copy, 0, size))
    movie = next((box for box in whole if box.kind == b"moov"), None)
    if movie is None:
        raise Refusal(BROKEN, code="broken-video")
    demand_length(copy, movie)
    kinds = []
    for box in boxes(copy, movie.body, movie.end):
        if box.kind == b"trak":
            kinds.append(silence_track(copy, box))
    if b"vide" not in kinds:
        raise Refusal(BROKEN, code="broken-video")
    for box in [*whole, *boxes(copy, movie.body, movie.end)]:
        if box.kind in TALKATIVE:
            wipe(copy, box)
        elif box.kind in DATED:
            undate(copy, box)


def silence_track(copy: BinaryIO, track: Box) -> bytes:
    """Answers what a track holds; one that is neither picture nor sound is wiped with its samples."""
    handler = inside(copy, track, b"mdia", b"hdlr")
    kind = b""
    if handler is not None:
        copy.seek(handler.body + 8)
        kind = copy.read(4)
    if kind not in (b"vide", b"soun"):
        for start, length in samples(copy, track):
            copy.seek(start)
            copy.write(b"\0" * length)
        wipe(copy, track)
        return kind
    media = inside(copy, track, b"mdia")
    for box in [*boxes(copy, track.body, track.end), *(boxes(copy, media.body, media.end) if media else ())]:
        if box.kind in TALKATIVE:
            wipe(copy, box)
        elif box.kind in DATED:
            undate(copy, box)
    return kind


def samples(copy: BinaryIO, track: Box) -> list[tuple[int, int]]:
    """(start, length) of the chunks of a track, as its tables say; lengths are those of all samples of a chunk."""
    table = inside(copy, track, b"mdia", b"minf", b"stbl")
    found = {box.kind: box for box in boxes(copy, table.body, table.end)} if table else {}
    if not {b"stsz", b"stsc"} <= found.keys() or not {b"stco", b"co64"} & found.keys():
        return []
    same, count = numbers(copy, found[b"stsz"], ">II", 4)[0]
    demand_rows(count if same else 0)
    sizes = [same] * count if same else [row[0] for row in rows(copy, found[b"stsz"], 12, count, ">I")]
    wide = b"co64" in found
    places = found[b"co64" if wide else b"stco"]
    chunks = [row[0] for row in rows(copy, places, 8, numbers(copy, places, ">I", 4)[0][0], ">Q" if wide else ">I")]
    runs = rows(copy, found[b"stsc"], 8, numbers(copy, found[b"stsc"], ">I", 4)[0][0], ">III")
    spans, taken, run, each = [], 0, 0, 0
    copy.seek(0, 2)
    end = copy.tell()
    for number, start in enumerate(chunks, 1):
        while run < len(runs) and runs[run][0] <= number:
            each, run = runs[run][1], run + 1
        length = sum(sizes[taken : taken + each])
        taken += each
        if start + length <= end:
            spans.append((start, length))
    return spans


def numbers(copy: BinaryIO, box: Box, form: str, skip: int) -> list[tuple[int, ...]]:
    """The numbers of this form at a place of a box."""
    copy.seek(box.body + skip)
    return [struct.unpack(form, copy.read(struct.calcsize(form)))]


def rows(copy: BinaryIO, box: Box, skip: int, count: int, form: str) -> list[tuple[int, ...]]:
    """Rows of a table, never more than the box can hold. Raises Refusal for a table no short video needs."""
    size = struct.calcsize(form)
    count = min(count, (box.end - box.body - skip) // size)
    demand_rows(count)
    copy.seek(box.body + skip)
    return list(struct.iter_unpack(form, copy.read(count * size))) if count > 0 else []


def demand_rows(count: int) -> None:
    """Refuses a table that no short video needs."""
    if count > MOST_ROWS:
        raise Refusal(BROKEN, code="broken-video")


def wipe(copy: BinaryIO, box: Box) -> None:
    """Turns a box into free space of the same size."""
    copy.seek(box.start + 4)
    copy.write(b"free")
    copy.seek(box.body)
    left = box.end - box.body
    while left > 0:
        left -= copy.write(b"\0" * min(left, 1 << 20))


def undate(copy: BinaryIO, box: Box) -> None:
    """Takes out when it was made and changed."""
    copy.seek(box.body)
    wide = copy.read(1) == b"\1"
    copy.seek(box.body + 4)
    copy.write(b"\0" * (16 if wide else 8))


def demand_length(copy: BinaryIO, movie: Box) -> None:
    """Refuses a video without a length, or one that is too long."""
    head = inside(copy, movie, b"mvhd")
    if head is None:
        raise Refusal(BROKEN, code="broken-video")
    copy.seek(head.body)
    wide = copy.read(1) == b"\1"
    copy.seek(head.body + (20 if wide else 12))
    scale, length = struct.unpack(">IQ" if wide else ">II", copy.read(12 if wide else 8))
    if not scale or not length:
        raise Refusal(BROKEN, code="broken-video")
    if length / scale > rules.MOST_SECONDS:
        words = _("Video dài %(long)d giây; nhiều nhất %(most)d giây. Hãy cắt ngắn rồi gửi lại.")
        raise Refusal(words % {"long": length // scale, "most": rules.MOST_SECONDS}, code="long-video")
