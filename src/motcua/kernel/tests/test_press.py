"""The press sets type in a process of its own: it outlives faults, and a killed one is replaced."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from motcua.kernel.press import PRESS, PressFailed, compile_sheet

FONTS_AT = Path(__file__).resolve().parents[2] / "dossiers" / "slips" / "fonts"


def page(source: str, **inputs: str) -> bytes:
    return compile_sheet(
        root=FONTS_AT, source=source, fonts=FONTS_AT, inputs=inputs, issued_at="2026-11-27T08:00:00+07:00"
    )


def test_the_same_order_gives_the_same_bytes() -> None:
    first = page('Giấy #sys.inputs.at("so")', so="01")
    assert first.startswith(b"%PDF-1.")
    assert page('Giấy #sys.inputs.at("so")', so="01") == first
    assert page('Giấy #sys.inputs.at("so")', so="02") != first


def test_a_fault_is_told_and_the_next_sheet_is_set() -> None:
    with pytest.raises(PressFailed, match="unknown variable"):
        page("#khong-co")
    assert page("Sau lỗi").startswith(b"%PDF")


def test_a_press_that_was_killed_is_replaced() -> None:
    page("Trước")
    old = PRESS._hand
    os.kill(old.pid, signal.SIGKILL)
    assert page("Sau").startswith(b"%PDF")
    assert PRESS._hand.pid != old.pid


def test_many_threads_take_turns() -> None:
    with ThreadPoolExecutor(8) as crowd:
        made = list(crowd.map(lambda number: page(f"= Tờ {number % 4}"), range(24)))
    assert len(set(made)) == 4


def test_the_compiler_stays_out_of_this_process() -> None:
    page("Tờ")
    assert "typst" not in Path("/proc/self/maps").read_text()
