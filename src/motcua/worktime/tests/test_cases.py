"""Due dates computed by hand. Monday 17 Aug 2026 is an ordinary day; days around Tết, swaps and New Year are not."""

from datetime import datetime

import pytest

from motcua.worktime.rules import VIETNAM, compute, parse_policy
from motcua.worktime.tests.calendar_of_years import CALENDAR

REPORT = "elapsed 240m; closed 17:00-07:30"
MORNINGS = f"{REPORT}; working-mornings"
STILL = f"{REPORT}; pause-closed"


def at(text: str) -> datetime:
    """Like 17/08/2026 10:00, in Vietnamese time; seconds and fractions if given."""
    _day, clock = text.split(" ", 1)
    form = "%d/%m/%Y %H:%M" + (":%S" if clock.count(":") == 2 else "") + (".%f" if "." in clock else "")
    return datetime.strptime(text, form).replace(tzinfo=VIETNAM)


# policy, received, effective start, due
PLAIN = [
    # day 1 is the working day after reception, whatever the hour
    ("working 3d", "17/08/2026 10:00", "18/08/2026 07:30", "20/08/2026 17:00"),
    ("working 3d", "17/08/2026 17:30", "18/08/2026 07:30", "20/08/2026 17:00"),
    ("working 3d", "17/08/2026 00:00", "18/08/2026 07:30", "20/08/2026 17:00"),
    ("working 3d", "17/08/2026 23:59:59", "18/08/2026 07:30", "20/08/2026 17:00"),
    ("working 1d", "16/08/2026 10:00", "17/08/2026 07:30", "17/08/2026 17:00"),
    # make-up Saturday 22 Aug 2026 counts, Monday 31 Aug to 2 Sep do not
    ("working 3d", "19/08/2026 09:00", "20/08/2026 07:30", "22/08/2026 17:00"),
    ("working 3d", "20/08/2026 09:00", "21/08/2026 07:30", "24/08/2026 17:00"),
    ("working 3d", "28/08/2026 15:00", "03/09/2026 07:30", "07/09/2026 17:00"),
    # Tết 2026: 16 to 20 Feb
    ("working 3d", "12/02/2026 16:59", "13/02/2026 07:30", "24/02/2026 17:00"),
    ("working 3d", "13/02/2026 10:00", "23/02/2026 07:30", "25/02/2026 17:00"),
    ("working 3d", "18/02/2026 09:00", "23/02/2026 07:30", "25/02/2026 17:00"),
    # New Year 2026: 2 Jan off, Saturday 10 Jan worked
    ("working 1d", "31/12/2025 10:00", "05/01/2026 07:30", "05/01/2026 17:00"),
    ("working 2d", "08/01/2026 09:00", "09/01/2026 07:30", "10/01/2026 17:00"),
    ("working 1d", "09/01/2026 16:00", "10/01/2026 07:30", "10/01/2026 17:00"),
    ("working 1d", "10/01/2026 08:00", "12/01/2026 07:30", "12/01/2026 17:00"),
    # midnight of New Year 2027, Tết 2027: 4 to 10 Feb
    ("working 1d", "31/12/2026 23:59:59", "04/01/2027 07:30", "04/01/2027 17:00"),
    ("working 1d", "01/01/2027 00:00", "04/01/2027 07:30", "04/01/2027 17:00"),
    ("working 2d", "03/02/2027 10:00", "11/02/2027 07:30", "12/02/2027 17:00"),
    # Vietnam Culture Day, Hùng Kings moved to Monday, 30 Apr and 1 May
    ("working 3d", "23/11/2026 09:00", "25/11/2026 07:30", "27/11/2026 17:00"),
    ("working 3d", "24/04/2026 09:00", "28/04/2026 07:30", "04/05/2026 17:00"),
    # minutes: used up exactly at the end of an interval is due at that end
    ("working 240m", "17/08/2026 07:30", "17/08/2026 07:30", "17/08/2026 11:30"),
    ("working 240m", "17/08/2026 07:30:01", "17/08/2026 07:30:01", "17/08/2026 13:00:01"),
    ("working 240m", "17/08/2026 05:00", "17/08/2026 07:30", "17/08/2026 11:30"),
    ("working 240m", "17/08/2026 08:00", "17/08/2026 08:00", "17/08/2026 13:30"),
    ("working 240m", "17/08/2026 11:30", "17/08/2026 13:00", "17/08/2026 17:00"),
    ("working 240m", "17/08/2026 12:15", "17/08/2026 13:00", "17/08/2026 17:00"),
    ("working 240m", "17/08/2026 16:00", "17/08/2026 16:00", "18/08/2026 10:30"),
    ("working 240m", "17/08/2026 17:00", "18/08/2026 07:30", "18/08/2026 11:30"),
    ("working 240m", "15/08/2026 10:00", "17/08/2026 07:30", "17/08/2026 11:30"),
    ("working 240m", "21/08/2026 16:00", "21/08/2026 16:00", "22/08/2026 10:30"),
    ("working 240m", "22/08/2026 15:00", "22/08/2026 15:00", "24/08/2026 09:30"),
    ("working 240m", "13/02/2026 15:00", "13/02/2026 15:00", "23/02/2026 09:30"),
    ("working 240m", "31/12/2025 16:00", "31/12/2025 16:00", "05/01/2026 10:30"),
    # hours
    ("working 8h", "17/08/2026 07:30", "17/08/2026 07:30", "17/08/2026 17:00"),
    ("working 8h", "17/08/2026 13:00", "17/08/2026 13:00", "18/08/2026 11:30"),
    ("working 8h", "09/01/2026 14:00", "09/01/2026 14:00", "10/01/2026 14:00"),
    ("working 8h", "23/11/2026 14:00", "23/11/2026 14:00", "25/11/2026 14:00"),
    # citizens' reports: strictly after 17:00 waits for 07:30 of any day
    (REPORT, "17/08/2026 17:00", "17/08/2026 17:00", "17/08/2026 21:00"),
    (REPORT, "17/08/2026 17:00:00.000001", "18/08/2026 07:30", "18/08/2026 11:30"),
    (REPORT, "17/08/2026 17:30", "18/08/2026 07:30", "18/08/2026 11:30"),
    (REPORT, "17/08/2026 16:59:59", "17/08/2026 16:59:59", "17/08/2026 20:59:59"),
    (REPORT, "17/08/2026 07:29:59", "17/08/2026 07:30", "17/08/2026 11:30"),
    (REPORT, "17/08/2026 07:30", "17/08/2026 07:30", "17/08/2026 11:30"),
    (REPORT, "17/08/2026 00:00", "17/08/2026 07:30", "17/08/2026 11:30"),
    (REPORT, "15/08/2026 10:00", "15/08/2026 10:00", "15/08/2026 14:00"),
    (REPORT, "31/12/2026 23:59:59", "01/01/2027 07:30", "01/01/2027 11:30"),
    ("elapsed 2h", "31/12/2026 23:00", "31/12/2026 23:00", "01/01/2027 01:00"),
    ("elapsed 5d", "14/02/2026 09:00", "14/02/2026 09:00", "19/02/2026 09:00"),
    ("elapsed 60m; closed 11:30-13:00", "17/08/2026 11:30", "17/08/2026 11:30", "17/08/2026 12:30"),
    ("elapsed 60m; closed 11:30-13:00", "17/08/2026 12:00", "17/08/2026 13:00", "17/08/2026 14:00"),
    # only working mornings
    (MORNINGS, "14/08/2026 17:30", "17/08/2026 07:30", "17/08/2026 11:30"),
    (MORNINGS, "15/08/2026 03:00", "17/08/2026 07:30", "17/08/2026 11:30"),
    (MORNINGS, "17/02/2026 10:00", "23/02/2026 07:30", "23/02/2026 11:30"),
    (MORNINGS, "22/08/2026 09:00", "22/08/2026 09:00", "22/08/2026 13:00"),
    # standing still outside hours
    (STILL, "17/08/2026 13:00", "17/08/2026 13:00", "17/08/2026 17:00"),
    (STILL, "17/08/2026 16:00", "17/08/2026 16:00", "18/08/2026 10:30"),
    (STILL, "14/08/2026 16:00", "14/08/2026 16:00", "15/08/2026 10:30"),
    (f"{MORNINGS}; pause-closed", "14/08/2026 16:00", "14/08/2026 16:00", "17/08/2026 10:30"),
    # same day, cut-off 15:00
    ("same-day; cutoff 15:00", "17/08/2026 15:00", "17/08/2026 15:00", "17/08/2026 17:00"),
    ("same-day; cutoff 15:00", "17/08/2026 15:00:01", "18/08/2026 07:30", "18/08/2026 17:00"),
    ("same-day; cutoff 15:00", "17/08/2026 06:00", "17/08/2026 07:30", "17/08/2026 17:00"),
    ("same-day; cutoff 15:00", "17/08/2026 12:00", "17/08/2026 13:00", "17/08/2026 17:00"),
    ("same-day; cutoff 15:00", "21/08/2026 15:30", "22/08/2026 07:30", "22/08/2026 17:00"),
    ("same-day; cutoff 15:00", "15/08/2026 09:00", "17/08/2026 07:30", "17/08/2026 17:00"),
    ("same-day; cutoff 15:00", "10/01/2026 14:00", "10/01/2026 14:00", "10/01/2026 17:00"),
    ("same-day; cutoff 15:00", "13/02/2026 15:01", "23/02/2026 07:30", "23/02/2026 17:00"),
    ("same-day; cutoff 15:00", "31/12/2026 15:01", "04/01/2027 07:30", "04/01/2027 17:00"),
]

