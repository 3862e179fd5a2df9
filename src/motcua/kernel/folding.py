"""Vietnamese text made comparable: one spelling of each letter, and a folded form without marks for searching."""

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SPACES = re.compile(r"[^\S\n]+")
NOT_WORD = re.compile(r"[^0-9a-z]+")


def clean(text: str, *, multiline: bool = False) -> str:
    """One spelling (NFC) without invisible, directional or control characters; spaces folded, ends trimmed."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", CONTROL.sub("", text)))
    text = SPACES.sub(" ", text.replace("\r\n", "\n"))
    return text.strip() if multiline else " ".join(text.split())


def fold(text: str) -> str:
    """Letters and digits only, without marks and case, words parted by one space: 'Đường Số 3' → 'duong so 3'."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return NOT_WORD.sub(" ", text).strip()
