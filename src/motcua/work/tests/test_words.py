import pytest

from motcua.units.queries import desk_of
from motcua.work.factories import at
from motcua.work.queries import left_words, light

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("due", "moment", "words"),
    [
        ("2026-08-10 11:30", "2026-08-10 08:00", "còn 3 giờ 30 phút làm việc"),
        ("2026-08-11 17:00", "2026-08-10 13:00", "còn 1 ngày 4 giờ làm việc"),
        ("2026-08-10 08:30", "2026-08-07 16:30", "còn 1 giờ 30 phút làm việc"),
        ("2026-08-10 07:30", "2026-08-08 12:00", "đến hạn ngay"),
        ("2026-08-07 17:00", "2026-08-09 12:00", "vừa quá hạn"),
        ("2026-08-07 16:00", "2026-08-10 09:30", "quá 3 giờ làm việc"),
    ],
)
def test_remaining_time_is_working_time(place, due, moment, words):
    assert left_words(desk_of(place.pk).pk, at(due), at(moment)) == words


def test_light_follows_the_rule_of_the_inbox():
    start, due = at("2026-08-03 08:00"), at("2026-08-10 17:00")
    assert light(due, start, at("2026-08-05 08:00")) == "ok"
    assert light(due, start, at("2026-08-09 17:00")) == "soon"
    assert light(due, start, at("2026-08-10 17:01")) == "late"
