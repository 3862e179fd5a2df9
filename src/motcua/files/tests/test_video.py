"""Short videos: what they tell of people and places is gone from the copy, long and broken ones are refused, players get parts."""

import io
import struct
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.factories import make_citizen, sign_in
from motcua.accounts.queries import actor_of
from motcua.files import actions
from motcua.files.actions.content import video
from motcua.files.models import Owner
from motcua.files.queries import open_content
from motcua.kernel.refusals import Refusal

SECRET = b"+10.8865+106.5920/"


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def track(kind: bytes, start: int, length: int, *more: bytes) -> bytes:
    table = box(
        b"stbl",
        box(b"stsz", struct.pack(">IIII", 0, 0, 1, length)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        box(b"stco", struct.pack(">III", 0, 1, start)),
    )
    dates = struct.pack(">III", 0, 3_900_000_000, 3_900_000_000)
    media = box(b"mdia", box(b"mdhd", dates, b"\0" * 12), box(b"hdlr", b"\0" * 8, kind), box(b"minf", table))
    return box(b"trak", box(b"tkhd", dates, b"\0" * 8), *more, media)


def clip(seconds: int = 12, *, notes: bool = True) -> bytes:
    """A container with picture, a track of places and notes; its picture is a row of letters."""
    start = box(b"ftyp", b"isom", b"\0" * 4)
    data = box(b"mdat", b"PICTURE", SECRET)
    first = len(start) + 8
    head = box(b"mvhd", struct.pack(">IIIII", 0, 3_900_000_000, 3_900_000_000, 1000, seconds * 1000))
    told = box(b"udta", box(b"\xa9xyz", SECRET)) if notes else b""
    movie = box(b"moov", head, track(b"vide", first, 7, told), track(b"meta", first + 7, len(SECRET)), told)
    return start + data + movie


def test_nothing_of_people_places_and_dates_is_left() -> None:
    made = video.remake(io.BytesIO(clip())).read()
    assert len(made) == len(clip()) and b"PICTURE" in made and b"vide" in made
    assert SECRET not in made and b"udta" not in made and struct.pack(">I", 3_900_000_000) not in made


@pytest.mark.parametrize(
    "content",
    [clip(61), clip(0), clip()[:60], clip()[:-30], box(b"ftyp", b"isom", b"\0" * 4) + box(b"moov"), b"\0" * 40],
)
def test_long_and_broken_ones_are_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        video.remake(io.BytesIO(content))


def test_every_sample_of_a_track_of_places_is_wiped() -> None:
    start = box(b"ftyp", b"isom", b"\0" * 4)
    data = box(b"mdat", b"PICTURE", *(b"<place-%d>" % number for number in range(5)))
    first, each = len(start) + 8, len(b"<place-0>")
    # Five samples of one size: two chunks of one, one chunk of three.
    table = box(
        b"stbl",
        box(b"stsz", struct.pack(">III", 0, each, 5)),
        box(b"stsc", struct.pack(">II", 0, 2), struct.pack(">III", 1, 1, 1), struct.pack(">III", 3, 3, 1)),
        box(b"stco", struct.pack(">II", 0, 3), *(struct.pack(">I", first + 7 + each * at) for at in (0, 1, 2))),
    )
    places = box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8, b"meta"), box(b"minf", table)))
    head = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 12_000))
    made = video.remake(io.BytesIO(start + data + box(b"moov", head, track(b"vide", first, 7), places))).read()
    assert b"PICTURE" in made and b"place" not in made


@pytest.mark.parametrize("name", ["stsz", "stco"])
def test_a_table_that_no_short_video_needs_is_refused(name: str) -> None:
    many = video.MOST_ROWS + 1
    tables = {
        "stsz": box(
            b"stsz", struct.pack(">III", 0, 0 if name == "stco" else 1, 1 if name == "stco" else many), b"\0" * 4
        ),
        "stsc": box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        "stco": box(b"stco", struct.pack(">II", 0, many if name == "stco" else 1), b"\0" * 4 * many),
    }
    media = box(b"mdia", box(b"hdlr", b"\0" * 8, b"meta"), box(b"minf", box(b"stbl", *tables.values())))
    head = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 12_000))
    movie = box(b"moov", head, track(b"vide", 0, 0), box(b"trak", media))
    with pytest.raises(Refusal):
        video.remake(io.BytesIO(box(b"ftyp", b"isom", b"\0" * 4) + movie))


@pytest.mark.django_db
def test_it_is_kept_only_where_it_is_asked_for_and_played_in_parts(client: Client) -> None:
    person = make_citizen("Lê Thị Hoa")
    file = actions.receive_bytes(content=clip(), name="o-ga.MOV", owner=Owner(user_id=person.pk))
    assert (file.kind, file.name) == ("video/mp4", "o-ga.mp4")
    about: dict[str, Any] = {"ids": [file.pk], "kept_for": "report:1", "actor": actor_of(person)}
    with pytest.raises(Refusal) as refused:
        actions.keep(**about)
    assert "không nhận video" in str(refused.value.message)
    assert actions.keep(**about, videos=True) == 1
    with open_content(file) as kept:
        assert SECRET not in kept.read()
    sign_in(client, person)
    whole = client.get(f"/tep/{file.pk}/xem")
    assert whole.headers["Content-Type"] == "video/mp4" and "attachment" not in whole.headers["Content-Disposition"]
    part = client.get(f"/tep/{file.pk}/xem", headers={"Range": "bytes=4-7"})
    assert (
        part.status_code == 206 and part.content == b"ftyp" and part.headers["Content-Range"].startswith("bytes 4-7/")
    )
    assert client.get(f"/tep/{file.pk}/xem", headers={"Range": "bytes=9999999-"}).status_code == 200
