"""Pictures that are made anew after the answer: nobody sees them before, and nothing is lost when the job is killed."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from motcua.files import actions, queries
from motcua.files.actions.content import pictures, places
from motcua.files.factories import NOBODY_ELSE, picture_bytes
from motcua.files.models import FileState, StoredFile
from motcua.files.rules import PREVIEW_SIDE
from motcua.kernel import clock, outbox
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import NotFound, Refusal

pytestmark = pytest.mark.django_db


def noted(**saved: Any) -> bytes:
    """A phone's photo with the place where it was taken."""
    notes = Image.Exif()
    notes[0x010F] = "Máy của tôi"
    notes[0x8825] = {1: "N", 2: (10.0, 51.0, 0.0), 3: "E", 4: (106.0, 33.0, 0.0)}
    return picture_bytes(size=(1600, 1200), exif=notes, **saved)


def take(content: bytes, name: str = "o-ga.jpg") -> StoredFile:
    return actions.receive_whole(upload=io.BytesIO(content), name=name, owner=NOBODY_ELSE, later=True)


def again(file: StoredFile) -> StoredFile:
    return StoredFile.objects.get(pk=file.pk)


def test_a_raw_picture_is_shown_to_nobody_and_loses_its_notes_after_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as within:
        within.setattr(pictures, "remake", lambda _source, **_more: pytest.fail("decoded inside the request"))
        file = take(noted())
    assert file.is_waiting and file.storage_key == places.raw_key(file.pk)
    with pytest.raises(NotFound):
        queries.open_content(file)
    with pytest.raises(NotFound):
        actions.page_picture(file=file)
    with pytest.raises(Refusal, match="đang được chuẩn bị"):
        actions.keep(ids=[file.pk], kept_for="dossier:1", actor=SYSTEM, owner=NOBODY_ELSE)
    assert actions.keep(ids=[file.pk], kept_for="report:1", actor=SYSTEM, owner=NOBODY_ELSE, raw=True) == 1
    outbox.drain()
    ready = again(file)
    assert not ready.is_raw and ready.preview_key and not default_storage.exists(places.raw_key(file.pk))
    with queries.open_content(ready) as content:
        made = content.read()
    assert "Máy của tôi".encode() not in made and not Image.open(io.BytesIO(made)).getexif()
    assert (len(made), queries.picture_complaints()) == (ready.size, [])


@pytest.mark.parametrize("breaks", ["put", "remove"])
def test_a_job_that_is_killed_half_way_ends_the_same_when_it_is_repeated(
    breaks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = take(noted())
    real = getattr(places, breaks)

    def killed(key: str, *more: Any) -> None:
        if breaks == "put" or key != places.raw_key(file.pk):
            real(key, *more)
        if breaks == "put" or key == places.raw_key(file.pk):
            raise KeyboardInterrupt

    with monkeypatch.context() as within, pytest.raises(KeyboardInterrupt):
        within.setattr(places, breaks, killed)
        actions.examine(file_id=file.pk)
    assert again(file).is_raw == (breaks == "put") and default_storage.exists(places.raw_key(file.pk))
    actions.examine(file_id=file.pk)
    ready = again(file)
    assert not ready.is_raw and not default_storage.exists(places.raw_key(file.pk))
    assert len(default_storage.listdir(f"tep/{ready.sha256[:2]}")[1]) == 1
    actions.examine(file_id=file.pk)
    assert again(file).storage_key == ready.storage_key


def test_what_only_looks_like_a_picture_is_refused_afterwards_and_told_to_the_operators() -> None:
    file = take(noted()[:4000])
    actions.keep(ids=[file.pk], kept_for="report:7", actor=SYSTEM, owner=NOBODY_ELSE, raw=True)
    outbox.drain()
    bad = again(file)
    assert bad.state == FileState.REJECTED and "hỏng" in bad.reason and bad.kept_for == "report:7"
    assert not default_storage.exists(places.raw_key(file.pk))
    assert any("1 ảnh" in words for words in queries.picture_complaints())


def test_a_picture_that_waits_too_long_is_told_to_the_operators() -> None:
    file = take(noted())
    StoredFile.objects.filter(pk=file.pk).update(created_at=clock.now() - timedelta(hours=1))
    assert any("chờ chuẩn bị" in words for words in queries.picture_complaints())


def test_a_bomb_and_a_lie_are_refused_at_once() -> None:
    bomb = io.BytesIO()
    Image.new("1", (8000, 8000)).save(bomb, "PNG")
    for content, name, code in (
        (bomb.getvalue(), "a.png", "image-bomb"),
        (b"%PDF-1.4 ...", "a.jpg", "lying-type"),
        (b"\xff\xd8\xff" + b"x" * 50, "a.jpg", "broken-image"),
    ):
        with pytest.raises(Refusal) as refused:
            take(content, name)
        assert refused.value.code == code
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("whole", [True, False])
def test_a_script_may_say_that_a_picture_can_wait(whole: bool) -> None:
    client, content = Client(), noted()
    headers = {"Upload-Length": str(len(content)), "Upload-Metadata": "filename by5qcGc=,later"}
    body = {"data": content, "content_type": "application/offset+octet-stream"} if whole else {}
    made = client.post("/tep/", headers=headers, **body)
    if not whole:
        client.patch(
            made["Location"],
            content,
            content_type="application/offset+octet-stream",
            headers={"Upload-Offset": "0"},
        )
    file = StoredFile.objects.get()
    assert made.status_code == 201 and file.is_waiting
    assert client.get(f"/tep/{file.pk}/xem").status_code == 423 == client.get(f"/tep/{file.pk}/xem-truoc").status_code
    outbox.drain()
    assert not again(file).is_raw and client.get(f"/tep/{file.pk}/xem").status_code == 200


def test_files_of_one_form_are_written_together_and_those_before_a_refused_one_stay() -> None:
    uploads = [io.BytesIO(noted()) for _ in range(3)]
    for number, upload in enumerate(uploads):
        upload.name = f"anh-{number}.jpg"  # type: ignore[misc]
    uploads[2] = io.BytesIO(b"no picture at all")
    uploads[2].name = "anh-2.jpg"  # type: ignore[misc]
    with CaptureQueriesContext(connection) as context:
        taken, refusal = actions.receive_all(uploads=uploads, owner=NOBODY_ELSE, later=True)
    assert [file.name for file in taken] == ["anh-0.jpg", "anh-1.jpg"] and refusal is not None
    assert len([query for query in context if '"files_storedfile"' in query["sql"]]) == 1
    outbox.drain()
    assert all(not again(file).is_raw for file in taken)


def test_what_the_database_does_not_take_leaves_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_more: Any) -> None:
        raise OperationalError

    upload = io.BytesIO(noted())
    upload.name = "o-ga.jpg"  # type: ignore[misc]
    kept: list[str] = []
    put = places.put
    monkeypatch.setattr(places, "put", lambda key, source: (kept.append(key), put(key, source)))
    monkeypatch.setattr("motcua.files.actions.receive.insert", away)
    with pytest.raises(OperationalError):
        actions.receive_all(uploads=[upload], owner=NOBODY_ELSE, later=True)
    assert kept and not any(default_storage.exists(key) for key in kept)


def test_the_preview_is_drawn_while_the_points_are_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    file = take(noted())
    monkeypatch.setattr(pictures, "preview", lambda _source: pytest.fail("decoded once more"))
    actions.examine(file_id=file.pk)
    ready = again(file)
    assert ready.preview_key != ready.storage_key
    with default_storage.open(ready.preview_key) as small:
        assert max(Image.open(small).size) == PREVIEW_SIDE
