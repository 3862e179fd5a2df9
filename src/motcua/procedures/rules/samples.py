"""An answer a person might give to a question, and one that is wrong: for previews."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from motcua.procedures.rules.fields import FormField

TEXTS = {
    "name": "Nguyễn Thị An", "personal-number": "079190001234", "phone": "0903123456", "email": "ten@example.vn",
    "text": "…", "longtext": "…",
}  # fmt: skip
OTHERS: dict[str, Callable[[FormField, date], Any]] = {
    "boolean": lambda field, today: True,
    "agreement": lambda field, today: True,
    "choice": lambda field, today: field.options[0].value if field.options else None,
    "choices": lambda field, today: [option.value for option in field.options[:2]],
    "date": lambda field, today: today.isoformat(),
    "partial-date": lambda field, today: str(today.year),
    "address": lambda field, today: {"street": "12 Lê Lợi", "unit": "phường Bến Thành"},
    "table": lambda field, today: [{column.key: sample(column, today) for column in field.columns}],
}


def sample(field: FormField, today: date) -> Any:
    """An answer of the question's kind."""
    if field.fits:
        return field.fits
    if field.kind in TEXTS:
        return TEXTS[field.kind]
    if field.kind in OTHERS:
        return OTHERS[field.kind](field, today)
    least = field.minimum if field.minimum is not None else 1
    return least if field.kind == "number" else int(least)


def spoiled(field: FormField) -> Any:
    """An answer that the question refuses, where one is known: too large, too long, of another shape."""
    if field.misfit or (field.kind == "text" and field.pattern):
        return field.misfit or "~"
    if field.kind in ("number", "integer", "money"):
        limits = [field.maximum + 1] if field.maximum is not None else []
        limits += [field.minimum - 1] if field.minimum is not None else []
        return limits[0] if limits else None
    return {"personal-number": "1", "phone": "1", "email": "ten", "name": "1"}.get(field.kind)
