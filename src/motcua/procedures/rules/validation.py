"""Checks answers against the form: one clear Vietnamese sentence for each field that needs the person's attention.

Paths: `child_name`, `residence.street`, `members.0.name`. Fields that are not shown are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from motcua.procedures.rules.expressions import read_pattern
from motcua.procedures.rules.fields import Form, FormField, visible_fields
from motcua.procedures.rules.messages import Message, gettext_noop, lower_first
from motcua.procedures.rules.patterns import BadPattern

Errors = dict[str, str]
PARTIAL = re.compile(r"[0-9]{4}(?:-(0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
PHONE = re.compile(r"0[0-9]{9,10}|\+[0-9]{8,15}")
NAME_NEVER = re.compile(r"[0-9<>{}\[\]@#$%^*=+|\\/~_]")
OLDEST = "1880-01-01"


def empty(value: Any) -> bool:
    """Whether nothing was answered."""
    return value is None or value == "" or value == [] or value == {}


def validate(form: Form, answers: Mapping[str, Any], section: str | None = None, *, today: date) -> Errors:
    """What is wrong, by path; {} when all is well. `section` limits the check to one screen."""
    errors: Errors = {}
    seen = visible_fields(form, answers)
    for part in form.sections:
        if section is None or part.key == section:
            for field in part.fields:
                if field.key in seen:
                    check(field, field.key, answers.get(field.key), errors, today)
    return errors


def check(field: FormField, path: str, value: Any, errors: Errors, today: date) -> None:
    """Checks one answer and notes its first fault."""
    if field.kind == "computed":
        return
    if empty(value) or (field.kind == "agreement" and value is False):
        if field.required:
            errors[path] = missing_message(field)
        return
    if field.kind == "table":
        _check_rows(field, path, value, errors, today)
    elif field.kind == "address":
        _check_address(field, path, value, errors)
    elif fault := CHECKS.get(field.kind, check_text)(field, value, today):
        errors[path] = fault


def missing_message(field: FormField) -> Message:
    """What to say when a required answer is missing."""
    if field.missing:
        return Message(field.missing)
    title = lower_first(field.title)
    if field.kind == "boolean":
        return Message(gettext_noop("Trả lời “Có” hoặc “Không”: %(title)s"), title=title)
    if field.kind == "choice":
        return Message(gettext_noop("Chọn %(title)s"), title=title)
    if field.kind == "choices":
        return Message(gettext_noop("Chọn ít nhất một mục: %(title)s"), title=title)
    if field.kind == "agreement":
        return Message(gettext_noop("Cần đánh dấu xác nhận: %(title)s"), title=title)
    if field.kind == "table":
        return Message(gettext_noop("Thêm ít nhất một dòng: %(title)s"), title=title)
    return Message(gettext_noop("Nhập %(title)s"), title=title)


def check_text(field: FormField, value: Any, today: date) -> Message | None:
    """Length and pattern of a text."""
    if not isinstance(value, str):
        return Message(gettext_noop("%(title)s phải là chữ"), title=field.title)
    if len(value) > field.longest:
        return Message(
            gettext_noop("%(title)s dài quá %(most)s ký tự, hãy viết ngắn hơn"), title=field.title, most=field.longest
        )
    if len(value) < field.shortest:
        return Message(gettext_noop("%(title)s cần ít nhất %(least)s ký tự"), title=field.title, least=field.shortest)
    if field.pattern and not of_shape(field.pattern, value):
        if field.fits:
            example = field.fits
            return Message(
                gettext_noop("%(title)s chưa đúng dạng, ví dụ %(example)s"), title=field.title, example=example
            )
        return Message(gettext_noop("%(title)s chưa đúng dạng. %(hint)s"), title=field.title, hint=field.hint)
    return None


def of_shape(pattern: str, value: str) -> bool:
    """Whether a text is of the shape; a pattern of before that can't be matched safely is not asked."""
    try:
        return read_pattern(pattern).fits(value)
    except BadPattern:
        return True


