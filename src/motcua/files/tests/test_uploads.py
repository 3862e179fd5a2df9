"""The upload protocol, spoken by a client."""

import base64
import errno
import hashlib
import io
import os
import socket
import threading
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from motcua.files.actions.content import places
from motcua.files.factories import docx_bytes, pdf_bytes, picture_bytes
from motcua.files.models import FileState, StoredFile

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}
BIG = pdf_bytes() + b"%" * 300_000


def metadata(name):
    return f"filename {base64.b64encode(name.encode()).decode()}"


def create(client, size, name="don.pdf", body=b"", **headers):
    kind = {"content_type": "application/offset+octet-stream"} if body else {"content_type": "text/plain"}
    sent = {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata(name), **headers}
    return client.post("/tep/", data=body, headers=sent, **kind)


def patch(client, address, body, offset, **headers):
    headers = {**TUS, "Upload-Offset": str(offset), **headers}
    return client.patch(address, data=body, content_type="application/offset+octet-stream", headers=headers)


def whole(client, content=None, name="don.pdf"):
    content = pdf_bytes() if content is None else content
    return create(client, len(content), name, content)


def kept_on_disk(home):
    return [path for path in home.rglob("*") if path.is_file()]


def test_a_small_file_needs_one_request_and_few_statements(client, django_assert_max_num_queries):
    whole(client)
    with django_assert_max_num_queries(4):
        answer = whole(client)
    assert answer.status_code == 201 and answer["Tus-Resumable"] == "1.0.0"
    told = answer.json()
    assert (told["kind"], told["state"], told["name"], told["pages"]) == ("application/pdf", "unscanned", "don.pdf", 1)
    assert answer["Location"] == f"/tep/{told['id']}" and answer["Upload-Offset"] == str(len(pdf_bytes()))
    assert client.get(told["url"]).getvalue() == pdf_bytes()


def test_a_file_in_pieces(client):
    answer = create(client, len(BIG))
    address = answer["Location"]
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "0")
    first = patch(client, address, BIG[:100_000], 0)
    assert (first.status_code, first["Upload-Offset"]) == (204, "100000")
    head = client.head(address, headers=TUS)
    assert (head["Upload-Offset"], head["Upload-Length"], head["Cache-Control"]) == (
        "100000",
        str(len(BIG)),
        "no-store",
    )
    assert patch(client, address, BIG[100_000:200_000], 100_000).status_code == 204
    last = patch(client, address, BIG[200_000:], 200_000)
    assert last.json()["state"] == "unscanned" and last["Upload-Offset"] == str(len(BIG))
    assert client.get(last.json()["url"]).getvalue() == BIG
    assert not places.part_of(StoredFile.objects.get().pk).exists()


def test_a_large_file_may_begin_with_its_creation(client, monkeypatch):
    monkeypatch.setattr("motcua.files.views.uploads.IN_MEMORY", 1000)
    answer = create(client, len(BIG), body=BIG[:50_000])
    assert answer["Upload-Offset"] == "50000"
    assert patch(client, answer["Location"], BIG[50_000:], 50_000).json()["kind"] == "application/pdf"


def test_the_wrong_place_is_a_conflict_and_nothing_is_written(client):
    address = create(client, len(BIG))["Location"]
    patch(client, address, BIG[:1000], 0)
    for offset in (0, 999, 1001):
        answer = patch(client, address, b"x" * 10, offset)
        assert answer.status_code == 409 and answer.json()["message"]
    assert client.head(address, headers=TUS)["Upload-Offset"] == "1000"


def test_the_last_piece_may_come_twice(client):
    """The answer to it may have been lost on the way."""
    content = pdf_bytes()
    address = create(client, len(content))["Location"]
    assert patch(client, address, content, 0).json()["state"] == "unscanned"
    assert client.head(address, headers=TUS)["Upload-Offset"] == str(len(content))
    again = {"headers": {**TUS, "Upload-Offset": str(len(content))}, "CONTENT_TYPE": "application/offset+octet-stream"}
    assert client.patch(address, **again).json()["state"] == "unscanned"
    assert patch(client, address, content, 0).status_code == 409


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "200000000"}, 413),
        ({"Upload-Length": "0"}, 422),
        ({"Upload-Length": "-5"}, 400),
        ({"Upload-Length": "một"}, 400),
        ({"Upload-Length": "9" * 30}, 400),
        ({"Upload-Length": ""}, 400),
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Metadata": "filename ###"}, 400),
        ({"Upload-Metadata": metadata("virus.exe")}, 422),
    ],
)
def test_what_is_refused_before_a_byte_is_read(client, headers, status):
    class Unread:
        def read(self, *_):
            pytest.fail("the body was read")

    answer = create(client, 100, **headers)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert not StoredFile.objects.exists()


