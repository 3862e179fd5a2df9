"""What happens to a file after it has come: scanning, previews, keeping, discarding, comparing."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from motcua.files import actions, queries
from motcua.files.actions.content import places
from motcua.files.events import FileInfected
from motcua.files.factories import EICAR, NOBODY_ELSE, docx_bytes, make_file, pdf_bytes, picture_bytes
from motcua.files.models import FileState, Owner, StoredFile
from motcua.files.permissions import SESSION_KEY
from motcua.kernel import clock, ids, outbox
from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.models import OutboxMessage
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.registry import registry

pytestmark = pytest.mark.django_db
INFECTED = docx_bytes(word__virus=EICAR)


def again(file):
    return StoredFile.objects.get(pk=file.pk)


def on_disk(file):
    return {key for key in (file.storage_key, file.preview_key) if key and default_storage.exists(key)}


@pytest.fixture
def heard(monkeypatch):
    """The infections announced."""
    events = []
    monkeypatch.setattr(outbox, "announce", events.append)
    return events


def test_without_a_scanner_a_file_says_so():
    file = make_file()
    outbox.drain()
    assert again(file).state == FileState.UNSCANNED
    assert again(file).is_whole


def test_a_clean_file_leaves_quarantine(settings, scanner):
    settings.CLAMD_SOCKET = scanner
    file = make_file()
    assert file.state == FileState.QUARANTINED
    outbox.drain()
    assert again(file).state == FileState.CLEAN
    assert again(file).scanned_at is not None


def test_malware_is_found_in_a_zip_based_file_removed_and_told(settings, scanner, heard):
    settings.CLAMD_SOCKET = scanner
    file = make_file(INFECTED, name="đơn.docx")
    actions.keep(ids=[file.pk], kept_for="dossier:5", actor=SYSTEM, owner=NOBODY_ELSE)
    outbox.drain()
    found = again(file)
    assert found.state == FileState.INFECTED and "mã độc" in found.reason
    assert heard == [FileInfected(str(file.pk), "đơn.docx", "dossier:5", None)]
    assert not on_disk(found)
    with pytest.raises(NotFound):
        queries.open_content(found)
    with pytest.raises(Refusal, match="mã độc"):
        actions.keep(ids=[file.pk], kept_for="dossier:5", actor=SYSTEM, owner=NOBODY_ELSE)
    actions.examine(file_id=file.pk)
    assert len(heard) == 1


def test_a_scanner_that_is_away_is_asked_again_when_it_is_back(settings, scanner, monkeypatch):
    settings.CLAMD_SOCKET = "/nowhere/clamd.sock"
    clean, bad = make_file(), make_file(INFECTED, name="a.docx")
    outbox.drain()
    assert {again(clean).state, again(bad).state} == {FileState.UNSCANNED}
    assert actions.examine_again() == 0
    settings.CLAMD_SOCKET = scanner
    later = clock.now() + timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert actions.examine_again() == 2
    outbox.drain()
    assert (again(clean).state, again(bad).state) == (FileState.CLEAN, FileState.INFECTED)
    assert actions.examine_again() == 0


def test_a_file_larger_than_the_scanner_takes_stays_unscanned(settings, scanner):
    settings.CLAMD_SOCKET = scanner  # it takes 1 MB
    file = make_file(pdf_bytes() + b"%" * 3_000_000)
    outbox.drain()
    assert again(file).state == FileState.UNSCANNED


def test_in_quarantine_only_the_owner_opens_a_file(settings, scanner, client):
    settings.CLAMD_SOCKET = scanner
    session = client.session
    session[SESSION_KEY] = "mine"
    session.save()
    file = make_file(owner=Owner(mark=ids.keyed_hash("mine", purpose="files-owner")))
    StoredFile.objects.update(kept_for="dossier:1")
    registry.add_section("file-access", lambda file, request: request.GET.get("officer") == file.kept_for)
    try:
        address = f"/tep/{file.pk}/xem"
        assert client.get(address).status_code == 200
        assert Client().get(address).status_code == 404
        assert Client().get(f"{address}?officer=dossier:1").status_code == 423
        StoredFile.objects.update(state=FileState.CLEAN)
        assert Client().get(f"{address}?officer=dossier:1").status_code == 200
        assert Client().get(f"{address}?officer=dossier:2").status_code == 404
    finally:
        registry.sections["file-access"].pop()


@pytest.fixture
def mine(client):
    """Makes files that this client's browser owns."""
    session = client.session
    session[SESSION_KEY] = "mine"
    session.save()
    owner = Owner(mark=ids.keyed_hash("mine", purpose="files-owner"))
    return lambda content=None, name="don.pdf": make_file(content, name=name, owner=owner)