def check_name(field: FormField, value: Any, today: date) -> Message | None:
    """A person's name: letters, spaces, hyphen and apostrophe."""
    if fault := check_text(field, value, today):
        return fault
    if NAME_NEVER.search(value) or not any(char.isalpha() for char in value):
        return Message(gettext_noop("%(title)s chỉ gồm chữ cái, không có số hay ký hiệu"), title=field.title)
    return None


def check_personal_number(field: FormField, value: Any, today: date) -> Message | None:
    """Twelve digits (định danh cá nhân, NĐ 137/2015 Art. 13); there is no check digit."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{12}", value):
        return Message(gettext_noop("%(title)s phải gồm đúng 12 chữ số, ví dụ 079093001234"), title=field.title)
    return None


def check_phone(field: FormField, value: Any, today: date) -> Message | None:
    """A Vietnamese number from 0, or a foreign one from '+'."""
    if not isinstance(value, str) or not PHONE.fullmatch(value):
        return Message(gettext_noop("%(title)s chưa đúng, ví dụ 0903 123 456"), title=field.title)
    return None


def check_email(field: FormField, value: Any, today: date) -> Message | None:
    """One address with a domain."""
    if not isinstance(value, str) or len(value) > field.longest or not EMAIL.fullmatch(value):
        return Message(gettext_noop("%(title)s chưa đúng, ví dụ ten@example.vn"), title=field.title)
    return None


def check_number(field: FormField, value: Any, today: date) -> Message | None:
    """A number inside its limits; whole for `integer` and `money`."""
    whole = field.kind in ("integer", "money")
    right = isinstance(value, int) if whole else isinstance(value, int | float)
    if not right or isinstance(value, bool) or value != value or abs(value) > 10**15:
        if whole:
            return Message(gettext_noop("%(title)s phải là số nguyên, chỉ gồm chữ số"), title=field.title)
        return Message(gettext_noop("%(title)s phải là số, ví dụ 120,5"), title=field.title)
    if field.minimum is not None and value < field.minimum:
        return Message(
            gettext_noop("%(title)s phải từ %(least)s trở lên"), title=field.title, least=plain(field.minimum)
        )
    if field.maximum is not None and value > field.maximum:
        return Message(gettext_noop("%(title)s không được quá %(most)s"), title=field.title, most=plain(field.maximum))
    return None


def plain(number: float) -> str:
    """A limit as people write it: 1.000.000 or 0,5."""
    text = f"{number:,}" if isinstance(number, int) or not float(number).is_integer() else f"{int(number):,}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def check_choice(field: FormField, value: Any, today: date) -> Message | None:
    """One of the offered answers."""
    if isinstance(value, dict | list) or not any(value == option.value for option in field.options):
        return Message(gettext_noop("Chọn %(title)s trong danh sách"), title=lower_first(field.title))
    return None


def check_choices(field: FormField, value: Any, today: date) -> Message | None:
    """Only offered answers, each once."""
    known = [option.value for option in field.options]
    if not isinstance(value, list) or any(item not in known for item in value) or len(value) > len(known):
        return Message(gettext_noop("Chọn %(title)s trong danh sách"), title=lower_first(field.title))
    return None


def check_boolean(field: FormField, value: Any, today: date) -> Message | None:
    """Yes or no."""
    if not isinstance(value, bool):
        return Message(gettext_noop("Trả lời “Có” hoặc “Không”: %(title)s"), title=lower_first(field.title))
    return None


def real_date(value: Any) -> date | None:
    """The day of an ISO text, or None."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def check_date(field: FormField, value: Any, today: date) -> Message | None:
    """A day that exists, between `x-earliest` and `x-latest`."""
    day = real_date(value)
    if day is None:
        return Message(gettext_noop("%(title)s phải là ngày có thật, ví dụ 27 3 2026"), title=field.title)
    return _outside(field, day, day, today)


