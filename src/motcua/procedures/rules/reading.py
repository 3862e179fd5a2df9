"""From what a browser or an API client sent to typed answers. What can't be read stays as it was typed, to be shown again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from motcua.procedures.rules.fields import FormField, Section

HARD_LIMIT = 20_000
MOST_ROWS = 200
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:[.\s][0-9]{3})+")
YES, NO = ("yes", "true", "1", "on", "co"), ("no", "false", "0", "khong")


class Posted(Protocol):
    """What a form's data must offer: Django's QueryDict does."""

    def get(self, key: str, default: Any = None, /) -> Any: ...
    def getlist(self, key: str, /) -> list[Any]: ...
    def __contains__(self, key: object, /) -> bool: ...


class Tidy(Protocol):
    """Cleans one text: spelling of letters, invisible characters, spaces."""

    def __call__(self, text: str, *, multiline: bool = False) -> str: ...


def tidy(text: str, *, multiline: bool = False) -> str:
    """NFC, no invisible or control characters, spaces folded; the kernel's `clean` does a little more."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("\r\n", "\n")
    return text.strip() if multiline else " ".join(text.split())


class PlainData(dict[str, Any]):
    """A plain mapping read like a QueryDict."""

    def getlist(self, key: str) -> list[Any]:
        """All values under a key."""
        value = self.get(key)
        return value if isinstance(value, list) else [] if value is None else [value]


def parse_form(section: Section, data: Any, clean: Tidy = tidy) -> dict[str, Any]:
    """Answers of one section as typed values; a field left empty is None, so that merging clears it.

    `data` is a QueryDict or a plain mapping of HTML names.
    """
    posted = data if hasattr(data, "getlist") else PlainData(data)
    return {field.key: read(field, field.key, posted, clean) for field in section.fields if field.kind != "computed"}


def read(field: FormField, name: str, posted: Posted, clean: Tidy) -> Any:
    """One field's value under its HTML name."""
    match field.kind:
        case "date" | "partial-date":
            return _read_date(field, name, posted, clean)
        case "choices":
            known = {str(option.value): option.value for option in field.options}
            picked = [clean(str(raw)[:300]) for raw in posted.getlist(name)[:MOST_ROWS]]
            return [known.get(raw, raw) for raw in dict.fromkeys(picked) if raw] or None
        case "address":
            parts = {part: clean(_raw(posted, f"{name}-{part}")) for part in ("street", "unit")}
            return {part: text for part, text in parts.items() if text} or None
        case "table":
            return _read_rows(field, name, posted, clean)
    return convert(field, clean(_raw(posted, name), multiline=field.kind == "longtext"))


def _raw(posted: Posted, name: str) -> str:
    """What was typed, never more than the engine is willing to look at."""
    return str(posted.get(name) or "")[: HARD_LIMIT + 1]


def convert(field: FormField, text: str) -> Any:
    """A typed value from clean text, or the text itself when it can't be one; '' becomes None."""
    if not text:
        return None
    reader = READERS.get(field.kind)
    return reader(field, text) if reader else text


def _read_date(field: FormField, name: str, posted: Posted, clean: Tidy) -> str | None:
    parts = [clean(_raw(posted, f"{name}-{part}")[:20]) for part in ("day", "month", "year")]
    if any(parts):
        return date_from_parts(*parts, partial=field.kind == "partial-date")
    return date_from_text(clean(_raw(posted, name)[:40])) or None


def date_from_parts(day: str, month: str, year: str, *, partial: bool) -> str:
    """'2026-08-17' (or '2026', '2026-08' when a part may be missing); else what was typed as '32/8/2026'."""
    if re.fullmatch(r"[0-9]{4}", year) and re.fullmatch(r"[0-9]{1,2}", month) and re.fullmatch(r"[0-9]{1,2}", day):
        return f"{year}-{int(month):02d}-{int(day):02d}"
    if partial and re.fullmatch(r"[0-9]{4}", year) and not day:
        if not month:
            return year
        if re.fullmatch(r"[0-9]{1,2}", month):
            return f"{year}-{int(month):02d}"
    return f"{day}/{month}/{year}"