@pytest.mark.parametrize(
    ("content", "name", "kind", "shown"),
    [
        (None, "đơn.pdf", "application/pdf", "inline"),
        (picture_bytes(), "a.jpg", "image/jpeg", "inline"),
        (docx_bytes(), "đơn.docx", "application/octet-stream", "attachment"),
    ],
)
def test_what_is_served_can_not_act_as_a_page(client, mine, content, name, kind, shown):
    file = mine(content, name)
    answer = client.get(f"/tep/{file.pk}/xem")
    assert answer["Content-Type"] == kind and answer["Content-Disposition"].startswith(shown)
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]
    assert int(answer["Content-Length"]) == len(answer.getvalue())
    assert client.get(f"/tep/{file.pk}/xem?tai-ve=1")["Content-Disposition"].startswith("attachment")


def test_previews_are_made_after_commit_and_served(client, mine):
    picture = mine(picture_bytes("PNG", (1600, 900)), "a.png")
    file, words = mine(pdf_bytes(2)), mine(docx_bytes(), "a.docx")
    assert not again(file).preview_key
    outbox.drain()
    assert again(file).preview_key and again(picture).preview_key and not again(words).preview_key
    for address in (f"/tep/{file.pk}/xem-truoc", f"/tep/{file.pk}/xem-truoc?trang=2", f"/tep/{picture.pk}/xem-truoc"):
        answer = client.get(address)
        assert (
            Image.open(io.BytesIO(answer.getvalue())).format == "JPEG" and answer["X-Content-Type-Options"] == "nosniff"
        )
    for address in (f"/tep/{file.pk}/xem-truoc?trang=3", f"/tep/{words.pk}/xem-truoc"):
        assert client.get(address).status_code == 404


def test_a_small_photo_is_its_own_preview(client, mine):
    file = mine(picture_bytes("JPEG", (600, 800)), "a.jpg")
    assert file.preview_key == file.storage_key and not OutboxMessage.objects.exists()
    assert Image.open(io.BytesIO(client.get(f"/tep/{file.pk}/xem-truoc").getvalue())).size == (600, 800)
    large = mine(picture_bytes("JPEG", (2000, 800)), "b.jpg")
    assert not large.preview_key
    outbox.drain()
    assert again(large).preview_key not in ("", large.storage_key)
    assert actions.reconcile().strays == []


def test_a_small_drawing_is_its_own_preview_and_a_heavy_one_gets_a_lighter(client, mine):
    file = mine(picture_bytes("PNG", (600, 800)), "a.png")
    assert file.preview_key == file.storage_key and not OutboxMessage.objects.exists()
    answer = client.get(f"/tep/{file.pk}/xem-truoc")
    assert answer["Content-Type"] == "image/png" and Image.open(io.BytesIO(answer.getvalue())).format == "PNG"
    noise = io.BytesIO()
    Image.effect_noise((600, 800), 90).save(noise, "PNG")
    heavy = mine(noise.getvalue(), "b.png")
    assert not heavy.preview_key
    outbox.drain()
    answer = client.get(f"/tep/{heavy.pk}/xem-truoc")
    assert again(heavy).preview_key != heavy.storage_key and answer["Content-Type"] == "image/jpeg"
    assert len(answer.getvalue()) < heavy.size


def test_a_preview_is_made_when_it_is_asked_for_early(client, mine):
    file = mine()
    assert client.get(f"/tep/{file.pk}/xem-truoc").status_code == 200
    assert again(file).preview_key


