"""From one step to the next, and what it means that the last one is done."""

from collections.abc import Sequence
from datetime import datetime

from motcua.dossiers.actions.case import Case
from motcua.dossiers.actions.holding import HOLDER_KINDS, close_items, stand_at
from motcua.dossiers.events import DossierIssued
from motcua.dossiers.models import Delivery, DeliveryState, Result
from motcua.dossiers.rules import deadlines
from motcua.dossiers.rules import steps as way
from motcua.dossiers.rules.states import State
from motcua.files.actions import keep

WAITING = {
    Delivery.COUNTER: DeliveryState.COUNTER,
    Delivery.POST: DeliveryState.POST,
    Delivery.ELECTRONIC: DeliveryState.ELECTRONIC,
}


def advance(case: Case, verb: str) -> way.Move:
    """Closes the present step's item and stands at the next one; behind the last the result is ready."""
    move = way.after(case.steps, case.dossier.step)
    case.go(verb, move.state)
    ready = move.state == State.ISSUED
    giver = case.dossier.holder_unit
    close_items(case, None if ready else HOLDER_KINDS)
    if ready:
        make_ready(case)
    stand_at(case, move)
    taker = case.dossier.holder_unit
    if giver.pk != taker.pk and not ready:
        case.tell("dossier.transferred", {"from_unit": giver.name, "to_unit": taker.name}, public=True)
    case.moved()
    return move


def make_ready(case: Case) -> None:
    """The result is ready: the clock stops here (end by status 9, QĐ 766 2.1) and the verdict is frozen with the row."""
    dossier = case.dossier
    if not any(step.kind == "sign" for step in case.steps):
        write_results(case)
    dossier.delivery_state = WAITING[Delivery(dossier.delivery_method)]
    limit = dossier.clock.get("due")
    verdict = deadlines.verdict(case.at, datetime.fromisoformat(limit) if limit else None)
    case.tell("dossier.issued", {"verdict": verdict}, public=True)
    case.write_to_person("dossier.issued", unit=case.unit.name)
    case.fact(DossierIssued, verdict=verdict)


def write_results(case: Case, files: Sequence[str] = ()) -> None:
    """One row per result of the version, with the signed file where there is one; a later signature replaces an earlier."""
    dossier, actor = case.dossier, case.actor
    rows = [
        Result(
            dossier=dossier,
            key=kind.key,
            title=kind.title[:300],
            file=str(files[place]) if place < len(files) else "",
            signed_at=case.at,
            signer=f"{actor.post} {actor.name}".strip()[:200],
            signer_user_id=actor.user_id,
        )
        for place, kind in enumerate(case.definition.results)
    ]
    again = ("file", "signed_at", "signer", "signer_user")
    Result.objects.bulk_create(rows, update_conflicts=True, unique_fields=["dossier", "key"], update_fields=again)
    if files:
        keep(ids=[str(file) for file in files], kept_for=dossier.subject, actor=actor)
