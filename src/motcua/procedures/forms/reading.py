"""What editors type, read: whole and other numbers, days, yes and no, keys from titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.folding import clean, fold

YES, NO = pgettext_lazy("answer", "có"), pgettext_lazy("answer", "không")
TODAY = _("hôm nay")


class BadAnswer(ValueError):
    """What was typed can't be meant; the words say what can."""


def whole(text: str) -> int | None:
    """A whole number typed with or without dots; None for anything else."""
    digits = re.sub(r"[.\s\u00a0]", "", text)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 12 else None


def number_of(text: str) -> int | float:
    """A number typed the Vietnamese way: '1.250,5'; raises BadAnswer."""
    plain = re.sub(r"[.\s\u00a0]", "", text).replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", plain):
        raise BadAnswer(_("Ghi một số, ví dụ 12 hoặc 1.250,5"))
    return float(plain) if "." in plain else int(plain)


def said_number(value: Any) -> str:
    """A number as an editor types it, '' for none."""
    if value is None or value == "":
        return ""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def day_of(text: str) -> str:
    """'hôm nay' → 'today', '24/06/2026' → '2026-06-24', '' → ''; raises BadAnswer."""
    text = clean(text)
    if not text:
        return ""
    if fold(text) in (fold(str(TODAY)), "hom nay", "today"):
        return "today"
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, shape).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadAnswer(_("Ghi ngày như 24/06/2026, hoặc “hôm nay”"))


def said_day(iso: Any) -> str:
    """A day of the document as an editor types it."""
    if iso == "today":
        return str(TODAY)
    try:
        return f"{date.fromisoformat(str(iso)):%d/%m/%Y}" if iso else ""
    except ValueError:
        return str(iso)


def said(value: Any) -> str:
    """An answer as an editor types it."""
    if isinstance(value, bool):
        return str(YES if value else NO)
    return "" if value is None else str(value)


def options_of(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The choices of a question."""
    found = (
        data.get("oneOf") or (data.get("items") or {}).get("oneOf") or [{"const": one} for one in data.get("enum", ())]
    )
    return list(found)


def fresh_key(title: str, taken: set[str]) -> str:
    """A key from the first words of a title that nothing else has; it stays when the title changes."""
    base = re.sub(r"[^a-z0-9]+", "_", fold(title)).strip("_")[:40] or "muc"
    base = base if base[0].isalpha() else f"m_{base}"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}_{number}", number + 1
    taken.add(key)
    return key
