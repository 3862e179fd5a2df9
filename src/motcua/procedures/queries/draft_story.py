"""What happened to a procedure's drafts and versions: who changed what when, and why its test cases expect something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.ledger.models import Event
from motcua.ledger.queries import timeline
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.rules.trials import CaseChange, case_changes

EXPLAINED = "trial-explained"
AUTHORING = ("draft-changed", "draft-loaded")


def story_of(code: str) -> list[Event]:
    """Everything the ledger keeps of a procedure, oldest first."""
    return list(timeline(f"procedure:{code}", {"staff", "public"}))


def since_begun(events: Sequence[Event], number: int) -> list[Event]:
    """What happened to the draft that bears this number now; one thrown away before bore it too and does not count."""
    own = [event for event in events if event.data.get("number") == number]
    dropped = [place for place, event in enumerate(own) if event.kind == "draft-dropped"]
    return own[dropped[-1] + 1 :] if dropped else own


def authors_of(version: ProcedureVersion) -> frozenset[int]:
    """Who wrote in a draft, by what the ledger keeps of it."""
    events = since_begun(story_of(version.procedure.code), version.number)
    users = [event.actor.get("user_id") for event in events if event.kind in AUTHORING]
    return frozenset(int(user) for user in users if user)


@dataclass(frozen=True)
class ExplainedCase:
    """A published test case that the draft changes or drops; `reason` is '' while nobody said why."""

    change: CaseChange
    reason: str = ""
    who: str = ""
    at: datetime | None = None


def explained_cases(version: ProcedureVersion, published: Mapping[str, Any]) -> list[ExplainedCase]:
    """The test cases a draft treats otherwise than the published version, each with the newest reason for how it stands."""
    changes = case_changes(published, version.document)
    if not changes:
        return []
    events = since_begun(story_of(version.procedure.code), version.number)
    said = {(event.data["key"], event.data["state"]): event for event in events if event.kind == EXPLAINED}
    found = []
    for change in changes:
        event = said.get((change.key, change.state))
        found.append(
            ExplainedCase(change, event.data["reason"], str(event.actor.get("name", "")), event.at)
            if event
            else ExplainedCase(change)
        )
    return found
