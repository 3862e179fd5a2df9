"""The displays' stream: which address means which desk, and what is sent."""

import json
from typing import Any

from motcua.kernel.refusals import Refusal
from motcua.kernel.streams import Fanout
from motcua.kiosk.providers import espeak
from motcua.kiosk.queries.voices import name_of
from motcua.queueing.queries import desks_with_fields, snapshot, stamps
from motcua.units.queries import unit_by_code

PREFIX = "/events/man-hinh/"


def desk_of_path(rest: str) -> int | None:
    """The desk an address means, None when there is none that gives numbers."""
    try:
        unit = unit_by_code(rest.strip("/"))
    except Refusal:
        return None
    return unit.pk if unit.pk in desks_with_fields() else None


def words(unit_id: int) -> tuple[int, str]:
    """(version, JSON) of a desk's screen; each call names its sound when the server can speak."""
    shown: dict[str, Any] = snapshot(unit_id)
    if espeak.available():
        for call in shown["calls"]:
            call["sound"] = f"{name_of(call['say'])}.wav"
    return shown["version"], json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


class Displays(Fanout):
    """One loop for all screens of this process."""

    def __call__(self) -> "Displays":
        """The registry's sections are builders; this one builds itself."""
        return self


DISPLAYS = Displays(prefix=PREFIX, topic_of=desk_of_path, stamps=stamps, document=words)
