"""Pure decisions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts import rules
from motcua.accounts.rules import CodeState, CodeVerdict, Span

T0 = datetime(2026, 8, 17, 8, tzinfo=UTC)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))


@st.composite
def spans(draw):
    start = draw(moments)
    length = draw(st.none() | st.timedeltas(timedelta(seconds=1), timedelta(days=90)))
    return Span(start, None if length is None else start + length)


@given(spans(), spans(), moments)
def test_spans_that_share_a_moment_overlap(one, other, at):
    if one.holds(at) and other.holds(at):
        assert one.overlaps(other)
    assert one.overlaps(other) == other.overlaps(one)


@given(spans())
def test_a_span_includes_its_start_and_not_its_end(span):
    assert span.holds(span.start)
    assert span.end is None or not span.holds(span.end)


@pytest.mark.parametrize(
    ("attempts", "after", "used_after", "matches", "verdict"),
    [
        (0, 0, None, True, CodeVerdict.GOOD),
        (4, 599, None, True, CodeVerdict.GOOD),
        (5, 1, None, True, CodeVerdict.EXHAUSTED),
        (0, 600, None, True, CodeVerdict.EXPIRED),
        (0, 1, None, False, CodeVerdict.WRONG),
        (0, 90, 30, True, CodeVerdict.GOOD),
        (0, 91, 30, True, CodeVerdict.USED),
        (0, 31, 30, False, CodeVerdict.USED),
    ],
)
def test_a_code_counts_once_for_ten_minutes_in_five_attempts(attempts, after, used_after, matches, verdict):
    used = None if used_after is None else T0 + timedelta(seconds=used_after)
    state = CodeState(T0 + rules.CODE_LIFE, attempts, used)
    assert rules.judge_code(state, matches=matches, at=T0 + timedelta(seconds=after)) == verdict


@pytest.mark.parametrize(
    ("number", "birth", "sex", "complaint"),
    [
        ("079190000123", date(1990, 4, 12), "female", ""),
        ("079090000123", date(1990, 4, 12), "male", ""),
        ("079205000123", date(2005, 4, 12), "male", ""),
        ("079305000123", date(2005, 4, 12), "female", ""),
        ("079190000123", date(1990, 4, 12), "male", "sex"),
        ("079190000123", date(1991, 4, 12), "female", "year"),
        ("079190000123", date(2090, 4, 12), "female", "year"),
        ("07919000012", None, "", "form"),
        ("0791900001２3", None, "", "form"),
        ("99919000012x", None, "", "form"),
    ],
)
def test_personal_numbers(number, birth, sex, complaint):
    assert rules.personal_number_complaint(number, birth_date=birth, sex=sex) == complaint


@pytest.mark.parametrize("code", ["0100109106", "0312345673", "0100109106-001", "079190000123"])
def test_tax_codes_that_are_right(code):
    assert rules.is_tax_code(code)


@pytest.mark.parametrize("code", ["0100109107", "010010910", "0100109106-01", "", "abc", "0312345681"])
def test_tax_codes_that_are_wrong(code):
    assert not rules.is_tax_code(code)


@given(st.from_regex(r"\A\+84[35789]\d{8}\Z"))
def test_a_masked_phone_hides_the_middle(phone):
    masked = rules.mask_phone(phone)
    assert masked.startswith("0") and masked.endswith(phone[-3:]) and phone[5:9] not in masked


def test_a_masked_address_keeps_host_and_ends():
    assert rules.mask_email("nguyen.an@example.vn") == "n***n@example.vn"
    assert rules.mask_email("a@example.vn") == "a***@example.vn"
