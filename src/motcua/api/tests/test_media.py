"""Pictures that programs send with a report: in a multipart body, once, all or none, made anew after commit."""

import io
import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from motcua.api.models import Posting
from motcua.api.tests import georeport
from motcua.feedback.factories import Town
from motcua.feedback.models import Report
from motcua.files.factories import picture_bytes
from motcua.files.models import StoredFile
from motcua.files.tests.test_video import clip
from motcua.kernel import outbox

pytestmark = pytest.mark.django_db


def picture(content: bytes | None = None, name: str = "o-ga.jpg") -> Any:
    file = io.BytesIO(content if content is not None else picture_bytes(size=(1600, 1200)))
    file.name = name
    return file


def post(key: str, schema: dict[str, Any], status: int, headers: dict[str, str] | None = None, **more: Any) -> Any:
    fields = {"api_key": key, "service_code": "o-ga", "description": "Ổ gà sâu", "address_string": "12 Lê Lợi", **more}
    where = f"/open311/v2/requests.json?jurisdiction_id={fields.pop('place', '')}"
    answer = Client(enforce_csrf_checks=True).post(where, fields, headers=headers or {})
    assert answer.status_code == status, answer.text
    value = json.loads(answer.content)
    Draft202012Validator(schema).validate(value)
    return value


def reports() -> list[Report]:
    return list(Report.objects.regardless("test"))


@pytest.mark.parametrize("name", ["media", "media[]"])
def test_pictures_go_with_the_report_once_and_are_made_anew_after_commit(town: Town, key: str, name: str) -> None:
    made = post(key, georeport.POSTED, 201, place=town.place.code, **{name: [picture(), picture(clip(), "ngap.mp4")]})
    [report] = reports()
    photos = list(report.photos.all())
    assert [photo.is_video for photo in photos] == [False, True] and report.code == made[0]["service_request_id"]
    file = StoredFile.objects.get(pk=photos[0].file_id)
    assert file.is_waiting and file.kept_for == report.subject
    assert post(key, georeport.POSTED, 201, **{name: [picture(), picture(clip(), "ngap.mp4")]}) == made
    assert StoredFile.objects.count() == 2
    outbox.drain()
    assert not StoredFile.objects.get(pk=file.pk).is_raw
    another = picture(picture_bytes(size=(64, 48)))
    assert post(key, georeport.POSTED, 201, **{name: another}) != made and len(reports()) == 2


def test_pictures_wait_with_a_report_that_waits_for_its_code(town: Town, key: str) -> None:
    later = {"Prefer": "respond-async"}
    post(key, georeport.AWAITED, 201, later, media=picture())
    assert not reports() and StoredFile.objects.get().kept_for == ""
    outbox.drain()
    [report] = reports()
    assert report.photos.count() == 1 and StoredFile.objects.get().kept_for == report.subject
    assert Posting.objects.regardless("test").get().report_code == report.code


@pytest.mark.parametrize(
    "media",
    [
        [("a.jpg", b"<svg onload=alert(1)>")],
        [("a.jpg", None), ("b.jpg", b"MZ\x90\x00")],
        [("a.pdf", b"%PDF-1.4\n%broken")],
        [("a.jpg", None)] * 7,
        [("a.mp4", clip()), ("b.mp4", clip())],
        [("", b"")],
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_what_is_no_picture_is_refused_whole_and_with_words(
    town: Town, key: str, media: list[tuple[str, bytes | None]], later: bool
) -> None:
    files = [picture(content, name) for name, content in media]
    if later and media[0][0] == "a.mp4":
        return
    if media == [("", b"")]:
        # A part without a name is no file at all.
        post(key, georeport.POSTED, 201, media="")
        return
    post(key, georeport.ERRORS, 400, {"Prefer": "respond-async"} if later else None, media=files)
    assert not reports() and not Posting.objects.regardless("test").exists()


def test_a_link_is_kept_as_text_beside_a_picture(town: Town, key: str) -> None:
    post(key, georeport.POSTED, 201, media=picture(), media_url="https://anh.example.org/1.jpg")
    assert reports()[0].description == "Ổ gà sâu\nhttps://anh.example.org/1.jpg" and reports()[0].photos.count() == 1
