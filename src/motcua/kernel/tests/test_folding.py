"""Vietnamese text made comparable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.folding import clean, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đường Số 3", "duong so 3"),
        ("  GIẤY   khai sinh!! ", "giay khai sinh"),
        ("Hòa / Hoà", "hoa hoa"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Thủy"), "nguyen thi thuy"),
        ("H29.18-261122-0001", "h29 18 261122 0001"),
        ("", ""),
    ],
)
def test_folding(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_clean_removes_what_can_not_be_seen() -> None:
    assert clean("Nguyễn\u200b \u202eVăn\u0000  An\u00a0") == "Nguyễn Văn An"


def test_clean_keeps_lines_when_asked() -> None:
    assert clean("một\r\n  hai", multiline=True) == "một\n hai"
