"""The program that sets type: reads orders from its standard input, writes PDFs to its standard output.

It loads typst and nothing of the platform, keeps one compiler for each set of fonts, and ends with its parent's pipe or
when nothing was ordered for five minutes. An answer is `+` or `-`, a length in four bytes, then the PDF or the fault.
"""

import json
import os
import selectors
import struct
import sys
from datetime import datetime
from functools import lru_cache
from typing import Any

import typst

IDLE_SECONDS = 300
LENGTH = struct.Struct(">I")


@lru_cache(maxsize=4)
def compiler(root: str, fonts: str) -> Any:
    """A compiler with the fonts of one folder only, never the system's."""
    kept = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    return typst.Compiler(root=root, font_paths=kept)


def make(order: dict[str, Any]) -> bytes:
    """The PDF of one order."""
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
