"""The pure clock. In: policy, calendar, start, pauses. Out: effective start, due, used, remaining, words."""

from motcua.worktime.rules.calendars import Calendar, Intervals, Span
from motcua.worktime.rules.deadlines import Deadline, compute, remaining, used
from motcua.worktime.rules.explaining import Line
from motcua.worktime.rules.instants import VIETNAM
from motcua.worktime.rules.policies import Policy, PolicyError, parse_policy

__all__ = [
    "VIETNAM",
    "Calendar",
    "Deadline",
    "Intervals",
    "Line",
    "Policy",
    "PolicyError",
    "Span",
    "compute",
    "parse_policy",
    "remaining",
    "used",
]
