"""Lists of a document as rows an editor fills in. Keys are made once and never change with a title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.procedures.forms.cells import Sent, put, read_cell, shown_cell
from motcua.procedures.forms.reading import fresh_key, whole
from motcua.procedures.forms.sheets import Sheet

MOST_ROWS = 100
Rows = Sequence[Mapping[str, Any]]


@dataclass
class Read:
    """What was posted: rows for the document, faults by control name, and the rows that were taken away."""

    rows: list[dict[str, Any]]
    faults: dict[str, Any]
    gone: dict[str, str]


def identity(sheet: Sheet, row: Mapping[str, Any]) -> str:
    """What a row is known by between two screens: its key, else its number and title. Never its position."""
    if sheet.keyed:
        return str(row.get("key", ""))
    return f"{row.get('number', '')}|{row.get('title', '')}"


def posted_rows(posted: Mapping[str, str]) -> dict[int, str]:
    """Numbers of the rows that were sent, with what each is known by ('' for a new one)."""
    return {number: posted[f"r{number}-is"] for number in range(MOST_ROWS + 1) if f"r{number}-is" in posted}


def read_rows(sheet: Sheet, document: Mapping[str, Any], posted: Mapping[str, str]) -> Read:
    """The rows as posted, each matched by what it is known by. Properties without a column and rows that were not sent
    stay as they are; ticked ones go; an empty new one is left out; one that a colleague took away meanwhile is a fault.
    """
    standing, sent = sheet.rows(document), Sent(posted)
    known = {identity(sheet, row): row for row in standing}
    found = Read([], {}, {})
    rows: list[tuple[float, dict[str, Any]]] = []
    taken, numbers = {str(row.get("key", "")) for row in standing}, posted_rows(posted)
    for number, name in numbers.items():
        prefix = f"r{number}-"
        if f"{prefix}gone" in posted:
            found.gone[f"{prefix}gone"] = name
            continue
        if not name and not sent.text(f"{prefix}title"):
            continue
        if name and name not in known:
            found.faults[f"{prefix}title"] = _("Đồng nghiệp vừa bỏ mục này. Lưu lần nữa để thêm lại.")
        row = dict(known.get(name, {}))
        for column in sheet.columns:
            value, faults = read_cell(column, document, row, sent, prefix + column.name)
            found.faults |= faults
            put(row, column, value)
        found.faults |= {prefix + name: words for name, words in (sheet.check(row) if sheet.check else {}).items()}
        if sheet.keyed and "key" not in row:
            row = {"key": fresh_key(str(row.get("title", "")), taken), **row}
        rows.append((place(posted.get(f"{prefix}place", ""), number), row))
    rows += [(float(at), dict(row)) for at, row in enumerate(standing) if identity(sheet, row) not in numbers.values()]
    found.rows = [row for _place, row in sorted(rows, key=lambda pair: pair[0])]
    return found


def place(text: str, number: int) -> float:
    """Where a row wants to stand, counted from 1; where it stood without a wish."""
    wanted = whole(text)
    return number if wanted is None else wanted - 1.5 if wanted - 1 < number else wanted - 0.5


def drawn(
    sheet: Sheet, document: Mapping[str, Any], posted: Mapping[str, str] | None, faults: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Rows for the template, with an empty one at the end; what was typed stands again after a fault or a conflict.

    Where something else is kept now than what was typed, the cell says so: both versions are in sight.
    """
    rows: Rows = sheet.rows(document)
    draw = Drawer(sheet, document, posted, faults)
    if posted is None:
        return [draw.row(number, row) for number, row in enumerate([*rows, {}])]
    known = {identity(sheet, row): row for row in rows}
    sent = posted_rows(posted)
    shown = [draw.row(at, known.get(name, {}), sent=True, known=name in known) for at, name in sent.items()]
    fresh = [row for row in rows if identity(sheet, row) not in sent.values()]
    first = max(sent, default=-1) + 1
    shown += [draw.row(first + number, row) for number, row in enumerate(fresh)]
    if all(name for name in sent.values()) or not sent:
        shown.append(draw.row(first + len(fresh), {}))
    return shown


@dataclass(frozen=True)
class Drawer:
    """Draws the rows of one screen."""

    sheet: Sheet
    document: Mapping[str, Any]
    posted: Mapping[str, str] | None
    faults: Mapping[str, Any]

    def row(self, number: int, row: Mapping[str, Any], *, sent: bool = False, known: bool = True) -> dict[str, Any]:
        """One row for the template; `known` False: a row that is kept no longer, sent again as a new one."""
        posted = Sent(self.posted) if sent and self.posted is not None else None
        prefix = f"r{number}-"
        columns = self.sheet.columns
        cells = [shown_cell(one, self.document, row, prefix + one.name, posted, self.faults) for one in columns]
        return {
            "number": number,
            "is": identity(self.sheet, row) if row and known else "",
            "key": row.get("key", ""),
            "cells": cells,
            "gone": posted is not None and f"{prefix}gone" in posted,
            "fault": self.faults.get(f"{prefix}gone", ""),
            "new": not row,
        }
