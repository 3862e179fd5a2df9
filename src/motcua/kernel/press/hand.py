"""The program that makes sheets: reads orders from its standard input, writes PDFs and tables to its standard output.

It loads typst or xlsxwriter and nothing of the platform, keeps one compiler for each set of fonts, and ends with its
parent's pipe or when nothing was ordered for five minutes. An answer is `+` or `-`, a length in four bytes, then what was
made or the fault.
"""

import io
import json
import os
import selectors
import struct
import sys
from datetime import datetime
from functools import lru_cache
from typing import Any

IDLE_SECONDS = 300
LENGTH = struct.Struct(">I")


@lru_cache(maxsize=4)
def compiler(root: str, fonts: str) -> Any:
    """A compiler with the fonts of one folder only, never the system's."""
    import typst

    kept = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    return typst.Compiler(root=root, font_paths=kept)


def table(order: dict[str, Any]) -> bytes:
    """The XLSX of one order: numbers are numbers, and text that begins like a formula or an address stays text."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(order["name"])
        bold, head = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True, "border": 1})
        for number, line in enumerate(order["above"]):
            page.write_string(number, 0, line, None if number else bold)
        start = len(order["above"]) + 1
        page.write_row(start, 0, order["head"], head)
        for number, row in enumerate(order["rows"], start + 1):
            page.write_row(number, 0, ["" if cell is None else cell for cell in row])
        page.write_string(start + len(order["rows"]) + 2, 0, order["note"])
        for column, width in enumerate(order["widths"]):
            page.set_column(column, column, width)
        page.freeze_panes(start + 1, order["fixed"])
    return made.getvalue()


def make(order: dict[str, Any]) -> bytes:
    """The PDF or the table of one order."""
    if "rows" in order:
        return table(order)
    made = compiler(order["root"], order["fonts"]).compile(
        order["sheet"] or order["source"].encode(),
        format="pdf",
        sys_inputs=order["inputs"],
        pdf_standards="a-2b",
        timestamp=datetime.fromisoformat(order["issued_at"]).replace(microsecond=0) if order["issued_at"] else None,
    )
    assert isinstance(made, bytes)
    return made


def answer(order: bytes) -> bytes:
    """What goes back for one order."""
    try:
        good, made = b"+", make(json.loads(order))
    except Exception as fault:  # whatever is wrong with a sheet is told, and the next one is set
        good, made = b"-", str(fault).encode()
    return good + LENGTH.pack(len(made)) + made


def read(size: int) -> bytes:
    """Exactly so many bytes; none when the parent is gone."""
    got = b""
    while len(got) < size:
        part = os.read(0, size - len(got))
        if not part:
            return b""
        got += part
    return got


def main() -> None:
    """Answers orders until nobody wants one."""
    out = sys.stdout.buffer
    with selectors.DefaultSelector() as waiting:
        waiting.register(0, selectors.EVENT_READ)
        while waiting.select(IDLE_SECONDS):
            head = read(LENGTH.size)
            if not head:
                return
            out.write(answer(read(LENGTH.unpack(head)[0])))
            out.flush()


if __name__ == "__main__":
    main()