def test_keeping_is_one_statement_within_a_savepoint(django_assert_num_queries):
    files = [make_file() for _ in range(3)]
    with django_assert_num_queries(3):
        actions.keep(ids=[str(file.pk) for file in files], kept_for="dossier:1", actor=ANONYMOUS, owner=NOBODY_ELSE)
    assert {file.pk for file in queries.kept_for("dossier:1")} == {file.pk for file in files}


def test_who_may_keep_a_file():
    from motcua.accounts.factories import make_citizen

    person = make_citizen()
    actor = Actor(kind="citizen", name=person.full_name, user_id=person.pk)
    hers, anonymous, drafted = make_file(owner=Owner(user_id=person.pk)), make_file(), make_file()
    assert actions.keep(ids=[hers.pk], kept_for="dossier:1", actor=actor) == 1
    assert actions.keep(ids=[hers.pk], kept_for="dossier:1", actor=ANONYMOUS) == 1  # already there: no change
    for attempt in (
        {"ids": [anonymous.pk], "actor": actor},
        {"ids": [anonymous.pk], "actor": ANONYMOUS, "owner": Owner(mark="x" * 64)},
        {"ids": [anonymous.pk], "actor": ANONYMOUS, "owner": Owner()},
        {"ids": [hers.pk], "actor": actor, "kept_for": "dossier:2"},
        {"ids": ["00000000-0000-4000-8000-000000000000"], "actor": actor},
    ):
        with pytest.raises(Refusal):
            actions.keep(**{"kept_for": "dossier:3", **attempt})
    actions.keep(ids=[drafted.pk], kept_for="draft:a", actor=ANONYMOUS, owner=NOBODY_ELSE)
    actions.keep(ids=[drafted.pk], kept_for="dossier:4", actor=actor, out_of="draft:a")
    assert again(drafted).kept_for == "dossier:4"


def test_an_unfinished_file_is_not_kept_and_nothing_with_it():
    whole, begun = make_file(), actions.begin(name="b.pdf", size=100, owner=NOBODY_ELSE)
    with pytest.raises(Refusal, match="chưa tải lên xong"):
        actions.keep(ids=[whole.pk, begun.pk], kept_for="dossier:1", actor=ANONYMOUS, owner=NOBODY_ELSE)
    assert again(whole).kept_for == ""


def test_a_kept_file_is_not_discarded_by_anybody(monkeypatch):
    file = make_file()
    actions.keep(ids=[file.pk], kept_for="dossier:1", actor=ANONYMOUS, owner=NOBODY_ELSE)
    with pytest.raises(Refusal, match="không xóa được"):
        actions.discard(file_id=file.pk, owner=NOBODY_ELSE)
    later = clock.now() + timedelta(days=4000)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert actions.discard_abandoned() == 0
    assert on_disk(again(file))


def test_abandoned_uploads_go_after_a_grace_period(monkeypatch, home):
    begun, loose, drafted = actions.begin(name="b.pdf", size=100, owner=NOBODY_ELSE), make_file(), make_file()
    actions.append_chunk(file_id=begun.pk, owner=NOBODY_ELSE, offset=0, source=io.BytesIO(b"%PDF"))
    actions.keep(ids=[drafted.pk], kept_for="draft:a", actor=ANONYMOUS, owner=NOBODY_ELSE)
    present = clock.now()
    for days, left in ((2, 3), (4, 2), (13, 2), (15, 1)):
        monkeypatch.setattr(clock, "now", lambda days=days: present + timedelta(days=days))
        actions.discard_abandoned()
        assert StoredFile.objects.count() == left
    assert not on_disk(loose) and not places.part_of(begun.pk).exists()
    assert actions.release(kept_for="draft:a") == 1
    assert actions.discard_abandoned() == 1
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_pieces_nobody_owns_are_swept_up(home):
    (home / "uploads").mkdir()
    names = {days: home / "uploads" / f"{days:032x}.part" for days in (1, 5)}
    for days, path in names.items():
        path.write_bytes(b"x")
        moment = clock.now().timestamp() - days * 86_400
        os.utime(path, (moment, moment))
    begun = actions.begin(name="b.pdf", size=100, owner=NOBODY_ELSE)
    actions.append_chunk(file_id=begun.pk, owner=NOBODY_ELSE, offset=0, source=io.BytesIO(b"%PDF"))
    actions.discard_abandoned()
    assert names[1].exists() and not names[5].exists() and places.received(begun.pk) == 4


