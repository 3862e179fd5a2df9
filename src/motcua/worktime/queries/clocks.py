"""Due dates for a unit, from a policy written as text."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from motcua.kernel.refusals import Refusal
from motcua.worktime.queries.calendars import calendar_for
from motcua.worktime.rules import Deadline, Line, Policy, PolicyError, compute, parse_policy, remaining, used
from motcua.worktime.rules.explaining import Value, in_vietnamese
from motcua.worktime.rules.pauses import Pause


def policy_of(text: str) -> Policy:
    """The policy written as text; refuses with words on what is wrong."""
    try:
        return parse_policy(text)
    except PolicyError as error:
        raise Refusal(_("Quy tắc thời hạn không hợp lệ: %(why)s") % {"why": error}, fields={"policy": str(error)})


def due_at(
    policy: str, unit_id: int | None, start: datetime, pauses: Sequence[Pause] = (), field: str = ""
) -> Deadline:
    """The deadline of something received by a unit at `start`; keep `calendar_for(unit_id, field).version` beside it."""
    return compute(policy_of(policy), calendar_for(unit_id, field), start, pauses)


def used_at(
    policy: str, unit_id: int | None, start: datetime, until: datetime, pauses: Sequence[Pause] = (), field: str = ""
) -> timedelta | int:
    """How much of the limit is used at `until`: time, or working days for policies in days."""
    return used(policy_of(policy), calendar_for(unit_id, field), start, until, pauses)


def remaining_at(
    policy: str, unit_id: int | None, start: datetime, until: datetime, pauses: Sequence[Pause] = (), field: str = ""
) -> timedelta | int:
    """How much of the limit is left at `until`; negative when it is overrun."""
    return remaining(policy_of(policy), calendar_for(unit_id, field), start, until, pauses)


def in_words(lines: Iterable[Line]) -> list[str]:
    """An explanation in the language of the person who reads: one sentence a line."""
    return [line.words(gettext, _shown) for line in lines]


def _shown(value: Value) -> str:
    if (get_language() or "vi").startswith("vi"):
        return in_vietnamese(value)
    if isinstance(value, datetime):
        return date_format(value, "H:i l d/m/Y")
    if isinstance(value, date):
        return date_format(value, "l d/m/Y")
    if isinstance(value, tuple):
        return ", ".join(_shown(day) for day in value)
    return str(value)
