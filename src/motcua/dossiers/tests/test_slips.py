"""The printed slips: read back by readers that share no code with what printed them."""

import io
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.dossiers.slips import codes, contents, typeset
from motcua.dossiers.slips import words as slip_words
from motcua.dossiers.slips.contents import BookRow, Frame, Handover, Person, SlipKind, Submitter

CODE = "H29.18.01-260817-0001"
LINK = f"https://motcua.example.vn/tra-cuu/{CODE}"
AT = datetime(2026, 8, 17, 2, 30, tzinfo=UTC)
DUE = AT + timedelta(days=3, hours=7, minutes=30)
NAME = "Nguyễn Thị Hương Giang"


def frame(**changes) -> Frame:
    values = {
        "number": "15/TNHS-TTPVHCC",
        "letterhead": ("Ủy ban nhân dân xã Tân Thông Hội", "Bộ phận Tiếp nhận và Trả kết quả"),
        "place": "Tân Thông Hội",
        "issued_at": AT,
        "desk": "Bộ phận Một cửa xã Tân Thông Hội",
        "agency": "Ủy ban nhân dân xã Tân Thông Hội",
        "officer": "Trần Văn Bình",
        "code": CODE,
        "link": LINK,
        "procedure": "Thủ tục đăng ký khai sinh",
        "procedure_code": "1.001193",
        "person": Person(NAME, "079185001234", "Ấp Chợ, xã Tân Thông Hội", "0903123456", "giang@example.vn"),
        "contact_phone": "02838921234",
    }
    return Frame(**{**values, **changes})


def receipt(base: Frame | None = None, **changes) -> contents.Contents:
    values = {
        "secret": "A7KM",
        "papers": ["Tờ khai đăng ký khai sinh: 01 bản chính", "Giấy chứng sinh: 01 bản chính"],
        "sets": 1,
        "limit": "trong ngày làm việc",
        "received": AT,
        "due": DUE,
        "return_at": "Bộ phận Một cửa xã Tân Thông Hội",
        "book": ("01/2026", "15"),
        "signed_by_submitter": NAME,
    }
    return contents.receipt(base or frame(), **{**values, **changes})


def every_kind() -> dict[SlipKind, contents.Contents]:
    head = {"signer_post": ("TM. Ủy ban nhân dân", "Chủ tịch"), "signer": "Lê Thị Thu Hà"}
    handover = Handover("Bộ phận Một cửa", "Trần Văn Bình", "Tư pháp – Hộ tịch", "Phạm Thị Lan", AT, "Trước hạn")
    row = BookRow(CODE, "Thủ tục đăng ký khai sinh", NAME, "Ấp Chợ; 0903123456", "UBND xã", AT, DUE, None, "Tại quầy")
    return {
        SlipKind.RECEIPT: receipt(),
        SlipKind.SUPPLEMENT: contents.supplement(frame(), items=["Giấy chứng sinh bị mờ"], reason="Khó đọc", until=DUE),
        SlipKind.REFUSAL: contents.refusal(frame(), after_appraisal=False, reasons=["Không thuộc thẩm quyền"]),
        SlipKind.APOLOGY: contents.apology(
            frame(), received=AT, first_due=DUE, new_due=DUE + timedelta(days=2), reasons=["Chờ xác minh"], **head
        ),
        SlipKind.STOP: contents.stop(
            frame(), received=AT, asked=AT, stopped=DUE, reasons=["Người nộp đề nghị"], given_back="", **head
        ),
        SlipKind.CONTROL: contents.control(frame(), lead="Tư pháp", partners="", received=AT, due=DUE, rows=[handover]),
        SlipKind.REGISTER: contents.register(
            frame(code=""), first=date(2026, 8, 1), last=date(2026, 8, 31), rows=[row] * 40
        ),
    }


def text_of(made: bytes) -> str:
    document = pypdfium2.PdfDocument(made)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def page_image(made: bytes, *, dpi: int, page: int = 0):
    return pypdfium2.PdfDocument(made)[page].render(scale=dpi / 72).to_pil()


@pytest.mark.parametrize("kind", list(SlipKind))
def test_every_slip_is_pdf_a_in_vietnamese_with_its_words(kind: SlipKind) -> None:
    data = every_kind()[kind]
    made = typeset.pdf(data)
    assert made.startswith(b"%PDF-1.7")
    assert b"pdfaid:part>2<" in made and b"pdfaid:conformance>B<" in made
    assert b"vi" in made[made.index(b"/Lang") : made.index(b"/Lang") + 12]
    words = text_of(made)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "Độc lập - Tự do - Hạnh phúc" in words
    assert data["title"].upper() in words
    assert "Tân Thông Hội, ngày 17 tháng 8 năm 2026" in words
    assert pypdfium2.PdfDocument(made).get_metadata_dict()["Title"].startswith(data["title"])