# policy, received, pauses, due (None: paused)
PAUSED = [
    ("working 240m", "17/08/2026 08:00", ["17/08/2026 09:00 / 17/08/2026 10:00"], "17/08/2026 14:30"),
    ("working 240m", "17/08/2026 08:00", ["17/08/2026 11:30 / 17/08/2026 13:00"], "17/08/2026 13:30"),
    ("working 240m", "17/08/2026 08:00", ["16/08/2026 09:00 / 17/08/2026 07:00"], "17/08/2026 13:30"),
    ("working 240m", "17/08/2026 08:00", ["17/08/2026 07:00 / 17/08/2026 08:30"], "17/08/2026 14:00"),
    ("working 240m", "17/08/2026 08:00", ["17/08/2026 11:00 / 18/08/2026 20:00"], "19/08/2026 08:30"),
    ("working 240m", "17/08/2026 08:00", ["17/08/2026 12:00 / 17/08/2026 13:15"], "17/08/2026 13:45"),
    ("working 240m", "17/08/2026 07:30", ["17/08/2026 11:30 / "], "17/08/2026 11:30"),
    ("working 240m", "17/08/2026 07:30", ["17/08/2026 11:29:59 / "], None),
    ("working 240m", "13/02/2026 15:00", ["13/02/2026 16:00 / 20/02/2026 09:00"], "23/02/2026 10:30"),
    (
        "working 240m", "17/08/2026 08:00",
        ["17/08/2026 09:30 / 17/08/2026 10:00", "17/08/2026 09:00 / 17/08/2026 09:45"], "17/08/2026 14:30",
    ),
    ("working 240m; restart", "17/08/2026 08:00", ["17/08/2026 09:00 / 17/08/2026 10:00"], "17/08/2026 15:30"),
    ("working 240m; restart", "17/08/2026 08:00", ["17/08/2026 09:00 / 17/08/2026 18:00"], "18/08/2026 11:30"),
    ("working 240m; restart", "17/08/2026 08:00", ["17/08/2026 13:30 / 18/08/2026 09:00"], "17/08/2026 13:30"),
    ("working 240m; restart", "17/08/2026 08:00", ["17/08/2026 09:00 / "], None),
    # working days: a day counts unless its working time is touched
    ("working 3d", "17/08/2026 10:00", ["18/08/2026 17:30 / 19/08/2026 06:00"], "20/08/2026 17:00"),
    ("working 3d", "17/08/2026 10:00", ["18/08/2026 17:00 / 19/08/2026 07:30"], "20/08/2026 17:00"),
    ("working 3d", "17/08/2026 10:00", ["18/08/2026 12:00 / 18/08/2026 12:30"], "20/08/2026 17:00"),
    ("working 3d", "17/08/2026 10:00", ["17/08/2026 14:00 / 17/08/2026 16:00"], "20/08/2026 17:00"),
    ("working 3d", "17/08/2026 10:00", ["18/08/2026 10:00 / 20/08/2026 15:00"], "24/08/2026 17:00"),
    ("working 3d", "17/08/2026 10:00", ["20/08/2026 16:00 / 20/08/2026 16:30"], "21/08/2026 17:00"),
    ("working 3d", "17/08/2026 10:00", ["20/08/2026 17:00 / "], "20/08/2026 17:00"),
    ("working 3d", "17/08/2026 10:00", ["20/08/2026 16:59 / "], None),
    ("working 3d", "12/02/2026 09:00", ["13/02/2026 10:00 / 21/02/2026 09:00"], "25/02/2026 17:00"),
    (
        "working 3d", "17/08/2026 10:00",
        ["18/08/2026 08:00 / 18/08/2026 09:00", "18/08/2026 14:00 / 18/08/2026 15:00"], "21/08/2026 17:00",
    ),
    ("working 3d; restart", "17/08/2026 10:00", ["18/08/2026 09:00 / 19/08/2026 18:00"], "22/08/2026 17:00"),
    (REPORT, "17/08/2026 15:00", ["17/08/2026 16:00 / 17/08/2026 18:00"], "17/08/2026 21:00"),
    (REPORT, "17/08/2026 18:00", ["17/08/2026 20:00 / 18/08/2026 09:00"], "18/08/2026 13:00"),
    ("same-day; cutoff 15:00", "17/08/2026 09:00", ["17/08/2026 10:00 / 17/08/2026 14:00"], "17/08/2026 17:00"),
    ("same-day; cutoff 15:00", "17/08/2026 09:00", ["17/08/2026 10:00 / 17/08/2026 16:00"], "18/08/2026 17:00"),
    ("same-day; cutoff 15:00", "17/08/2026 09:00", ["17/08/2026 18:00 / 19/08/2026 10:00"], "17/08/2026 17:00"),
    ("same-day; cutoff 15:00", "17/08/2026 09:00", ["17/08/2026 10:00 / "], None),
    ("same-day; cutoff 15:00", "17/08/2026 09:00", ["17/08/2026 17:00 / 18/08/2026 09:00"], "17/08/2026 17:00"),
]  # fmt: skip


