"""Times, lengths of time and money as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.ui import words

AT = datetime(2026, 8, 17, 1, 5, tzinfo=UTC)


def test_moment_is_local_time():
    assert words.moment(AT) == "08:05 17/08/2026"
    assert words.moment("2026-08-17T17:30:00+00:00") == "00:30 18/08/2026"
    assert words.moment(date(2026, 8, 17)) == "17/08/2026"


@pytest.mark.parametrize("value", [None, "", "không phải ngày", "2026-13-45", 5])
def test_nothing_and_nonsense_give_nothing(value):
    assert words.moment(value) == words.day(value) == ""


def test_day_follows_the_local_calendar():
    assert words.day(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == "01/01/2027"
    assert words.day("2026-02-03") == "03/02/2026"
    assert words.day(date(987, 2, 3)) == "03/02/0987"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (7500, "còn 2 giờ 5 phút"),
        (7200, "còn 2 giờ"),
        (59, "còn dưới 1 phút"),
        (60, "còn 1 phút"),
        (86_400 * 3 + 3_600 * 4 + 120, "còn 3 ngày 4 giờ"),
        (86_400 + 120, "còn 1 ngày"),
        (-10_800, "quá hạn 3 giờ"),
        (timedelta(minutes=90), "còn 1 giờ 30 phút"),
        (None, ""),
    ],
)
def test_duration(seconds, said):
    with translation.override("vi"):
        assert words.duration(seconds) == said


@given(st.integers(min_value=-(10**8), max_value=10**8))
def test_every_duration_has_words(seconds):
    with translation.override("vi"):
        said = words.duration(seconds)
    assert said.startswith("quá hạn " if seconds < 0 else "còn ")
    assert "  " not in said
    assert not said.endswith(" ")


def test_dong():
    assert words.dong(12_000) == "12.000 đ"
    assert words.dong(0) == "0 đ"
    assert words.dong(1_234_567.4) == "1.234.567 đ"
    assert words.dong(None) == ""


def test_telephone_numbers_are_links_and_everything_else_is_escaped():
    said = str(words.dialled("Gọi 113, 0909 123 456 hoặc 1022 <b>; ngày 115/2026, 1.113 đồng, nhà 113/5, PA-1022-7"))
    assert said.count("tel:") == 3 and "&lt;b&gt;" in said
    assert 'href="tel:0909123456">0909 123 456</a>' in said and 'href="tel:1022"' in said
