"""One control of a row: what stands in it, what was posted in it, how the document keeps that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.folding import clean
from motcua.procedures.forms.conditions import ConditionForm
from motcua.procedures.forms.reading import BadAnswer, day_of, said_day, whole
from motcua.procedures.forms.sheets import Column

LONGEST = 3000
WRONG_NUMBER = _("Ghi một số nguyên, không âm")
TIME = re.compile(r"(working|elapsed) (\d+)([dhm])")
TIMES = {
    "working h": _("giờ làm việc"), "working d": _("ngày làm việc"), "working m": _("phút làm việc"),
    "elapsed h": _("giờ liên tục"), "elapsed d": _("ngày liên tục"),
}  # fmt: skip
COMPARED = ("text", "long", "lines", "number", "money", "day")


class Sent:
    """What a browser sent; a test may send a plain mapping."""

    def __init__(self, posted: Mapping[str, Any]) -> None:
        self.posted = posted

    def __contains__(self, name: str) -> bool:
        return name in self.posted

    def text(self, name: str, *, multiline: bool = False) -> str:
        """One value, cleaned."""
        return clean(str(self.posted.get(name, "")), multiline=multiline)

    def several(self, name: str) -> list[str]:
        """All values of a name."""
        many = getattr(self.posted, "getlist", None)
        return [clean(str(one)) for one in (many(name) if many else self.posted.get(name, []))]


def condition_form(column: Column, name: str, document: Mapping[str, Any], standing: Any, data: Any) -> ConditionForm:
    """The controls of a condition in a row."""
    asked = ((document.get("form") or {}).get("schema") or {}).get("properties") or {}
    return ConditionForm(data, prefix=name, asked=asked, standing=standing)


def read_cell(
    column: Column, document: Mapping[str, Any], row: Mapping[str, Any], sent: Sent, name: str
) -> tuple[Any, dict[str, Any]]:
    """(value, faults by control) of one cell; what is too long is said, never cut."""
    if column.kind == "condition":
        form = condition_form(column, name, document, row.get(column.name), sent.posted)
        if form.is_valid():
            found = form.condition()
            missing = column.required and found is None
            return found, {f"{name}-field1": _("Chọn câu hỏi và câu trả lời")} if missing else {}
        return row.get(column.name), {f"{name}-{field}": words[0] for field, words in form.errors.items()}
    if column.kind == "tick":
        return name in sent, {}
    if column.kind == "picks":
        known = column.choices_in(document)
        return [one for one in sent.several(name) if one in known], {}
    value, fault = read_line(column, document, sent, name)
    return value, {name: fault} if fault else {}


def read_line(column: Column, document: Mapping[str, Any], sent: Sent, name: str) -> tuple[Any, Any]:
    """(value, fault) of a cell of one control."""
    text = sent.text(name, multiline=column.kind in ("lines", "long"))
    if len(text) > LONGEST:
        return text, _("Dài quá %(most)s chữ") % {"most": LONGEST}
    if column.required and not text:
        return text, _("Hãy ghi %(what)s") % {"what": str(column.label).lower()}
    match column.kind:
        case "lines":
            return [line.strip() for line in text.splitlines() if line.strip()], None
        case "number" | "money" if not text:
            return (None if column.kind == "money" else 0), None
        case "number" | "money":
            number = whole(text)
            return number, WRONG_NUMBER if number is None else None
        case "time":
            return read_time(text, sent.text(f"{name}-unit"))
        case "day":
            return read_day(text)
        case "choice" if text not in column.choices_in(document):
            return column.otherwise, _("Chọn một trong danh sách") if text or column.required else None
    return text, None


def read_time(text: str, unit: str) -> tuple[str, Any]:
    """A time as the document keeps it."""
    number = whole(text)
    if not number or unit not in TIMES:
        return text, _("Ghi một số từ 1 trở lên")
    return f"{unit.split()[0]} {number}{unit.split()[1]}", None


def read_day(text: str) -> tuple[str, Any]:
    """A day as the document keeps it."""
    try:
        return day_of(text), None
    except BadAnswer as fault:
        return text, str(fault)


def shown_value(column: Column, row: Mapping[str, Any]) -> Any:
    """What stands in a control before anybody types."""
    value = row.get(column.name, column.otherwise)
    match column.kind:
        case "lines":
            return "\n".join(str(line) for line in value or [])
        case "money":
            return "" if value in (None, "") else f"{value:,}".replace(",", ".")
        case "day":
            return said_day(value)
        case "time":
            found = TIME.fullmatch(str(value or ""))
            return found[2] if found else ""
    return "" if value is None else value


def time_unit(value: Any) -> str:
    """The unit of a time as one of TIMES."""
    found = TIME.fullmatch(str(value or ""))
    return f"{found[1]} {found[3]}" if found else "working h"


def put(row: dict[str, Any], column: Column, value: Any) -> None:
    """Sets a property, or leaves it out when it says no more than its absence."""
    absent = value in (None, "", []) and not column.required and column.kind != "number"
    if (absent and column.name != "amount") or (column.name == "present_only" and not value):
        row.pop(column.name, None)
    else:
        row[column.name] = value


def shown_cell(
    column: Column,
    document: Mapping[str, Any],
    row: Mapping[str, Any],
    name: str,
    sent: Sent | None,
    faults: Mapping[str, Any],
) -> dict[str, Any]:
    """A cell for the template; what was typed stands again, and beside it what is kept now when that is something else."""
    kept = shown_value(column, row)
    cell: dict[str, Any] = {"column": column, "name": name, "value": kept, "fault": faults.get(name, ""), "kept": ""}
    cell["choices"] = [(key, words) for key, words in column.choices_in(document).items()]
    match column.kind:
        case "tick":
            cell["ticked"] = name in sent if sent else bool(row.get(column.name, column.otherwise))
        case "picks":
            cell["picked"] = sent.several(name) if sent else [str(one) for one in row.get(column.name) or ()]
        case "condition":
            cell["form"] = form = condition_form(
                column, name, document, row.get(column.name), sent.posted if sent else None
            )
            cell["open"] = bool(row.get(column.name)) or bool(form.errors) or column.required
            if form.is_bound and not form.errors and f"{name}-field1" in faults:
                form.add_error("field1", faults[f"{name}-field1"])
        case _ if sent:
            cell["value"] = str(sent.posted.get(name, ""))
    if column.kind == "time":
        cell["unit"] = sent.text(f"{name}-unit") if sent else time_unit(row.get(column.name))
        cell["choices"] = list(TIMES.items())
    if sent and row and column.kind in COMPARED and sent.text(name, multiline=True) != clean(str(kept), multiline=True):
        cell["kept"] = kept
    return cell
