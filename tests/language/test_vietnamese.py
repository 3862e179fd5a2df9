"""The Vietnamese of the screens: one spelling, one word for one thing."""

import re

import pytest

from tests.language.catalogue import SOURCE, entries

# Tone marks stand as in "hòa, thủy": never on the second vowel of an open oa, oe, uy.
NEWER_TONES = re.compile(r"(?<![qQ])(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")
OLD_I = re.compile(r"\b(qui định|qui trình|lí do|kí tên|chữ kí|xử lí|quản lí|đăng kí|pháp lí)\b", re.IGNORECASE)
ONE_WORD = {
    "email": "thư điện tử",
    "e-mail": "thư điện tử",
    "SĐT": "số điện thoại",
    "mã bí mật": "mã tra cứu riêng",
    "bản viết dở": "bản khai",
    "tin báo": "thông báo",
    "trang đầu": "trang chủ",
    "click": "bấm",
    "upload": "tải lên",
    "download": "tải về",
    "file": "tệp",
    "bạn": "một câu không cần xưng hô",
}


@pytest.mark.parametrize("found", [NEWER_TONES, OLD_I], ids=["tone marks", "i and y"])
def test_one_spelling(found: re.Pattern[str]) -> None:
    assert [entry.msgid for entry in entries() if found.search(entry.msgid)] == []


def test_one_word_for_one_thing() -> None:
    wrong = [
        f"{entry.msgid} → {better}"
        for entry in entries()
        for word, better in ONE_WORD.items()
        if re.search(rf"(?<![\w/@.:]){word}(?![\w@])", re.sub(r"%\(\w+\)s|<[^>]+>", "", entry.msgid))
    ]
    assert wrong == []


def test_sentences_are_short() -> None:
    """A sentence of more than 40 syllables is not read to its end."""
    sentences = [part for entry in entries() for part in re.split(r"[.;:?]\s", re.sub(r"<[^>]+>", "", entry.msgid))]
    assert [sentence for sentence in sentences if len(sentence.split()) > 40] == []


def test_no_space_before_a_mark_and_no_double_spaces() -> None:
    assert [entry.msgid for entry in entries() if re.search(r" [,.;:?](\s|$)|  ", entry.msgid)] == []


def test_scripts_of_the_page_speak_both_languages() -> None:
    source = (SOURCE / "ui" / "frontend" / "scripts" / "words.js").read_text(encoding="utf-8")
    vietnamese, english = (
        set(
            re.findall(
                r"^  (\w+):",
                re.search(rf"const {name} = {{(.*?)^}}", source, re.DOTALL | re.MULTILINE)[1],
                re.MULTILINE,
            )
        )
        for name in ("VI", "EN")
    )
    assert vietnamese == english and len(vietnamese) > 20