def test_only_a_drafts_files_are_let_go_of():
    with pytest.raises(ValueError):
        actions.release(kept_for="dossier:1")


def test_a_file_kept_while_it_was_being_discarded_stays(monkeypatch):
    from motcua.files.actions.discard import _take_away

    file = make_file()
    actions.keep(ids=[file.pk], kept_for="dossier:1", actor=ANONYMOUS, owner=NOBODY_ELSE)
    assert not _take_away(file)  # it was read before it was kept
    assert on_disk(again(file))


def age(key, days):
    path = default_storage.path(key)
    moment = Path(path).stat().st_mtime - days * 86_400
    os.utime(path, (moment, moment))


def test_storage_and_database_are_compared():
    well, missing, altered = make_file(), make_file(), make_file()
    outbox.drain()
    Path(default_storage.path(missing.storage_key)).unlink()
    with Path(default_storage.path(altered.storage_key)).open("ab") as content:
        content.write(b"x")
    strays = {days: f"tep/ab/{days:064}-x" for days in (0, 2, 8)}
    for days, key in strays.items():
        places.put(key, io.BytesIO(b"x"))
        age(key, days)
    report = actions.reconcile()
    assert report.files == 3
    assert report.missing == [str(missing.pk)] and report.altered == [str(altered.pk)]
    assert report.strays == [strays[2], strays[8]] and report.removed == 1
    assert [default_storage.exists(key) for key in strays.values()] == [True, True, False]
    assert queries.last_reconciliation() == report
    assert on_disk(again(well)) and len(on_disk(again(well))) == 2
    assert any("thiếu 1 tệp" in complaint for complaint in queries.storage_complaints())


def test_an_empty_storage_is_compared_too():
    assert actions.reconcile().files == 0


def test_a_transaction_that_fails_leaves_no_content(monkeypatch, home):
    monkeypatch.setattr(outbox, "enqueue", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_file()
    assert not [path for path in home.rglob("*") if path.is_file()] and not StoredFile.objects.exists()


def test_checks_speak_of_the_scanner(settings, scanner):
    assert "ClamAV" in queries.scanner_complaints()[0]
    settings.CLAMD_SOCKET = "/nowhere"
    assert "/nowhere" in queries.scanner_complaints()[0]
    settings.CLAMD_SOCKET = scanner
    assert queries.scanner_complaints() == []


def test_a_file_of_a_plain_form_is_taken_whole():
    from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

    small = SimpleUploadedFile("../Đơn.pdf", pdf_bytes(2), content_type="text/html")
    large = TemporaryUploadedFile("bảng.docx", "x/y", 0, None)
    large.write(docx_bytes())
    assert actions.receive_whole(upload=small, owner=NOBODY_ELSE).pages == 2
    file = actions.receive_whole(upload=large, owner=NOBODY_ELSE, kept_for="draft:a")
    assert (file.name, file.kept_for) == ("bảng.docx", "draft:a")
    with pytest.raises(Refusal, match="rỗng"):
        actions.receive_whole(upload=SimpleUploadedFile("a.pdf", b""), owner=NOBODY_ELSE)


def test_a_form_larger_than_any_file_is_refused_before_it_is_read(client, settings):
    class Unread:
        def read(self, *_):
            pytest.fail("the body was read")

        readline = read

    answer = client.post(
        "/nop-ho-so/",
        **{
            "wsgi.input": Unread(),
            "CONTENT_LENGTH": str(200 * 2**20),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
        },
    )
    assert answer.status_code == 413 and "50 MB" in answer.content.decode()
