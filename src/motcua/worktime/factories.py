"""Test data of the room: the usual calendar, published."""

from datetime import date

from motcua.kernel.actors import SYSTEM
from motcua.worktime.actions import load_demo, publish_version, set_day, set_hours
from motcua.worktime.models import CalendarVersion


def make_calendar() -> CalendarVersion:
    """Everybody's calendar as in the demo: Monday-Friday 07:30-11:30, 13:00-17:00, holidays of 2024-2027."""
    return load_demo(actor=SYSTEM)


def make_saturday_morning(unit_id: int, *, field: str = "") -> CalendarVersion:
    """A unit that works on Saturday mornings."""
    set_hours(actor=SYSTEM, unit_id=unit_id, weekday=5, intervals=["07:30-11:30"], field=field)
    return publish_version(actor=SYSTEM, unit_id=unit_id, field=field)


def make_holiday(day: date, *, unit_id: int | None = None, note: str = "Ngày nghỉ") -> CalendarVersion:
    """A day off for a unit or for all, published."""
    set_day(actor=SYSTEM, unit_id=unit_id, day=day, kind="holiday", note=note)
    return publish_version(actor=SYSTEM, unit_id=unit_id)
