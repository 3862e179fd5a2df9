"""Dates, times and names as an official Vietnamese paper writes them. Values in, words out."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def day_words(day: date) -> str:
    """'ngày 05 tháng 02 năm 2026': days under 10 and months under 3 take a zero (NĐ 30/2020)."""
    return f"ngày {day.day:02d} tháng {day.month if day.month > 2 else f'{day.month:02d}'} năm {day.year}"


def moment_words(at: datetime) -> str:
    """'09 giờ 30 phút, ngày 17 tháng 8 năm 2026', on the clock in Việt Nam."""
    at = at.astimezone(LOCAL)
    return f"{at:%H} giờ {at:%M} phút, {day_words(at.date())}"


def short_moment(at: datetime | None) -> str:
    """'09:30 17/08/2026' for tables; nothing for nothing."""
    return f"{at.astimezone(LOCAL):%H:%M %d/%m/%Y}" if at else ""


def plain_procedure(name: str) -> str:
    """The name as it stands after the word 'thủ tục': 'Thủ tục đăng ký khai sinh' → 'Đăng ký khai sinh'."""
    if name.casefold().startswith("thủ tục "):
        name = name[len("thủ tục ") :]
        return name[:1].upper() + name[1:]
    return name


LIMITS = (
    (re.compile(r"working (\d+)d"), "{} ngày làm việc"),
    (re.compile(r"working (\d+)h"), "{} giờ làm việc"),
    (re.compile(r"working (\d+)m"), "{} phút làm việc"),
    (re.compile(r"elapsed (\d+)m"), "{} phút"),
    (re.compile(r"elapsed (\d+)h"), "{} giờ"),
    (re.compile(r"elapsed (\d+)d"), "{} ngày"),
)


def limit_words(policy: str) -> str:
    """The statutory time of a clock policy in words: 'working 3d; pause' → '03 ngày làm việc'."""
    if policy.startswith("same-day"):
        cutoff = re.search(r"cutoff (\d\d):(\d\d)", policy)
        late = f"; nhận sau {cutoff[1]} giờ {cutoff[2]} phút thì trả trong ngày làm việc tiếp theo" if cutoff else ""
        return f"trong ngày làm việc{late}"
    for pattern, words in LIMITS:
        if found := pattern.match(policy):
            return words.format(f"{int(found[1]):02d}")
    return ""
