"""What is inside a file: lies, bombs, locks, metadata."""

import io
import struct
import zlib

import pytest
from PIL import Image

from motcua.files import rules
from motcua.files.actions.content import inspect, pdf, pictures
from motcua.files.factories import HEIC, docx_bytes, pdf_bytes, picture_bytes, xlsx_bytes, zip_bytes
from motcua.kernel.refusals import Refusal


def looked(content, name):
    return inspect(io.BytesIO(content), name)


def refusal(content, name):
    with pytest.raises(Refusal) as caught:
        looked(content, name)
    assert str(caught.value.message).strip()
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (pdf_bytes(), "đơn.pdf", rules.PDF),
        (picture_bytes(), "ảnh.jpg", rules.JPEG),
        (picture_bytes("PNG"), "ảnh.png", rules.PNG),
        (picture_bytes("WEBP"), "ảnh.webp", rules.JPEG),
        (docx_bytes(), "đơn.docx", rules.DOCX),
        (xlsx_bytes(), "bảng.xlsx", rules.XLSX),
        (b"AC1032\x00\x00" + bytes(50), "bản vẽ.dwg", rules.DWG),
        (b"0\nSECTION\n2\nHEADER\n", "bản vẽ.dxf", rules.DXF),
    ],
)
def test_what_is_taken(content, name, kind):
    assert looked(content, name).kind == kind


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"MZ\x90\x00" + bytes(200), "don.pdf", "lying-type"),
        (picture_bytes(), "don.pdf", "lying-type"),
        (pdf_bytes(), "anh.jpg", "lying-type"),
        (pdf_bytes(), "don.docx", "lying-type"),
        (docx_bytes(), "bang.xlsx", "lying-type"),
        (b"<html><script>alert(1)</script>", "don.pdf", "lying-type"),
        (b"just words", "anh.png", "lying-type"),
        (zip_bytes({"a.txt": b"a"}), "don.docx", "lying-type"),
        (zip_bytes({"a.txt": b"a"}), "hoso.zip", "unknown-type"),
        (b"MZ\x90\x00" + bytes(200), "setup.exe", "unknown-type"),
        (pdf_bytes(), "don.exe", "lying-type"),
        (b"<svg/>", "anh.svg", "unknown-type"),
        (b"", "don.pdf", "empty"),
        (b"%PDF-1.4\nnothing else", "don.pdf", "broken-pdf"),
        (picture_bytes()[:200], "anh.jpg", "broken-image"),
        (docx_bytes()[:-30], "don.docx", "broken-zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "don.docx", "old-or-locked"),
        (docx_bytes(**{"..__..__evil.sh": b"rm"}), "don.docx", "zip-path"),
        (docx_bytes(**{"word__vbaProject.bin": b"x"}), "don.docx", "zip-macro"),
        (docx_bytes(**{"word__media__a.xml": bytes(20_000_000)}), "don.docx", "zip-bomb"),
    ],
)
def test_what_is_refused_and_why(content, name, code):
    assert refusal(content, name) == code


def test_a_lie_is_named_in_words():
    with pytest.raises(Refusal, match=r"“\.pdf”.*JPEG"):
        looked(picture_bytes(), "don.pdf")


def test_a_name_without_ending_gets_the_true_one():
    assert looked(picture_bytes(), "image").name == "image.jpg"
    assert looked(picture_bytes("PNG"), "chup.jpg").name == "chup.png"


def encrypted_pdf():
    """A PDF that asks for a password: the standard handler's dictionary with a key nobody knows."""
    locked = b"<< /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >>"
    return pdf_bytes().replace(b"/Root 1 0 R >>", b"/Root 1 0 R /ID [<41><41>] /Encrypt " + locked + b" >>")


def test_a_locked_pdf_is_refused_with_words():
    with pytest.raises(Refusal, match="mật khẩu") as caught:
        looked(encrypted_pdf(), "don.pdf")
    assert caught.value.code == "locked-pdf"


def test_pages_of_a_pdf_are_counted_and_drawn():
    assert looked(pdf_bytes(3), "don.pdf").pages == 3
    page = Image.open(io.BytesIO(pdf.preview(io.BytesIO(pdf_bytes(3)), 3)))
    assert page.format == "JPEG" and max(page.size) == rules.PREVIEW_SIDE
    with pytest.raises(Refusal):
        pdf.preview(io.BytesIO(pdf_bytes(3)), 4)


def png_bomb(width=30_000, height=30_000):
    """A PNG of 900 million points in a few hundred bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (60_000, 1_100), (7_747, 7_747)])
def test_an_image_bomb_is_refused_before_decoding(size, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded"))
    assert refusal(png_bomb(*size), "anh.png") == "image-bomb"


def test_a_photo_loses_its_metadata_but_keeps_its_way_up():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter
    exif[0x010F] = "Điện thoại của Lan"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (10.0, 58.0, 0.0)
    content = picture_bytes("JPEG", (80, 60), exif=exif, comment=b"secret note", icc_profile=b"secret profile")
    made = looked(content, "anh.jpg").source.read()
    again = Image.open(io.BytesIO(made))
    assert again.size == (60, 80)
    assert not again.getexif() and set(again.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    assert b"secret" not in made and b"Lan" not in made
    red, blue = again.convert("RGB").getpixel((30, 5)), again.convert("RGB").getpixel((30, 75))
    assert red[0] > 200 and blue[2] > 200


def test_a_png_loses_its_texts():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "secret")
    made = looked(picture_bytes("PNG", pnginfo=notes), "anh.png").source.read()
    assert b"secret" not in made and Image.open(io.BytesIO(made)).info == {}


def test_large_pictures_are_made_smaller():
    made = looked(picture_bytes("JPEG", (5000, 2500)), "anh.jpg").source
    assert Image.open(made).size == (rules.LONGEST_SIDE, 1754)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")]
    + [("JPEG", mode) for mode in ("L", "RGB", "CMYK")]
    + [("WEBP", mode) for mode in ("RGB", "RGBA")],
)
def test_pictures_of_every_mode_are_taken(mode, kind):
    content = io.BytesIO()
    Image.new(mode, (20, 10)).save(content, kind)
    name = f"anh.{kind.lower()}"
    made = looked(content.getvalue(), name)
    assert Image.open(made.source).size == (20, 10)


def test_transparent_paper_is_white():
    content = io.BytesIO()
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(content, "PNG")
    assert Image.open(looked(content.getvalue(), "anh.png").source).convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_a_phones_heic_becomes_jpeg():
    made = looked(HEIC, "IMG_0001.HEIC")
    assert (made.kind, made.name) == (rules.JPEG, "IMG_0001.jpg")
    again = Image.open(made.source)
    assert again.format == "JPEG" and again.size == (64, 48) and again.getpixel((5, 5))[0] > 200


def test_a_preview_is_small():
    small = Image.open(io.BytesIO(pictures.preview(io.BytesIO(picture_bytes("JPEG", (3000, 1500))))))
    assert small.size == (1200, 600)