def date_from_text(text: str) -> str:
    """ISO from 'd/m/yyyy', 'd-m-yyyy' or ISO; other text unchanged."""
    if found := re.fullmatch(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})", text):
        return date_from_parts(*found.groups(), partial=False)
    return text


def _read_rows(field: FormField, name: str, posted: Posted, clean: Tidy) -> list[dict[str, Any]] | None:
    """Rows `name-0-column`, `name-1-column`…; rows without any answer are dropped."""
    count = _raw(posted, f"{name}-rows")
    rows = []
    for number in range(min(int(count), MOST_ROWS) if re.fullmatch(r"[0-9]{1,4}", count) else 0):
        if f"{name}-{number}-remove" in posted:
            continue
        cells = {column.key: read(column, f"{name}-{number}-{column.key}", posted, clean) for column in field.columns}
        if any(value is not None for value in cells.values()):
            rows.append({key: value for key, value in cells.items() if value is not None})
    return rows or None


def _read_integer(field: FormField, text: str) -> Any:
    plain = re.sub(r"[\s.,]", "", text.removesuffix("đ").strip()) if field.kind == "money" else text
    if field.kind == "integer" and THOUSANDS.fullmatch(text):
        plain = re.sub(r"[.\s]", "", text)
    return int(plain) if re.fullmatch(r"-?[0-9]{1,15}", plain) else text


def _read_number(field: FormField, text: str) -> Any:
    """Vietnamese numbers: '1.250,5', '1.250' (a thousand), '120,5'; and '120.5' as some keyboards have it."""
    plain = text.replace(" ", "")
    if "," in plain or THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?", plain):
        return text
    number = float(plain)
    return int(number) if number.is_integer() else number


def _read_boolean(field: FormField, text: str) -> Any:
    return True if text in YES else False if text in NO else text


def _read_choice(field: FormField, text: str) -> Any:
    return next((option.value for option in field.options if str(option.value) == text), text)


def _read_digits(field: FormField, text: str) -> str:
    plain = re.sub(r"[\s.\-]", "", text)
    return plain if re.fullmatch(r"[0-9]+", plain) else text


def _read_phone(field: FormField, text: str) -> str:
    """'0901234567' from '+84 90 123 45 67' or '090.123.4567'; foreign numbers keep their '+'."""
    plain = re.sub(r"[\s.\-()]", "", text)
    plain = re.sub(r"^(?:\+84|0084|84(?=[0-9]{9}$))", "0", plain)
    return plain if re.fullmatch(r"\+?[0-9]+", plain) else text


READERS: dict[str, Callable[[FormField, str], Any]] = {
    "integer": _read_integer,
    "money": _read_integer,
    "number": _read_number,
    "boolean": _read_boolean,
    "agreement": _read_boolean,
    "choice": _read_choice,
    "personal-number": _read_digits,
    "phone": _read_phone,
    "email": lambda field, text: text.lower(),
}


def parse_json(section: Section, data: Mapping[str, Any], clean: Tidy = tidy) -> dict[str, Any]:
    """Answers of an API client for one section: types are taken as sent, texts cleaned, unknown keys not read."""
    return {
        field.key: tidy_value(data.get(field.key), clean, multiline=field.kind == "longtext")
        for field in section.fields
        if field.kind != "computed"
    }


def tidy_value(value: Any, clean: Tidy, *, multiline: bool = False, depth: int = 0) -> Any:
    """A JSON value with clean texts; too deep, too long and empty parts go."""
    if isinstance(value, str):
        return clean(value[: HARD_LIMIT + 1], multiline=multiline) or None
    if isinstance(value, Mapping) and depth < 3:
        cells = {str(key)[:60]: tidy_value(cell, clean, depth=depth + 1) for key, cell in list(value.items())[:60]}
        return {key: cell for key, cell in cells.items() if cell is not None} or None
    if isinstance(value, list) and depth < 3:
        return [tidy_value(cell, clean, depth=depth + 1) for cell in value[: MOST_ROWS + 1]] or None
    return value if isinstance(value, bool | int | float) else None