def test_200_megabytes_are_refused_early(client, home):
    answer = create(client, 200 * 2**20)
    assert answer.status_code == 413 and "50 MB" in answer.json()["message"]
    assert not kept_on_disk(home) and not StoredFile.objects.exists()


def test_a_byte_too_many_is_refused(client):
    address = create(client, 100)["Location"]
    assert patch(client, address, b"x" * 101, 0).status_code == 413
    assert client.head(address, headers=TUS)["Upload-Offset"] == "0"
    assert create(client, 10, body=b"x" * 11).status_code == 413


def test_pieces_have_a_media_type_of_their_own(client):
    address = create(client, 100)["Location"]
    answer = client.patch(address, data=b"x", content_type="text/plain", headers={**TUS, "Upload-Offset": "0"})
    assert answer.status_code == 415 and answer.json()["message"]


def test_a_lie_is_refused_when_the_last_piece_has_come_and_stays_refused(client, home):
    content = picture_bytes()
    address = create(client, len(content))["Location"]
    answer = patch(client, address, content, 0)
    assert answer.status_code == 422 and "JPEG" in answer.json()["message"]
    told = client.get(address)
    assert told.status_code == 410 and told.json()["state"] == "rejected" and "JPEG" in told.json()["message"]
    assert client.head(address, headers=TUS).status_code == 410
    assert patch(client, address, content, 0).status_code == 422
    assert not kept_on_disk(home)


def test_of_a_refused_small_file_nothing_is_kept(client, home):
    assert whole(client, b"MZ" + bytes(100)).status_code == 422
    assert not kept_on_disk(home) and not StoredFile.objects.exists()


def test_a_forged_name_is_harmless(client):
    told = whole(client, name="../../\u202efdp.đơn.pdf").json()
    assert told["name"] == "fdp.đơn.pdf"
    answer = client.get(told["url"])
    assert "\u202e" not in answer["Content-Disposition"] and answer["Content-Disposition"].startswith("inline")


def test_another_session_can_neither_see_nor_touch_an_upload(client):
    address, stranger = create(client, 100)["Location"], Client()
    whole(stranger)  # a browser with an upload of its own
    for other in (stranger, Client()):
        assert other.head(address, headers=TUS).status_code == 404
        assert patch(other, address, b"x", 0).status_code == 404
        assert other.delete(address, headers=TUS).status_code == 404
        assert other.get(f"{address}/xem").status_code == 404
        assert other.get(f"{address}/xem-truoc").status_code == 404
    assert client.head(address, headers=TUS)["Upload-Offset"] == "0"


def test_an_unknown_upload_looks_the_same_as_somebody_elses(client):
    address = create(client, 100)["Location"]
    unknown = "/tep/00000000-0000-4000-8000-000000000000"
    assert Client().get(address).json() == Client().get(unknown).json()