def pauses_of(texts: list[str]) -> list[tuple[datetime, datetime | None]]:
    """Pauses written "from / to"; an empty end is open."""
    pairs = [text.split(" / ") for text in texts]
    return [(at(begins), at(ends) if ends.strip() else None) for begins, ends in pairs]


@pytest.mark.parametrize(("policy", "received", "begins", "due"), PLAIN)
def test_by_hand(policy, received, begins, due):
    deadline = compute(parse_policy(policy), CALENDAR, at(received))
    assert (deadline.effective_start, deadline.due) == (at(begins), at(due))


@pytest.mark.parametrize(("policy", "received", "pauses", "due"), PAUSED)
def test_by_hand_with_pauses(policy, received, pauses, due):
    deadline = compute(parse_policy(policy), CALENDAR, at(received), pauses_of(pauses))
    assert deadline.due == (at(due) if due else None)
    assert deadline.paused == (due is None)


def test_restart_reports_the_last_run():
    pauses = pauses_of(["18/08/2026 09:00 / 19/08/2026 18:00"])
    deadline = compute(parse_policy("working 3d; restart"), CALENDAR, at("17/08/2026 10:00"), pauses)
    assert deadline.effective_start == at("20/08/2026 07:30")


def test_a_dossier_without_supplement_closes_after_its_working_days():
    policy = parse_policy("working 3d; restart; autoclose 15d")
    deadline = compute(policy, CALENDAR, at("11/02/2026 10:00"), pauses_of(["12/02/2026 09:00 / "]))
    assert deadline.due is None
    # 13 Feb is day 1, then Tết; 23 Feb is day 2, 27 Feb day 6, 6 Mar day 11, 12 Mar day 15
    assert deadline.closes_at == at("12/03/2026 17:00")
    assert compute(policy, CALENDAR, at("11/02/2026 10:00")).closes_at is None


def test_half_days_and_saturday_mornings():
    from motcua.worktime.rules import Calendar

    morning = ((450, 690),)
    calendar = Calendar(CALENDAR.weekly[:5] + (morning, ()), CALENDAR.days)
    assert compute(parse_policy("working 1d"), calendar, at("14/08/2026 10:00")).due == at("15/08/2026 11:30")
    assert compute(parse_policy("same-day; cutoff 15:00"), calendar, at("15/08/2026 11:00")).due == at(
        "15/08/2026 11:30"
    )
    assert compute(parse_policy("same-day; cutoff 15:00"), calendar, at("15/08/2026 14:00")).due == at(
        "17/08/2026 17:00"
    )
    assert compute(parse_policy("working 8h"), calendar, at("14/08/2026 13:00")).due == at("15/08/2026 11:30")
    at_closing = compute(parse_policy("same-day; cutoff 15:00"), calendar, at("15/08/2026 11:30"))
    assert at_closing.effective_start == at_closing.due == at("15/08/2026 11:30")
