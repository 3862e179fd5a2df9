"""What a unit does otherwise than the city's procedures, and whether it still fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.accounts import permissions as accounts
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.procedures.models import Override, ProcedureVersion
from motcua.procedures.rules.difference import Difference, difference
from motcua.procedures.rules.override_words import words_of
from motcua.procedures.rules.overrides import Misfit, effective
from motcua.units import queries as units

UNSAID = frozenset({"clock", "answer_clock"})
"""Policies: their note says it in words."""


@dataclass(frozen=True)
class OverrideRow:
    """An override with the changes that do not fit the city's newest version it meets."""

    id: int
    code: str
    short_name: str
    unit_name: str
    valid_from: date
    valid_until: date | None
    reason: str
    changes: tuple[Mapping[str, Any], ...]
    misfits: tuple[Misfit, ...]

    @property
    def running(self) -> bool:
        """Whether it applies today."""
        today = clock.today()
        return self.valid_from <= today and (self.valid_until is None or today < self.valid_until)

    @property
    def over(self) -> bool:
        """Whether its last day has passed."""
        return self.valid_until is not None and self.valid_until <= clock.today()


def overrides_of(actor: Actor, unit_id: int, code: str = "") -> list[OverrideRow]:
    """The unit's overrides, newest first; refuses for units outside the actor's reach."""
    accounts.demand(actor, "procedures.override", unit_id)
    rows = Override.objects.filter(unit_id=unit_id).select_related("procedure")
    found = list(rows.filter(procedure__code=code) if code else rows)
    newest = newest_documents({row.procedure_id for row in found})
    name = units.unit_by_id(unit_id).name
    return [
        OverrideRow(
            row.pk, row.procedure.code, row.procedure.short_name, name, row.valid_from, row.valid_until, row.reason,
            tuple(row.changes), effective(newest.get(row.procedure_id, {}), row.changes).misfits,
        )
        for row in found
    ]  # fmt: skip


def newest_documents(procedure_ids: set[int]) -> dict[int, dict[str, Any]]:
    """The documents of the newest published versions, whose day may still come."""
    rows = ProcedureVersion.objects.published().filter(procedure_id__in=procedure_ids).order_by("number")
    return dict(rows.values_list("procedure_id", "document"))


def own_difference(version_id: int) -> Difference:
    """What a derived version says otherwise than the city's; empty for the city's own."""
    row = ProcedureVersion.objects.select_related("base").get(pk=version_id)
    return difference(row.base.document, row.document) if row.base is not None else Difference()


def own_words(version_id: int) -> list[Any]:
    """What a derived version says otherwise than the city's, one line each, as citizens read it."""
    kept = [one for one in own_difference(version_id).changes if one.place != "procedure" or one.key not in UNSAID]
    return words_of(Difference(tuple(kept)))


def document_of(version_id: int) -> dict[str, Any]:
    """A version's document."""
    document: dict[str, Any] = ProcedureVersion.objects.values_list("document", flat=True).get(pk=version_id)
    return document
