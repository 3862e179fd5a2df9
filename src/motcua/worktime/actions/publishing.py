"""Publish the edited calendar."""

from motcua.kernel.actors import Actor
from motcua.worktime.models import CalendarVersion


def publish_version(*, actor: Actor, unit_id: int | None, field: str = "", source: str = "") -> CalendarVersion:
    """Freezes the edited layer as its next version."""
    raise NotImplementedError
