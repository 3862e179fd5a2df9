"""The calendar of the hand-computed cases, written out by hand from the announcements."""

from datetime import date

from motcua.worktime.rules import Calendar

OFFICE = ((450, 690), (780, 1020))
OFF = (
    (2026, 1, 1), (2026, 1, 2), (2026, 2, 16), (2026, 2, 17), (2026, 2, 18), (2026, 2, 19), (2026, 2, 20),
    (2026, 4, 27), (2026, 4, 30), (2026, 5, 1), (2026, 8, 31), (2026, 9, 1), (2026, 9, 2), (2026, 11, 24),
    (2027, 1, 1), (2027, 2, 4), (2027, 2, 5), (2027, 2, 8), (2027, 2, 9), (2027, 2, 10),
)  # fmt: skip
MADE_UP = ((2026, 1, 10), (2026, 8, 22))
CALENDAR = Calendar(
    (OFFICE,) * 5 + ((), ()),
    {date(*day): () for day in OFF} | {date(*day): OFFICE for day in MADE_UP},
    "tay",
    {date(2026, 2, 17): "Tết Nguyên đán", date(2026, 8, 22): "Làm bù cho 31/08"},
)
