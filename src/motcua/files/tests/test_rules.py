"""Names, first bytes, ZIP directories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.files import rules
from motcua.files.actions.receive import clean_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Đơn đăng ký.PDF", "Đơn đăng ký.PDF"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\lan\\giấy tờ.pdf", "giấy tờ.pdf"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("ảnh\u200b\ufeff.jpg", "ảnh.jpg"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie_ x.pdf"),
        ('<script>alert("1")</script>.pdf', "script_.pdf"),
        ("...pdf", "pdf"),
        (".htaccess", "htaccess"),
        ("", "tep"),
        ("/", "tep"),
        ("CON.pdf ", "CON.pdf"),
        ("e\u0301.png", "é.png"),
    ],
)
def test_names_are_cleaned(given_name, kept):
    assert clean_name(given_name) == kept


@given(st.text())
def test_no_name_can_leave_its_place(name):
    kept = clean_name(name)
    assert kept and len(kept) <= rules.LONGEST_NAME
    assert not set(kept) & set('/\\\x00\r\n"<>\u202e\u200f')
    assert not kept.startswith(".")
    assert clean_name(kept) == kept


def test_a_long_name_keeps_its_ending():
    assert clean_name("ă" * 400 + ".pdf").endswith("ă.pdf")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", rules.PDF),
        (b"\xff\xd8\xff\xe0", rules.JPEG),
        (b"\x89PNG\r\n\x1a\n", rules.PNG),
        (b"RIFF\x00\x00\x00\x00WEBP", rules.WEBP),
        (b"\x00\x00\x00\x18ftypheic", rules.HEIC),
        (b"PK\x03\x04", rules.ZIP),
        (b"AC1032\x00\x00", rules.DWG),
        (b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n", rules.DXF),
        (b"999\nnote\n0\nSECTION\n", rules.DXF),
        (b"AutoCAD Binary DXF\r\n\x1a\x00", rules.DXF),
        (b"MZ\x90\x00", ""),
        (b"<html>%PDF-1.4", ""),
        (b"<svg xmlns=", ""),
        (b"", ""),
        (b"0\nSECTIONS", ""),
        (b"AC1032", ""),
    ],
)
def test_first_bytes_tell_the_kind(head, kind):
    assert rules.detect(head) == kind


@given(st.binary(max_size=200))
def test_any_bytes_are_looked_at_without_harm(head):
    assert rules.detect(head) in {*rules.KINDS, rules.ZIP, rules.OLE, ""}


def test_pictures_may_be_mixed_up_other_kinds_not():
    assert rules.tells_truth("anh.jpg", rules.HEIC)
    assert rules.tells_truth("anh.JPEG", rules.JPEG)
    assert not rules.tells_truth("don.pdf", rules.JPEG)
    assert not rules.tells_truth("anh.jpg", rules.PDF)
    assert not rules.tells_truth("don.exe", rules.PDF)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (rules.Packed("word/document.xml", 100, 50), ""),
        (rules.Packed("../../evil.sh", 1, 1), "path"),
        (rules.Packed("word\\..\\..\\evil", 1, 1), "path"),
        (rules.Packed("/etc/passwd", 1, 1), "path"),
        (rules.Packed("C:/evil", 1, 1), "path"),
        (rules.Packed("a", 1, 1, link=True), "path"),
        (rules.Packed("a", 1, 1, encrypted=True), "encrypted"),
        (rules.Packed("word/vbaProject.bin", 1, 1), "macro"),
        (rules.Packed("word/document.xml", 300 * 2**20, 300_000), "bomb"),
        (rules.Packed("word/document.xml", 900_000, 5_000), ""),
    ],
)
def test_what_a_zip_may_not_hold(entry, fault):
    assert rules.fault_of_zip([entry]) == fault


def test_too_many_entries_or_too_much_in_all_is_a_bomb():
    assert rules.fault_of_zip(rules.Packed(str(n), 1, 1) for n in range(rules.MOST_ENTRIES + 1)) == "bomb"
    assert rules.fault_of_zip([rules.Packed(str(n), 2**20 * 90, 2**20 * 9) for n in range(5)]) == "bomb"


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_pictures_are_fitted_and_never_enlarged(width, height):
    fitted = rules.fitted(width, height, rules.LONGEST_SIDE)
    assert 1 <= max(fitted) <= rules.LONGEST_SIDE
    assert fitted[0] <= width and fitted[1] <= height
