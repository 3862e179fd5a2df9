"""What a person reads: the explanation says what counted and nothing that did not happen."""

import pytest

from motcua.worktime.rules import compute, parse_policy
from motcua.worktime.tests.calendar_of_years import CALENDAR
from motcua.worktime.tests.test_cases import at, pauses_of


def words(policy, received, *pauses):
    deadline = compute(parse_policy(policy), CALENDAR, at(received), pauses_of(list(pauses)))
    return [str(line) for line in deadline.explanation]


def test_working_days_over_a_swap():
    assert words("working 3d", "28/08/2026 15:00") == [
        "Tiếp nhận lúc 15:00 thứ Sáu 28/08/2026.",
        "Thời hạn 3 ngày làm việc, ngày thứ nhất là thứ Năm 03/09/2026 (sau ngày tiếp nhận).",
        "Không tính ngày nghỉ hằng tuần: thứ Bảy 29/08/2026, Chủ nhật 30/08/2026, thứ Bảy 05/09/2026, Chủ nhật 06/09/2026.",
        "Không tính ngày nghỉ: thứ Hai 31/08/2026, thứ Ba 01/09/2026, thứ Tư 02/09/2026.",
        "Hạn trả: 17:00 thứ Hai 07/09/2026.",
    ]


def test_a_make_up_day_is_named_when_it_counts():
    assert "Có tính thứ Bảy 22/08/2026: Làm bù cho 31/08." in words("working 3d", "19/08/2026 09:00")
    assert not any("22/08" in line for line in words("working 1d", "22/08/2026 09:00")[2:])


def test_a_report_after_hours():
    assert words("elapsed 240m; closed 17:00-07:30", "17/08/2026 17:30") == [
        "Tiếp nhận lúc 17:30 thứ Hai 17/08/2026.",
        "Tiếp nhận ngoài giờ (17:00–07:30) hoặc vào ngày nghỉ nên tính từ 07:30 thứ Ba 18/08/2026.",
        "Thời hạn 240 phút tính liên tục, kể cả ngoài giờ làm việc, từ 07:30 thứ Ba 18/08/2026.",
        "Hạn trả: 11:30 thứ Ba 18/08/2026.",
    ]


@pytest.mark.parametrize(
    "policy", ["elapsed 240m; closed 17:00-07:30", "elapsed 24h; closed 17:00-07:30; pause-closed"]
)
def test_a_clock_that_runs_on_weekends_does_not_say_otherwise(policy):
    assert not any("Không tính ngày nghỉ" in line for line in words(policy, "15/08/2026 10:00"))


def test_seconds_are_shown_when_there_are_any():
    assert words("working 240m", "17/08/2026 07:30:01")[-1] == "Hạn trả: 13:00:01 thứ Hai 17/08/2026."


def test_pauses_and_what_they_did():
    lines = words("working 3d; restart", "17/08/2026 10:00", "18/08/2026 09:00 / 19/08/2026 18:00")
    assert (
        "Yêu cầu bổ sung lúc 09:00 thứ Ba 18/08/2026, nhận bổ sung lúc 18:00 thứ Tư 19/08/2026: thời hạn tính lại từ đầu."
        in lines
    )
    open_lines = words("working 3d; autoclose 2d", "17/08/2026 10:00", "18/08/2026 09:00 / ")
    assert open_lines[-2:] == [
        "Đang tạm dừng từ 09:00 thứ Ba 18/08/2026 để chờ bổ sung; có hạn trả mới khi nhận đủ bổ sung.",
        "Nếu không bổ sung, hồ sơ được đóng lúc 17:00 thứ Năm 20/08/2026.",
    ]
    after = words("working 3d", "17/08/2026 10:00", "21/08/2026 09:00 / 21/08/2026 10:00")
    assert not any("Tạm dừng" in line for line in after)


def test_many_weekends_are_told_shortly():
    line = next(line for line in words("working 60d", "17/08/2026 10:00") if "hằng tuần" in line)
    assert line.count("/2026") == 12 and line.endswith("ngày).")


def test_same_day():
    assert "trả ngay trong ngày" in words("same-day; cutoff 15:00", "17/08/2026 15:00")[1]
    assert "nên tính sang thứ Ba 18/08/2026" in words("same-day; cutoff 15:00", "17/08/2026 15:00:01")[1]
