"""Tables of the queue, split by noun: the desk with its fields and counters, and the visits to it."""

from motcua.queueing.models.choices import PRIORITY_WORDS, STATE_WORDS, STATES, Channel
from motcua.queueing.models.desks import DeskStamp, HoursChange, ServiceCounter, ServiceField
from motcua.queueing.models.visits import Period, Series, Visit

__all__ = [
    "PRIORITY_WORDS",
    "STATES",
    "STATE_WORDS",
    "Channel",
    "DeskStamp",
    "HoursChange",
    "Period",
    "Series",
    "ServiceCounter",
    "ServiceField",
    "Visit",
]
