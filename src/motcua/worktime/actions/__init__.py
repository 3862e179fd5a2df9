"""Verbs of the clock: edit days and hours, publish them as a version, pre-fill holidays, load the demo calendar."""

from motcua.worktime.actions.demo import load_demo
from motcua.worktime.actions.editing import clear_day, set_day, set_hours
from motcua.worktime.actions.prefill import prefill_holidays
from motcua.worktime.actions.publishing import publish_version

__all__ = ["clear_day", "load_demo", "prefill_holidays", "publish_version", "set_day", "set_hours"]
