"""Numbers that people and programs type."""

import pytest

from motcua.kernel.typed import number_typed, page_typed, subject_number


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
