"""Masking, routing, codes and the table of states, without a database."""

import pytest

from motcua.feedback.rules.codes import tidy
from motcua.feedback.rules.routing import Rule, target, tried
from motcua.feedback.rules.states import EDGES, State, fits
from motcua.kernel.masking import MARK, masked


@pytest.mark.parametrize(
    "text",
    ["0909 123 456", "+84 909.123.456", "59X1-234.56", "51A 123.45", "079190001234", "an.nguyen@example.vn"],
)
def test_numbers_mails_and_plates_are_covered(text: str) -> None:
    assert masked(f"Gặp {text} ở đây") == f"Gặp {MARK} ở đây"


def test_names_after_a_form_of_address_are_covered_and_streets_stay() -> None:
    assert masked("Sáng nay ông Nguyễn Văn Hai chạy xe ngã") == f"Sáng nay ông {MARK} chạy xe ngã"
    assert masked("Trước nhà bà Đặng Thị Út, số 12") == f"Trước nhà bà {MARK}, số 12"
    for harmless in (
        "Ổ gà ở đường Nguyễn Văn Tiết, sâu 20 cm",
        "Gọi 113, 114 hay 115",
        "Từ 17:00 đến 23 giờ ngày 25/11/2026",
    ):
        assert masked(harmless) == harmless


def test_the_first_rule_that_fits_wins() -> None:
    rules = [Rule(1, 10, frozenset({7})), Rule(2, 20, holds=lambda point: point[0] > 2), Rule(3, 30)]
    assert target(rules, [7, 1], None, 99) == 10
    assert target(rules, [5], (3.0, 3.0), 99) == 20
    assert target(rules, [5], (1.5, 1.5), 99) == 30
    assert [step.why for step in tried(rules, [5], None)] == ["category", "no-place", ""]
    assert target(rules[:2], [5], (1.0, 9.0), 99) == 99


def test_codes_as_people_type_them() -> None:
    for typed in (
        "pa 261127 0001",
        "PA-261127-0001",
        "pa2611270001",
        " PA–261127–0001 ",
        "261127-0001",
        "PA-26ll27-OOO1.",
    ):
        assert tidy(typed) == "PA-261127-0001"
    assert tidy("PA-261127-12345") == "PA-261127-12345"
    # One digit too few or too many may be anybody's code: it is nobody's.
    assert [tidy(typed) for typed in ("PA-261127-001", "PA-261127-00011", "PA-261127-12345678")] == ["", "", ""]
    assert [tidy(typed) for typed in ("H29.18.01-260817-0001", "", "PA", "PA-٢٦١١٢٧-0001")] == [""] * 4


def test_answered_reports_stay_answered_but_for_the_reporter() -> None:
    assert {verb for verb in EDGES if fits(verb, State.ANSWERED)} == {"reopen"}
    assert not any(fits(verb, State.DECLINED) for verb in EDGES)
    assert fits("publish", State.ANSWERED) and not fits("publish", State.HANDLING)
