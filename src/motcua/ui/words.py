"""Times, lengths of time and money as people in Việt Nam read them."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from motcua.kernel import clock


def as_time(value: Any) -> datetime | date | None:
    """A datetime or date from itself or from ISO text; None for anything else."""
    if isinstance(value, str):
        try:
            return parse_datetime(value) or parse_date(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def moment(value: Any) -> str:
    """hh:mm dd/mm/yyyy on the local clock; a bare date gives dd/mm/yyyy; nothing gives ''."""
    at = as_time(value)
    if at is None:
        return ""
    if not isinstance(at, datetime):
        return day(at)
    local = clock.local(at) if at.tzinfo else at
    return local.strftime("%H:%M %d/%m/") + f"{local.year:04d}"


NUMBER = re.compile(r"(?<![\d.,/-])(?:11[1-5]|1022|0\d{2,3}[ .]?\d{3}[ .]?\d{3,4})(?![\d/-]|[.,]\d)")


def dialled(text: Any) -> SafeString:
    """Words in which telephone numbers can be tapped: the short ones for emergencies, 1022, and ordinary ones."""
    parts, end = [], 0
    said = str(text)
    for found in NUMBER.finditer(said):
        parts.append(escape(said[end : found.start()]))
        digits = "".join(each for each in found[0] if each.isdigit())
        parts.append(format_html('<a class="govuk-link" href="tel:{}">{}</a>', digits, found[0]))
        end = found.end()
    return SafeString("".join([*parts, escape(said[end:])]))


def day(value: Any) -> str:
    """dd/mm/yyyy, on the local calendar for an aware datetime; nothing gives ''."""
    at = as_time(value)
    if at is None:
        return ""
    if isinstance(at, datetime) and at.tzinfo:
        at = clock.local(at)
    return at.strftime("%d/%m/") + f"{at.year:04d}"


def length(seconds: int) -> str:
    """A positive length of time in its two largest units: '2 giờ 5 phút'; under a minute is 'dưới 1 phút'."""
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes = rest // 60
    parts = [
        ngettext("%(n)d ngày", "%(n)d ngày", days) % {"n": days} if days else "",
        ngettext("%(n)d giờ", "%(n)d giờ", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d phút", "%(n)d phút", minutes) % {"n": minutes} if minutes else "",
    ]
    first = next((place for place, part in enumerate(parts) if part), None)
    if first is None:
        return gettext("dưới 1 phút")
    return " ".join(part for part in parts[first : first + 2] if part)


def elapsed(value: Any) -> str:
    """A length of time, in seconds or as timedelta, in its two largest units; '–' for none."""
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    return length(int(seconds)) if seconds else "–"


def duration(value: Any) -> str:
    """What is left of a limit in seconds or as timedelta: 'còn 2 giờ 5 phút'; negative: 'quá hạn 3 giờ'."""
    if isinstance(value, timedelta):
        value = value.total_seconds()
    if not isinstance(value, int | float):
        return ""
    words = length(abs(int(value)))
    return gettext("quá hạn %s") % words if value < 0 else gettext("còn %s") % words


def dong(value: Any) -> str:
    """An amount of money in whole đồng: '12.000 đ'; nothing gives ''."""
    try:
        amount = round(value)
    except TypeError:
        return ""
    return f"{amount:,}".replace(",", ".") + " đ"
