"""Sheets: typst sets PDF/A and xlsxwriter fills tables in a small process of its own, so that no web process carries them.

`compile_sheet` and `compile_table` are the doors; `motcua.kernel.press.hand` is the program at the other end of the pipe.
"""

import atexit
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LONGEST_SECONDS = 60.0
LENGTH = struct.Struct(">I")
PACKAGES = Path(__file__).resolve().parents[3]


class PressFailed(RuntimeError):
    """The sheet could not be set: the compiler's own words, or that the press stopped answering."""


class Press:
    """One running compiler and the turn to use it. It ends by itself when nothing is printed for a while."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._hand: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def compile(self, order: Mapping[str, Any]) -> bytes:
        """The bytes made for one order. A press that ended meanwhile is started anew, once. Raises PressFailed."""
        sent = json.dumps(order, ensure_ascii=False).encode()
        with self._turn:
            for _attempt in range(2):
                try:
                    good, made = self._ask(sent)
                except (OSError, EOFError):
                    self._stop()
                    continue
                if not good:
                    raise PressFailed(made.decode("utf-8", "replace"))
                return made
        raise PressFailed("the press stopped answering")

    def _ask(self, sent: bytes) -> tuple[bool, bytes]:
        hand = self._running()
        assert hand.stdin is not None
        hand.stdin.write(LENGTH.pack(len(sent)) + sent)
        hand.stdin.flush()
        until = time.monotonic() + LONGEST_SECONDS
        head = self._read(hand, LENGTH.size + 1, until)
        return head[:1] == b"+", self._read(hand, LENGTH.unpack(head[1:])[0], until)

    def _read(self, hand: "subprocess.Popen[bytes]", size: int, until: float) -> bytes:
        """Exactly so many bytes; a press that takes longer than a minute is ended."""
        assert hand.stdout is not None
        got = bytearray()
        with selectors.DefaultSelector() as waiting:
            waiting.register(hand.stdout, selectors.EVENT_READ)
            while len(got) < size:
                if not waiting.select(max(0.0, until - time.monotonic())):
                    self._stop()
                    raise PressFailed("the press took longer than a minute")
                part = os.read(hand.stdout.fileno(), size - len(got))
                if not part:
                    raise EOFError
                got += part
        return bytes(got)

    def _running(self) -> "subprocess.Popen[bytes]":
        """The press of this process; one inherited by a fork is another's."""
        if self._hand is None or self._owner != os.getpid() or self._hand.poll() is not None:
            self._owner = os.getpid()
            self._hand = subprocess.Popen(
                [sys.executable, "-m", "motcua.kernel.press.hand"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(PACKAGES)},
            )
        return self._hand

    def _stop(self) -> None:
        if self._hand is not None and self._owner == os.getpid():
            self._hand.kill()
            self._hand.wait()
            for pipe in (self._hand.stdin, self._hand.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:  # what was still unsent goes with the press
                        continue
        self._hand = None

    def close(self) -> None:
        """Ends the press, if this process has one."""
        with self._turn:
            self._stop()


PRESS = Press()
atexit.register(PRESS.close)


def compile_sheet(
    *,
    root: Path,
    sheet: Path | None = None,
    source: str = "",
    fonts: Path,
    inputs: Mapping[str, str],
    issued_at: str = "",
) -> bytes:
    """A PDF/A-2b from the typst file `sheet` below `root`, or from `source`; `inputs` are its `sys.inputs`.

    `issued_at` (ISO 8601) becomes the document's date, so that the same order gives the same bytes. Raises PressFailed.
    """
    order = {
        "root": str(root),
        "sheet": str(sheet) if sheet else "",
        "source": source,
        "fonts": str(fonts),
        "inputs": dict(inputs),
        "issued_at": issued_at,
    }
    return PRESS.compile(order)


def compile_table(
    *,
    name: str,
    above: Sequence[str],
    head: Sequence[str],
    rows: Sequence[Sequence[Any]],
    note: str = "",
    widths: Sequence[int] = (),
    fixed: int = 0,
) -> bytes:
    """An XLSX of one page called `name`: lines `above` (the first is the title), `head`, `rows`, a `note` below.

    Cells are text, numbers or None. `widths` are characters by column; the first `fixed` columns and the head stay in sight.
    Raises PressFailed.
    """
    order = {"name": name, "above": above, "head": head, "rows": rows, "note": note, "widths": widths, "fixed": fixed}
    return PRESS.compile(order)