def test_signing_in_keeps_what_was_uploaded_before(client):
    from motcua.accounts.factories import make_citizen

    told = whole(client).json()
    client.force_login(make_citizen(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(told["url"]).status_code == 200


def test_a_persons_files_are_theirs_on_another_device():
    from motcua.accounts.factories import make_citizen

    person, phone, laptop = make_citizen(), Client(), Client()
    for device in (phone, laptop):
        device.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    address = create(phone, len(BIG))["Location"]
    patch(phone, address, BIG[:1000], 0)
    assert patch(laptop, address, BIG[1000:], 1000).json()["state"] == "unscanned"


def test_a_script_of_another_site_cannot_upload():
    strict = Client(enforce_csrf_checks=True)
    assert create(strict, 100).status_code == 403


def test_giving_up(client, home):
    address = create(client, 1000)["Location"]
    patch(client, address, b"x" * 10, 0)
    told = whole(client).json()
    for each in (address, f"/tep/{told['id']}"):
        assert client.delete(each, headers=TUS).status_code == 204
        assert client.head(each, headers=TUS).status_code == 404
    assert not kept_on_disk(home)


def test_what_the_server_can_do(client):
    answer = client.options("/tep/")
    assert answer["Tus-Version"] == "1.0.0" and "creation-with-upload" in answer["Tus-Extension"]
    assert answer["Tus-Max-Size"] == str(50 * 2**20)


@pytest.fixture
def full_disk(monkeypatch):
    """The operating system takes `room` more bytes into files, then says ENOSPC."""
    state = {"room": 0, "on": False}

    class OnFullDisk(io.FileIO):
        def write(self, data):
            if not state["on"]:
                return super().write(data)
            if state["room"] <= 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            state["room"] -= (taken := super().write(bytes(data)[: state["room"]]))
            return taken

    def fdopen(descriptor, mode, buffering=-1):
        raw = OnFullDisk(descriptor, mode.replace("b", ""))
        return raw if buffering == 0 else io.BufferedWriter(raw)

    monkeypatch.setattr(os, "fdopen", fdopen)
    return state


def test_a_disk_that_fills_up_keeps_what_was_acknowledged_and_nothing_half(client, full_disk, home):
    address = create(client, len(BIG))["Location"]
    patch(client, address, BIG[:1000], 0)
    full_disk.update(on=True, room=500)
    answer = patch(client, address, BIG[1000:], 1000)
    assert answer.status_code == 507 and answer.json()["message"]
    assert client.head(address, headers=TUS)["Upload-Offset"] == "1000"
    full_disk["on"] = False
    assert patch(client, address, BIG[1000:], 1000).json()["state"] == "unscanned"


def test_a_disk_full_at_the_last_step_leaves_nothing_half_kept(client, full_disk, home):
    whole(client)  # the session and its folders are there
    before = kept_on_disk(home)
    full_disk.update(on=True, room=100)
    answer = whole(client, docx_bytes(), "don.docx")
    assert answer.status_code == 507 and answer.json()["code"] == "disk-full"
    assert kept_on_disk(home) == before and StoredFile.objects.count() == 1
    full_disk["on"] = False
    assert whole(client, docx_bytes(), "don.docx").status_code == 201


def test_an_almost_full_disk_is_said_at_the_beginning(client, monkeypatch):
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("motcua.files.actions.content.places.shutil.disk_usage", lambda _path: usage)
    assert create(client, 100).status_code == 507


@pytest.mark.django_db(transaction=True)
def test_a_line_that_breaks_in_the_middle_loses_nothing_that_came(live_server, client):
    """A phone goes into a lift: the bytes that arrived stand, the rest is sent later."""
    address = create(client, len(BIG))["Location"]
    host, port = live_server.url.removeprefix("http://").split(":")
    head = (
        f"PATCH {address} HTTP/1.1\r\nHost: {host}\r\nCookie: phien={client.cookies['phien'].value}\r\n"
        "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
        f"Content-Length: {len(BIG)}\r\nX-CSRFToken: {'a' * 32}\r\nCookie: csrftoken={'a' * 32}\r\n\r\n"
    )
    head = head.replace(f"\r\nCookie: csrftoken={'a' * 32}", "").replace(
        "Cookie: phien=", f"Cookie: csrftoken={'a' * 32}; phien="
    )
    with socket.create_connection((host, int(port))) as line:
        line.sendall(head.encode() + BIG[:120_000])
        line.shutdown(socket.SHUT_WR)
        while line.recv(65536):
            pass
    offset = int(client.head(address, headers=TUS)["Upload-Offset"])
    assert offset == 120_000
    assert patch(client, address, BIG[offset:], offset).json()["state"] == "unscanned"
    assert client.get(f"{address}/xem").getvalue() == BIG


def test_a_restart_finds_the_pieces_on_the_disk(client):
    address = create(client, len(BIG))["Location"]
    patch(client, address, BIG[:1000], 0)
    file = StoredFile.objects.get()
    assert file.state == FileState.RECEIVING
    assert Path(places.part_of(file.pk)).read_bytes() == BIG[:1000]
    # A process killed between writing and answering has more on the disk than the person's phone knows of.
    with places.part_of(file.pk).open("ab") as part:
        part.write(BIG[1000:1500])
    assert client.head(address, headers=TUS)["Upload-Offset"] == "1500"
    assert patch(client, address, BIG[1500:], 1500).json()["state"] == "unscanned"


def test_a_process_killed_while_finishing_is_made_good(client, home):
    """All bytes are there, the content may even lie in the storage already, but the database was never told."""
    address = create(client, len(BIG))["Location"]
    patch(client, address, BIG[:-10], 0)
    file = StoredFile.objects.get()
    with places.part_of(file.pk).open("ab") as part:
        part.write(BIG[-10:])
    key = places.key_for(file.pk, hashlib.sha256(BIG).hexdigest())
    places.put(key, io.BytesIO(BIG[:500]))
    told = client.head(address, headers=TUS)
    assert told["Upload-Offset"] == str(len(BIG))
    assert client.get(address).json()["state"] == "unscanned"
    assert client.get(f"{address}/xem").getvalue() == BIG
    assert [path.name for path in kept_on_disk(home)] == [key.rpartition("/")[2]]


@pytest.mark.django_db(transaction=True)
def test_two_phones_that_send_the_last_piece_at_once_make_one_file(home):
    from motcua.accounts.factories import make_citizen

    person, devices = make_citizen(), [Client() for _ in range(4)]
    for device in devices:
        device.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    address = create(devices[0], len(BIG))["Location"]
    patch(devices[0], address, BIG[:-10], 0)
    answers = []

    def last(device):
        try:
            answers.append(patch(device, address, BIG[-10:], len(BIG) - 10).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=last, args=(device,)) for device in devices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409, 409, 409]
    assert devices[1].get(f"{address}/xem").getvalue() == BIG
    assert len([path for path in kept_on_disk(home) if "files" in path.parts]) == 1
