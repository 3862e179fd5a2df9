"""Patterns that editors type: what masks and expressions mean, what is refused, and that no text ever hangs a check."""

import random
import re
from datetime import date

import pytest

from motcua.procedures.rules.checking import find_faults
from motcua.procedures.rules.expressions import read_pattern
from motcua.procedures.rules.fields import parse_form
from motcua.procedures.rules.patterns import BadPattern, pattern_of_mask, regex_of_mask
from motcua.procedures.rules.validation import validate

RUNAWAY = (
    "(a+)+$",
    "^(a|a)*$",
    "^(a|aa)+$",
    "((a*)*)*",
    "^(.*)(.*)(.*)(.*)x$",
    "^(\\d+)*$",
    "^" + "a?" * 18 + "a" * 18 + "$",
)
BROKEN = (
    "(",
    "[a",
    "a{2,1}",
    "\\1",
    "(?=a)b",
    "a**",
    "^a|b$",
    "",
    "x{900}",
    "[z-a]",
    "a|",
    "(a{50}){50}",
    "a" * 301,
    "😀",
)


def test_masks_as_anybody_writes_them() -> None:
    for mask, good, bad in (
        ("000.000.000", "079.123.456", "079123456"), ("A0000[-000]", "Đ1234-567", "đ1234"), ("aaa", "ănƠ", "an1"),
        ("*-**", "1-a2", "1-a"), ("\\0\\A", "0A", "1B"), ("[[0]0]/0", "12/3", "123/4"),
    ):  # fmt: skip
        assert pattern_of_mask(mask).fits(good) and not pattern_of_mask(mask).fits(bad), mask
        assert read_pattern(regex_of_mask(mask)).fits(good), "the file's pattern says the same"
    for mask in ("", "000[", "]", "[]", "0" * 201):
        with pytest.raises(BadPattern):
            pattern_of_mask(mask)


@pytest.mark.parametrize("text", [*RUNAWAY, *BROKEN])
def test_what_runs_away_or_can_not_be_read_is_refused(text) -> None:
    with pytest.raises(BadPattern):
        read_pattern(text)


def test_expressions_mean_what_they_mean_elsewhere() -> None:
    pick = random.Random(7)
    for text in (
        "^[0-9]{2,4}(-[0-9]{3})?$", "^(a|ab)(c|bcd)(d*)$", "(ab|a)b?", "^a{0,3}b{2,}c?$", "a+$", "^b", "^(?!.*(?:ab|ca)).*$",
        "^.*[0-9].*$", "^[^a-c]+$", "^\\d+[.-]\\w$", "^(?:01|1)+$",
    ):  # fmt: skip
        ours, theirs = read_pattern(text), re.compile(text)
        in_html = re.compile(ours.html)
        for _turn in range(400):
            word = "".join(pick.choice("abcd01-.") for _ in range(pick.randrange(12)))
            assert ours.fits(word) is bool(theirs.search(word)) is bool(in_html.fullmatch(word)), (text, word)


def form_of(**more):
    data = {"type": "string", "title": "Mã số", "x-section": "a", **more}
    return {"sections": [{"key": "a", "title": "A"}], "schema": {"properties": {"code": data}}}


def test_answers_are_checked_with_an_example_and_long_ones_at_once() -> None:
    form = parse_form(form_of(pattern=regex_of_mask("000.000"), **{"x-mask": "000.000", "x-fits": "079.123"}))
    assert validate(form, {"code": "079.123"}, today=date(2026, 1, 1)) == {}
    assert "ví dụ 079.123" in str(validate(form, {"code": "079123"}, today=date(2026, 1, 1))["code"])
    assert validate(form, {"code": "0" * 1_000_000}, today=date(2026, 1, 1))
    old = parse_form(form_of(pattern="^(a+)+$", maxLength=5000))
    assert validate(old, {"code": "a" * 4000 + "!"}, today=date(2026, 1, 1)) == {}, (
        "an unsafe one of before is not asked"
    )


def test_a_draft_with_a_bad_pattern_can_not_be_published() -> None:
    mask = {"pattern": regex_of_mask("000"), "x-mask": "000"}
    for more, words in (
        ({"pattern": "^(a+)+$"}, "treo"), ({"pattern": "^("}, "không đọc được"), ({**mask, "x-mask": "00"}, "cùng một điều"),
        ({**mask, "x-fits": "12"}, "không khớp mẫu"), ({**mask, "x-misfit": "123"}, "lại khớp mẫu"),
        ({**mask, "maxLength": 2000}, "dài nhiều nhất"),
    ):  # fmt: skip
        faults = [fault.message for fault in find_faults({"form": form_of(**more)}) if fault.path == "form.code"]
        assert any(words in one for one in faults), (more, faults)