def test_the_receipt_says_who_what_when_and_the_secret() -> None:
    words = text_of(typeset.pdf(receipt(submitter=Submitter("Trần Văn Ứng", authority="giấy ủy quyền số 3"))))
    for expected in (
        NAME,
        "079185001234",
        "1. Tờ khai đăng ký khai sinh: 01 bản chính",
        "09 giờ 30 phút, ngày 17 tháng 8 năm 2026",
        "17 giờ 00 phút, ngày 20 tháng 8 năm 2026",
        "Trần Văn Ứng",
        "giấy ủy quyền số 3",
        "A7KM",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "quyển số: 01/2026",
    ):
        assert expected in words, expected


@pytest.mark.parametrize("kind", [kind for kind in SlipKind if kind != SlipKind.REGISTER])
def test_both_codes_are_read_back_by_an_independent_reader(kind: SlipKind) -> None:
    found = zxingcpp.read_barcodes(page_image(typeset.pdf(every_kind()[kind]), dpi=200).convert("L"))
    read = {str(one.format).rsplit(".", 1)[-1].replace(" ", "").replace("-", "").lower(): one.text for one in found}
    assert read["code128"] == CODE
    assert read["qrcode"] == LINK


def test_the_bars_are_wide_enough_for_a_200_dpi_printer() -> None:
    _, wide = codes.code128(CODE)
    assert 70 <= wide <= 118
    assert codes.MODULE_MM >= 2 * 25.4 / 200


@settings(max_examples=25, deadline=None)
@given(st.from_regex(r"\A[A-Z][0-9]{2}\.[0-9]{2}(\.[0-9]{2})?-[0-9]{6}-[0-9]{4,7}\Z"))
def test_any_code_survives_the_bars(code: str) -> None:
    link = f"https://motcua.example.vn/tra-cuu/{code}"
    made = typeset.pdf(receipt(frame(code=code, link=link)))
    read = {one.text for one in zxingcpp.read_barcodes(page_image(made, dpi=200).convert("L"))}
    assert {code, link} <= read


def test_reprinting_frozen_contents_gives_the_same_bytes() -> None:
    data = receipt()
    first = typeset.pdf(data)
    typeset.pdf(receipt(frame(person=Person("Ai khác"))))
    assert typeset.pdf(data) == first


def test_a_very_long_name_and_sixty_papers_run_over_pages_without_loss() -> None:
    name = ("Công Tằng Tôn Nữ Thị Nghiêm Trang Huyền " * 3)[:120].strip()
    papers = [
        f"Giấy tờ số {n}: bản vẽ thiết kế kỹ thuật kèm thuyết minh, có xác nhận của chủ đầu tư" for n in range(60)
    ]
    made = typeset.pdf(receipt(frame(person=Person(name)), papers=papers))
    document = pypdfium2.PdfDocument(made)
    words = text_of(made)
    assert len(document) >= 3
    assert name in words
    assert all(f"{n + 1}. Giấy tờ số {n}:" in words for n in range(60))
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in document[len(document) - 1].get_textpage().get_text_range()
    for page in document:
        left, bottom, right, top = content_box(page)
        assert left >= 28 and right <= 560 and bottom >= 0 and top <= 842


def content_box(page) -> tuple[float, float, float, float]:
    """The rectangle around all that is printed, in points."""
    boxes = [one.get_bounds() if hasattr(one, "get_bounds") else one.get_pos() for one in page.get_objects()]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def test_words_that_look_like_markup_are_only_words() -> None:
    name = "#panic() *đậm* $x$ <b> @ref [1] \\ `mã`"
    assert name in text_of(typeset.pdf(receipt(frame(person=Person(name)))))


def test_dates_are_written_as_the_decree_says() -> None:
    assert slip_words.day_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert slip_words.day_words(date(2026, 12, 31)) == "ngày 31 tháng 12 năm 2026"
    assert (
        slip_words.moment_words(datetime(2026, 12, 31, 17, 5, tzinfo=UTC))
        == "00 giờ 05 phút, ngày 01 tháng 01 năm 2027"
    )


def test_missing_fonts_are_explained(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(typeset, "FONTS_AT", tmp_path)
    with pytest.raises(typeset.FontsMissing, match="make front"):
        typeset.pdf(receipt())


def test_a_png_of_the_page_is_not_empty() -> None:
    out = io.BytesIO()
    page_image(typeset.pdf(receipt()), dpi=60).save(out, "PNG")
    assert len(out.getvalue()) > 5_000


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("working 3d; pause", "03 ngày làm việc"),
        ("working 8h", "08 giờ làm việc"),
        ("elapsed 240m; closed 17:00-07:30", "240 phút"),
        (
            "same-day; cutoff 15:00",
            "trong ngày làm việc; nhận sau 15 giờ 00 phút thì trả trong ngày làm việc tiếp theo",
        ),
        ("same-day", "trong ngày làm việc"),
    ],
)
def test_the_statutory_time_in_words(policy: str, words: str) -> None:
    assert slip_words.limit_words(policy) == words
