"""Running the test cases of a document with this house's calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.kernel import clock
from motcua.procedures.rules.definition import parse_definition
from motcua.procedures.rules.trials import Outcome, run_all
from motcua.worktime.queries import due_at


def due_of(policy: str, at: datetime) -> datetime:
    """The due time by the calendar of the whole installation; the start itself for a policy without one."""
    return clock.local(due_at(policy, None, at).due or at)


def outcomes(document: Mapping[str, Any]) -> tuple[Outcome, ...]:
    """What comes of each test case of a sound document."""
    return run_all(document, parse_definition(document), now=clock.local(clock.now()), due=due_of)
