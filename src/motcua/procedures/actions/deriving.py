"""Making the versions that follow from overrides: one frozen row per base version and chain of overrides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.check import schema_faults
from motcua.procedures.events import OverrideMisfits
from motcua.procedures.models import Override, Procedure, ProcedureVersion, State
from motcua.procedures.rules.canonical import document_hash
from motcua.procedures.rules.checking import Fault, find_faults
from motcua.procedures.rules.overrides import Effective, Misfit, chain_key, effective_of_all
from motcua.units import queries as units


def derive_all(procedure: Procedure, actor: Actor) -> None:
    """Makes every derived version that applies today or later and is not there yet; call it with the procedure locked.

    Changes that do not fit are left out of the row, written into the ledger and announced.
    """
    overrides = list(Override.objects.filter(procedure=procedure).order_by("valid_from"))
    if not overrides:
        return
    today = clock.today()
    there = set(ProcedureVersion.objects.derived().filter(procedure=procedure).values_list("base_id", "chain"))
    alive = Q(valid_until=None) | Q(valid_until__gt=today)
    for base in procedure.versions.published().filter(alive):
        for unit_id, day, chain in chains(overrides, base, today):
            key = chain_key([one.pk for one in chain])
            if (base.pk, key) not in there:
                there.add((base.pk, key))
                derive(base, chain, unit_id=unit_id, day=day, actor=actor)


def chains(
    overrides: Sequence[Override], base: ProcedureVersion, today: date
) -> Iterator[tuple[int, date, list[Override]]]:
    """(unit, first day, overrides from the highest unit down) for each stretch of the base version's time still to come."""
    by_unit: dict[int, list[Override]] = {}
    for one in overrides:
        by_unit.setdefault(one.unit_id, []).append(one)
    start = max(base.valid_from or today, today)
    for unit_id in by_unit:
        lineage = [*units.ancestors_of(unit_id), unit_id]
        above = [one for unit in lineage for one in by_unit.get(unit, ())]
        turns = {day for one in above for day in (one.valid_from, one.valid_until) if day is not None and day > start}
        for day in sorted({start, *turns}):
            chain = [
                one for one in above if one.valid_from <= day and (one.valid_until is None or day < one.valid_until)
            ]
            if chain and (base.valid_until is None or day < base.valid_until):
                yield unit_id, day, chain


def derive(base: ProcedureVersion, chain: Sequence[Override], *, unit_id: int, day: date, actor: Actor) -> None:
    """One frozen row; what doesn't fit is told to the unit."""
    made = sound(base, chain)
    if made.misfits:
        tell(base, unit_id, made.misfits, actor)
    ProcedureVersion.objects.create(
        procedure_id=base.procedure_id,
        number=base.number,
        state=State.PUBLISHED,
        valid_from=day,
        document=made.document,
        hash=document_hash(made.document),
        created_at=clock.now(),
        published_at=clock.now(),
        published_by=actor.snapshot(),
        base=base,
        chain=chain_key([one.pk for one in chain]),
    )


def sound(base: ProcedureVersion, chain: Sequence[Override]) -> Effective:
    """The effective document; layers that would make it faulty are left out whole, each named as a misfit."""
    layers: list[Override] = []
    lost: list[Misfit] = []
    for one in chain:
        made = effective_of_all(base.document, [*(kept.changes for kept in layers), one.changes])
        faults = faults_of(made)
        if faults:
            lost += [Misfit(-1, {"override": one.pk}, f"{fault.path}: {fault.message}") for fault in faults]
        else:
            layers.append(one)
    made = effective_of_all(base.document, [one.changes for one in layers])
    return Effective(made.document, (*made.misfits, *lost))


def faults_of(made: Effective) -> list[Fault]:
    """What a publication of this document would be refused for."""
    return [*schema_faults(made.document)] or find_faults(made.document)


def tell(base: ProcedureVersion, unit_id: int, misfits: Sequence[Misfit], actor: Actor) -> None:
    """Into the ledger, and to whoever listens."""
    reasons = [one.reason for one in misfits]
    code = base.procedure.code
    data = {"unit": unit_id, "number": base.number, "reasons": reasons}
    ledger.append(f"procedure:{code}", ledger.Entry("override-misfits", actor, "staff", data, unit_id=unit_id))
    announce(OverrideMisfits(base.pk, code, unit_id, tuple(reasons)))


def demand_fitting(base: ProcedureVersion, chain: Sequence[Override]) -> None:
    """Refuses a new override whose changes do not all fit the version it will meet."""
    made = effective_of_all(base.document, [one.changes for one in chain])
    faults = {f"changes.{one.number}": one.reason for one in made.misfits}
    faults |= {fault.path: fault.message for fault in (() if faults else faults_of(made))}
    if faults:
        words = "; ".join(str(one) for one in faults.values())
        raise Refusal(f"Quy định riêng chưa khớp với thủ tục chung: {words}", fields=faults, code="misfit")
