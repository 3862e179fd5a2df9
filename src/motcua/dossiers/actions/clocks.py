"""The legal clock of a dossier: started at reception, paused while the person must act, explained in words."""

from datetime import UTC, datetime

from motcua.dossiers.actions.case import Case
from motcua.dossiers.rules import deadlines
from motcua.work import actions as work
from motcua.worktime.queries import calendar_for, due_at

STOPPED_KINDS = ("dossier.receive", "dossier.step", "dossier.supplement_check", "dossier.sign")


def start_clock(case: Case) -> None:
    """Starts the clock at complete reception and promises the first date."""
    case.dossier.received_at = case.at
    recompute(case)
    case.dossier.original_due_at = case.dossier.due_at


def recompute(case: Case) -> None:
    """Counts the due date anew from policy, calendar and pauses; the one new date of an apology is never undercut.

    While a pause is open the date stays as it was told, and the clock says that it stands.
    """
    dossier, policy = case.dossier, case.definition.clock
    if not policy or dossier.received_at is None:
        return
    field = case.definition.field_code
    deadline = due_at(policy, dossier.unit_id, dossier.received_at, deadlines.intervals(dossier.pauses), field=field)
    due = deadline.due.astimezone(UTC) if deadline.due else None
    told = dossier.clock.get("told", "")
    kept = {
        "policy": policy,
        "field": field,
        "calendar": calendar_for(dossier.unit_id, field).version,
        "start": deadline.effective_start.isoformat(),
        "due": due.isoformat() if due else dossier.clock.get("due", ""),
        "explanation": [str(line) for line in deadline.explanation],
    }
    dossier.clock = kept | ({"told": told} if told else {})
    if due is not None:
        dossier.due_at = max(due, datetime.fromisoformat(told)) if told else due


def pause(case: Case, why: str, document: str = "") -> None:
    """Stops the clock: the time from now is the person's. The inbox shows no due time meanwhile."""
    dossier = case.dossier
    dossier.pauses = deadlines.paused(dossier.pauses, case.at.isoformat(), why, document)
    recompute(case)
    case.tell("dossier.paused", {"why": why, "document": document})
    work.reschedule(subject=dossier.subject, kinds=STOPPED_KINDS, due_at=None)


def resume(case: Case) -> None:
    """Lets the clock go on and moves the due date by the person's time; the change stands in the ledger."""
    dossier = case.dossier
    before = dossier.due_at
    dossier.pauses = deadlines.resumed(dossier.pauses, case.at.isoformat())
    recompute(case)
    case.tell(
        "dossier.resumed",
        {"due_before": before and before.isoformat(), "due": dossier.due_at and dossier.due_at.isoformat()},
    )
