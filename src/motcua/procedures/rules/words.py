"""Vietnamese numbers and dates in words, as forms ask for them ('Bằng chữ')."""

from __future__ import annotations

from datetime import date

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ", "triệu tỷ")


def group_in_words(number: int, *, full: bool) -> str:
    """A group of three digits; `full` says the hundreds even when they are zero ('không trăm lẻ năm')."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0 and ones:
        words += ["lẻ"] if words else []
    elif tens == 1:
        words.append("mười")
    elif tens:
        words += [DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5 and tens:
        words.append("lăm")
    elif ones:
        words.append(DIGITS[ones])
    return " ".join(words)


def number_in_words(number: int) -> str:
    """1_250_000 → 'một triệu hai trăm năm mươi nghìn'; from zero up to 10^18."""
    if number == 0:
        return DIGITS[0]
    if number < 0 or number >= 10**18:
        raise ValueError(number)
    groups = []
    while number:
        number, rest = divmod(number, 1000)
        groups.append(rest)
    words = [
        f"{group_in_words(group, full=place < len(groups) - 1)} {SCALES[place]}".strip()
        for place, group in reversed(list(enumerate(groups)))
        if group
    ]
    return " ".join(words)


def money_in_words(amount: int) -> str:
    """'Năm mươi triệu đồng'."""
    words = f"{number_in_words(amount)} đồng"
    return words[:1].upper() + words[1:]


def date_in_words(day: date) -> str:
    """'Ngày mùng một tháng tư năm hai nghìn không trăm hai mươi sáu', as birth certificates write it."""
    of_month = f"mùng {number_in_words(day.day)}" if day.day <= 10 else number_in_words(day.day)
    month = "tư" if day.month == 4 else number_in_words(day.month)
    return f"Ngày {of_month} tháng {month} năm {number_in_words(day.year)}"
