"""The public holidays of Việt Nam as the library `holidays` knows them: a start, never the last word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import holidays


@dataclass(frozen=True)
class KnownDay:
    """A holiday, or a Saturday worked instead of one (`kind` "makeup")."""

    day: date
    kind: str
    note: str
    source: str


def known_days(years: Sequence[int]) -> list[KnownDay]:
    """Holidays and make-up days of the years. The library also lists make-up days of other years: those are left out."""
    known = holidays.country_holidays("VN", years=list(years), language="vi")
    source = f"Thư viện holidays {holidays.__version__}, cần đối chiếu với thông báo chính thức"
    off = [KnownDay(day, "holiday", name, source) for day, name in known.items()]
    worked = [
        KnownDay(day, "makeup", "Ngày làm bù", source)
        for day in getattr(known, "weekend_workdays", ())
        if day.year in years
    ]
    return sorted([*off, *worked], key=lambda row: row.day)
