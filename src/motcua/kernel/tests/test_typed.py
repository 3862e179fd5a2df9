"""Numbers and days that people and programs type; receipts of a browser session."""

from datetime import date
from types import SimpleNamespace

import pytest

from motcua.kernel.receipts import MOST, Receipts
from motcua.kernel.typed import day_typed, number_typed, page_typed, subject_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("0", 0), ("007", 7), ("9" * 18, 10**18 - 1), (5, 5),
        ("", None), ("-1", None), ("+1", None), ("1.5", None), ("²", None), ("１２", None), ("9" * 19, None), (" 1", None),
        ("9" * 5000, None), (None, None),
    ],
)  # fmt: skip
def test_only_plain_digits_are_a_number(text, number):
    assert number_typed(text) == number


def test_fewer_digits_may_be_wanted():
    assert (number_typed("2026", digits=4), number_typed("20261", digits=4)) == (2026, None)


@pytest.mark.parametrize(("text", "page"), [("3", 3), ("0", 1), ("", 1), ("²", 1), ("-2", 1), ("999999", 1)])
def test_a_page_is_one_from_one_on(text, page):
    assert page_typed(text) == page


def test_a_subject_is_of_its_kind():
    assert subject_number("report:12", "report", "opinion") == 12
    for other in ("dossier:12", "report:", "report:x", "report", "report:²", ""):
        assert subject_number(other, "report") is None


@pytest.mark.parametrize("text", ["", "hôm nay", "2026-02-30", "23/11/2026", "9" * 5000, "²", None])
def test_only_a_real_day_is_one(text):
    assert day_typed(text) is None


def test_a_day_is_read():
    assert day_typed("2026-11-23") == date(2026, 11, 23)


def test_a_browser_knows_its_newest_receipts_and_no_others():
    request, receipts = SimpleNamespace(session={}), Receipts("test.unlocked")
    for number in range(MOST + 2):
        receipts.remember(request, f"H-{number}", f"S{number}")
    assert len(request.session["test.unlocked"]) == MOST
    assert receipts.secret_of(request, "H-2") == "S2" and receipts.secret_of(request, "H-1") == ""
    assert Receipts("other").secret_of(request, "H-2") == "" and receipts.secret_of(SimpleNamespace(), "H-2") == ""
