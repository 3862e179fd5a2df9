"""Tables of the queue, split by noun: the desk with its fields and counters, the visits to it, appointments, consultations."""

from motcua.queueing.models.appointments import Appointment, Slot, SlotPlan, Standby, StandbyState
from motcua.queueing.models.choices import PRIORITY_WORDS, STATE_WORDS, STATES, Channel
from motcua.queueing.models.consulting import Advice, AdviceState, Topic
from motcua.queueing.models.desks import DeskStamp, HoursChange, ServiceCounter, ServiceField
from motcua.queueing.models.paper import PaperRange
from motcua.queueing.models.visits import Period, Series, Visit

__all__ = [
    "PRIORITY_WORDS",
    "STATES",
    "STATE_WORDS",
    "Advice",
    "AdviceState",
    "Appointment",
    "Channel",
    "DeskStamp",
    "HoursChange",
    "PaperRange",
    "Period",
    "Series",
    "ServiceCounter",
    "ServiceField",
    "Slot",
    "SlotPlan",
    "Standby",
    "StandbyState",
    "Topic",
    "Visit",
]