def check_partial_date(field: FormField, value: Any, today: date) -> Message | None:
    """A year, a month of a year or a full day: old papers often know only the year."""
    if isinstance(value, str) and PARTIAL.fullmatch(value):
        first = real_date(value if len(value) == 10 else f"{value}-01" if len(value) == 7 else f"{value}-01-01")
        if first is not None:
            return _outside(field, first, first, today)
    return Message(
        gettext_noop("%(title)s: nhập ngày, tháng, năm; nếu không nhớ thì chỉ nhập năm, ví dụ 1960"), title=field.title
    )


def _outside(field: FormField, first: date, last: date, today: date) -> Message | None:
    latest = today.isoformat() if field.latest == "today" else field.latest
    if latest and first.isoformat() > latest:
        if field.latest == "today":
            return Message(gettext_noop("%(title)s không được sau hôm nay"), title=field.title)
        return Message(gettext_noop("%(title)s không được sau ngày %(day)s"), title=field.title, day=shown(latest))
    earliest = today.isoformat() if field.earliest == "today" else field.earliest or OLDEST
    if last.isoformat() < earliest:
        return Message(gettext_noop("%(title)s không được trước ngày %(day)s"), title=field.title, day=shown(earliest))
    return None


def shown(iso: str) -> str:
    """An ISO day, month or year as people write it: '17/08/2026'."""
    return "/".join(reversed(iso.split("-")))


def _check_address(field: FormField, path: str, value: Any, errors: Errors) -> None:
    if not isinstance(value, Mapping) or not set(value) <= {"street", "unit"}:
        errors[path] = Message(gettext_noop("Nhập %(title)s"), title=lower_first(field.title))
        return
    for part, words in ADDRESS_PARTS.items():
        text = value.get(part)
        if empty(text):
            if part == "unit" or field.required:
                errors[f"{path}.{part}"] = Message(words, title=lower_first(field.title))
        elif not isinstance(text, str) or len(text) > field.longest:
            errors[f"{path}.{part}"] = Message(
                gettext_noop("%(title)s dài quá %(most)s ký tự, hãy viết ngắn hơn"),
                title=field.title,
                most=field.longest,
            )


ADDRESS_PARTS = {
    "street": gettext_noop("Nhập số nhà, đường hoặc ấp, khu phố của %(title)s"),
    "unit": gettext_noop("Nhập xã, phường và tỉnh, thành phố của %(title)s"),
}


def _check_rows(field: FormField, path: str, value: Any, errors: Errors, today: date) -> None:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        errors[path] = missing_message(field)
        return
    if len(value) > field.longest:
        errors[path] = Message(
            gettext_noop("%(title)s: nhiều nhất %(most)s dòng"), title=field.title, most=field.longest
        )
    elif len(value) < field.shortest:
        errors[path] = Message(
            gettext_noop("%(title)s: cần ít nhất %(least)s dòng"), title=field.title, least=field.shortest
        )
    for number, row in enumerate(value[: field.longest]):
        for column in field.columns:
            if holds_in_row(column, row):
                check(column, f"{path}.{number}.{column.key}", row.get(column.key), errors, today)


def holds_in_row(column: FormField, row: Mapping[str, Any]) -> bool:
    """Whether a column is asked in this row: its condition looks at the same row."""
    from motcua.procedures.rules.conditions import holds

    return holds(column.show_if, row)


CHECKS: dict[str, Callable[[FormField, Any, date], Message | None]] = {
    "name": check_name,
    "personal-number": check_personal_number,
    "phone": check_phone,
    "email": check_email,
    "number": check_number,
    "integer": check_number,
    "money": check_number,
    "choice": check_choice,
    "choices": check_choices,
    "boolean": check_boolean,
    "agreement": check_boolean,
    "date": check_date,
    "partial-date": check_partial_date,
}
