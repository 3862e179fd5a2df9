"""Answers made final: hidden and empty ones dropped, computed ones filled in, gentle warnings, search columns, persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.procedures.rules.computing import with_computed
from motcua.procedures.rules.fields import Form, visible_fields
from motcua.procedures.rules.messages import Message, gettext_noop
from motcua.procedures.rules.validation import empty, real_date, shown


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is who in the answers: submitter (người nộp), owner (chủ hồ sơ), representative; owner defaults to submitter."""

    submitter_name: str = ""
    owner_name: str = ""
    representative_name: str = ""
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def settle(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The document a dossier keeps: only fields of the form that are shown and answered, in the form's order.

    Computed fields are worked out from what is kept: an answer to a hidden question counts nowhere.
    """
    seen = visible_fields(form, answers)
    asked = {
        key: answers[key]
        for key, field in form.fields.items()
        if key in seen and field.kind != "computed" and not empty(answers.get(key))
    }
    values = with_computed(form, asked)
    return {key: values[key] for key in form.fields if key in seen and not empty(values.get(key))}


def merge(answers: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's answers with one section's values on top; None clears."""
    merged = {**answers, **values}
    return {key: value for key, value in merged.items() if value is not None}


def prefilled(form: Form, profile: Mapping[str, Any]) -> dict[str, Any]:
    """First answers of a new draft from what the person's profile knows (`x-prefill: full_name`)."""
    return {
        key: profile[field.prefill]
        for key, field in form.fields.items()
        if field.prefill and not empty(profile.get(field.prefill))
    }


def address_text(value: Any) -> str:
    """An address on one line."""
    if isinstance(value, Mapping):
        return ", ".join(str(value[part]) for part in ("street", "unit") if value.get(part))
    return str(value or "")


def search_columns(form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """The first answer for each `x-search` name among the shown fields."""
    seen = visible_fields(form, answers)
    columns: dict[str, str] = {}
    for key, field in form.fields.items():
        if field.search and key in seen and not empty(answers.get(key)):
            value = answers[key]
            columns.setdefault(field.search, address_text(value) if field.kind == "address" else str(value))
    return columns


def persons_of(form: Form, answers: Mapping[str, Any]) -> Persons:
    """Names by `x-role`, contact and number by `x-search`."""
    seen = visible_fields(form, answers)
    names: dict[str, str] = {}
    for key, field in form.fields.items():
        if field.role and key in seen and not empty(answers.get(key)):
            names.setdefault(field.role, str(answers[key]))
    columns = search_columns(form, answers)
    submitter = names.get("submitter") or names.get("owner", "")
    return Persons(
        submitter_name=submitter,
        owner_name=names.get("owner") or submitter,
        representative_name=names.get("representative", ""),
        **{name: columns.get(name, "") for name in ("id_number", "phone", "email", "address")},
    )


def warnings(form: Form, answers: Mapping[str, Any], *, today: date) -> dict[str, str]:
    """Gentle hints that stop nobody: a personal number that does not fit sex or birth year, a date long ago."""
    notes: dict[str, str] = {}
    for key in visible_fields(form, answers):
        field, value = form.fields[key], answers.get(key)
        if field.kind == "personal-number" and isinstance(value, str) and len(value) == 12 and value.isdigit():
            if note := doubt_number(value, *(answers.get(field.matches.get(name, "")) for name in ("sex", "birth"))):
                notes[key] = note
        elif field.remind and (day := real_date(value)) and (today - day).days > int(field.remind.get("days", 0)):
            notes[key] = Message(str(field.remind.get("text", "")))
    return notes


def doubt_number(number: str, sex: Any, birth: Any) -> Message | None:
    """A doubt about a 12-digit number: digit 4 tells century and sex, digits 5–6 the birth year (TT 07/2016/TT-BCA)."""
    century, woman = divmod(int(number[3]), 2)
    year = 1900 + century * 100 + int(number[4:6])
    if sex in ("male", "female") and (sex == "female") != bool(woman):
        return Message(gettext_noop("Số định danh cho thấy giới tính khác với giới tính đã chọn, hãy kiểm tra lại"))
    if isinstance(birth, str) and birth[:4].isdigit() and len(birth) >= 4 and int(birth[:4]) != year:
        return Message(
            gettext_noop("Số định danh cho thấy năm sinh %(year)s, khác với %(birth)s đã nhập, hãy kiểm tra lại"),
            year=year,
            birth=shown(birth),
        )
    return None
