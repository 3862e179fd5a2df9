"""Fields the system fills in itself (`x-computed`): sums, products, differences, counts, times between two days, words.

A source is a field's key, or `table.column`. A computed field may use computed ones that stand before it in the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import prod
from typing import Any

from motcua.procedures.rules.fields import Form, FormField
from motcua.procedures.rules.validation import real_date
from motcua.procedures.rules.words import date_in_words, money_in_words, number_in_words

WORDS = ("date-in-words", "money-in-words", "number-in-words")
MANY = ("sum", "product")
SPANS = ("days", "months", "years")
NUMERIC = (*MANY, "difference", "count", *SPANS)
KINDS = (*WORDS, *NUMERIC)
NUMBERS = ("integer", "number", "money")
DAYS = ("date",)
COUNTABLE = ("table", "choices")
LARGEST = 10**15
Answers = Mapping[str, Any]


def sources_of(computed: Mapping[str, Any]) -> list[str]:
    """The fields, or columns of tables, a value is made of."""
    listed = computed.get("of")
    named = [*(listed if isinstance(listed, list) else []), computed.get("from"), computed.get("to")]
    return [str(one) for one in named if one]


def compute(field: FormField, answers: Answers) -> Any:
    """The value of a computed field, None while its sources can't be read."""
    rule = field.computed
    kind = str(rule.get("kind", ""))
    source = answers.get(str(rule.get("from", "")))
    match kind:
        case "date-in-words":
            day = real_date(source)
            return date_in_words(day) if day else None
        case "money-in-words" | "number-in-words":
            if not isinstance(source, int) or isinstance(source, bool) or not 0 <= source < LARGEST:
                return None
            return money_in_words(source) if kind == "money-in-words" else number_in_words(source)
        case "count":
            return len(source) if isinstance(source, list) else None
        case "difference":
            pair = [number(source), number(answers.get(str(rule.get("to", ""))))]
            return None if None in pair else tidy(pair[0] - pair[1])
        case "sum" | "product":
            return _many(kind, [str(one) for one in rule.get("of") or ()], answers)
    return _span(kind, real_date(source), real_date(answers.get(str(rule.get("to", ""))))) if kind in SPANS else None


def number(value: Any) -> Any:
    """A number, None for anything else."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def tidy(value: Any) -> Any:
    """A whole number without its comma, others to six places; None beyond what an answer may be."""
    if abs(value) >= LARGEST:
        return None
    rounded = round(value, 6)
    return int(rounded) if float(rounded).is_integer() else rounded


def _many(kind: str, names: list[str], answers: Answers) -> Any:
    """A sum of all sources; a product of fields, or of columns row by row and the rows added up."""
    tables = {name.partition(".")[0] for name in names if "." in name}
    if kind == "product" and tables:
        rows = answers.get(min(tables))
        columns = [name.partition(".")[2] for name in names]
        known = [[number(row.get(one)) for one in columns] for row in rows or () if isinstance(row, Mapping)]
        return tidy(sum(prod(row) for row in known if None not in row)) if known else None
    values = [value for name in names for value in _values(name, answers)]
    if not values or (kind == "product" and (None in values or len(values) < len(names))):
        return None
    known = [value for value in values if value is not None]
    if not known:
        return None
    return tidy(sum(known) if kind == "sum" else prod(known))


def _values(name: str, answers: Answers) -> Iterator[Any]:
    table, _dot, column = name.partition(".")
    if not column:
        yield number(answers.get(table))
        return
    rows = answers.get(table)
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, Mapping):
            yield number(row.get(column))


def _span(kind: str, start: date | None, end: date | None) -> int | None:
    """Days between two days, or whole months and years as birthdays count them; negative when the end comes first."""
    if start is None or end is None:
        return None
    if kind == "days":
        return (end - start).days
    if end < start:
        back = _span(kind, end, start)
        return None if back is None else -back
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return months if kind == "months" else months // 12


def with_computed(form: Form, settled: Answers) -> dict[str, Any]:
    """Settled answers with the computed fields worked out in the order of the form."""
    values = dict(settled)
    for key, field in form.fields.items():
        if field.kind == "computed" and (value := compute(field, values)) is not None:
            values[key] = value
    return values


def numeric(field: FormField) -> bool:
    """Whether its answer is a number."""
    return field.kind in NUMBERS or (field.kind == "computed" and field.computed.get("kind") in NUMERIC)


def whole(field: FormField) -> bool:
    """Whether its answer is always a whole number of things."""
    return field.kind == "integer" or (field.kind == "computed" and field.computed.get("kind") in ("count", *SPANS))


def computing_faults(form: Form, field: FormField) -> Iterator[str]:
    """Why a computed field can't be worked out, in words."""
    rule = field.computed
    kind, names = rule.get("kind"), sources_of(rule)
    wanted = 2 if kind in ("difference", *SPANS) else 1
    if kind not in KINDS or len(names) < wanted:
        yield "trường tự tính cần kiểu tính và trường nguồn có thật"
        return
    before = list(form.fields)[: list(form.fields).index(field.key)]
    for name in names:
        source = source_at(form, name)
        if source is None:
            yield f"trường tự tính dùng trường không có: {name}"
        elif source.kind == "computed" and name not in before:
            yield f"trường tự tính phải đứng sau trường tự tính mà nó dùng: {source.title}"
        elif not fits(str(kind), source):
            yield f"không tính được từ “{source.title}”"
    if kind == "product" and len({name.partition(".")[0] if "." in name else "" for name in names}) > 1:
        yield "phép nhân chỉ dùng các cột của cùng một bảng, hoặc các câu ngoài bảng"


def source_at(form: Form, name: str) -> FormField | None:
    """The field or column of that name."""
    table, _dot, column = name.partition(".")
    found = form.fields.get(table)
    if not column or found is None:
        return found
    return next((one for one in found.columns if one.key == column), None)


def fits(kind: str, source: FormField) -> bool:
    """Whether a value of that kind can be made from this source."""
    if kind == "count":
        return source.kind in COUNTABLE
    if kind in SPANS:
        return source.kind in DAYS
    if kind == "date-in-words":
        return source.kind in ("date", "partial-date")
    return numeric(source)
