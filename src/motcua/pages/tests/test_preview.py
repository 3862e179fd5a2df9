"""A draft seen as it will be, by its unit's officers alone; a site's own emblem; a video in a piece."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.accounts.factories import make_officer, sign_in
from motcua.files.models import StoredFile
from motcua.files.tests.test_video import clip
from motcua.kernel.refusals import Refusal
from motcua.pages.actions.emblem import keep_emblem
from motcua.pages.actions.pictures import keep_video
from motcua.pages.factories import make_entry
from motcua.pages.models import Entry

HOME = "/trang/quan-thu-phuong-1/"
DESK = "/can-bo/trang/"


def picture(size=(300, 200), kind="PNG"):
    kept = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, "#0b5c9e").save(kept, kind)
    return SimpleUploadedFile(f"bieu-trung.{kind.lower()}", kept.getvalue())


@pytest.fixture
def author(district):
    return sign_in(Client(), make_officer(district.wards[0], "specialist"))


def test_a_draft_is_seen_by_its_unit_only_and_never_kept(district, author):
    site = district.sites["quan-thu-phuong-1"]
    upload = picture(kind="JPEG")
    said = {
        "title": "Bản nháp thử",
        "body": "Chữ **đậm**",
        "language": "vi",
        "picture": upload,
        "picture_alt": "Một ô xanh",
    }
    assert author.post(f"{DESK}o/quan-thu-phuong-1/viet/news/", said).status_code == 302
    entry = Entry.objects.get(title="Bản nháp thử")
    here = f"{DESK}bai/{entry.pk}/xem-truoc/"
    answer = author.get(here)
    page = answer.content.decode()
    assert "Bản nháp, chưa đăng" in page and "<strong>đậm</strong>" in page and "ps-head" in page
    assert answer["Cache-Control"] == "private, no-store" and "noindex" in answer["X-Robots-Tag"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert author.get(f"/tep/{entry.picture_id}/xem-truoc").status_code == 200
    assert f'src="{here}"' in author.get(f"{here}dien-thoai/").content.decode()
    for role in ("clerk", "unit_head"):
        assert sign_in(Client(), make_officer(district.wards[0], role)).get(here).status_code == 200
    assert sign_in(Client(), make_officer(district.wards[1], "unit_head")).get(here).status_code == 404
    assert Client().get(here).status_code in (302, 403)
    assert Client().get(f"{HOME}tin-tuc/{entry.slug}/").status_code == 404
    public = make_entry(site, "Đã đăng")
    assert "Bản nháp" not in Client().get(f"{HOME}tin-tuc/{public.slug}/").content.decode()


def test_an_emblem_is_drawn_anew_square_and_in_sizes(district):
    editor = sign_in(Client(), make_officer(district.wards[0], "clerk"))
    look = f"{DESK}o/quan-thu-phuong-1/giao-dien/"
    assert "bieu-trung" not in Client().get(HOME).content.decode()
    assert editor.post(look, {"khoi_news": "1", "emblem": picture()}).status_code == 302
    page = Client().get(HOME).content.decode()
    address = next(part for part in page.split('"') if "/bieu-trung/156.png?m=" in part)
    answer = Client().get(address)
    shown = Image.open(io.BytesIO(answer.content))
    assert shown.format == "PNG" and shown.size == (156, 156) and "max-age=31536000" in answer["Cache-Control"]
    assert shown.convert("RGB").getpixel((78, 2)) == (255, 255, 255)
    assert Client().get(f"{HOME}bieu-trung/157.png").status_code == 404
    assert Client().get("/trang/quan-thu-phuong-2/bieu-trung/156.png").status_code == 404
    assert editor.post(look, {"khoi_news": "1", "drop_emblem": "on"}).status_code == 302
    assert "bieu-trung" not in Client().get(HOME).content.decode()


@pytest.mark.parametrize("upload", [
    SimpleUploadedFile("la.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    SimpleUploadedFile("la.png", b"\x89PNG\r\n\x1a\n" + b"0" * 200), picture(size=(90, 400)), SimpleUploadedFile("a.pdf", b"%PDF-1.4 x"),
])  # fmt: skip
def test_what_is_no_emblem_is_refused(district, upload):
    with pytest.raises(Refusal):
        keep_emblem(actor=district.actor("clerk"), unit_site=district.sites["quan-thu-phuong-1"], upload=upload)
    assert not StoredFile.objects.filter(kept_for__startswith="page-emblem").exists()


def test_a_video_is_public_once_its_piece_is(district, author):
    said = {
        "title": "Có video",
        "body": "Lời kể",
        "language": "vi",
        "video_file": SimpleUploadedFile("quay.mp4", clip()),
    }
    assert author.post(f"{DESK}o/quan-thu-phuong-1/viet/news/", said).status_code == 302
    entry = Entry.objects.get(title="Có video")
    address = f"/tep/{entry.video_file_id}/xem"
    assert Client().get(address).status_code == 404 and author.get(address).status_code == 200
    assert f'src="{address}"' in author.get(f"{DESK}bai/{entry.pk}/xem-truoc/").content.decode()
    Entry.objects.filter(pk=entry.pk).update(live=True)
    part = Client().get(address, HTTP_RANGE="bytes=0-9")
    assert part.status_code == 206 and part["Content-Type"] == "video/mp4"
    again = {"title": "Có video", "body": "x", "language": "vi", "seen": entry.latest_revision_id, "drop_video": "on"}
    assert author.post(f"{DESK}bai/{entry.pk}/sua/", again).status_code == 302
    entry.refresh_from_db()
    assert entry.get_latest_revision_as_object().video_file_id is None and entry.video_file_id is not None


def test_what_is_no_video_is_refused(district):
    with pytest.raises(Refusal) as told:
        keep_video(actor=district.actor("specialist"), unit_site=district.sites["quan-thu-phuong-1"], upload=picture())
    assert "video_file" in told.value.fields
