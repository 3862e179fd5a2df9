"""End a unit on a day and say who takes over."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import outbox
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal
from motcua.units.actions.change import record_succession, touch_tree
from motcua.units.events import UnitDissolved
from motcua.units.models import Unit
from motcua.units.permissions import demand_manage
from motcua.units.queries.snapshot import SNAPSHOT


@transaction.atomic
def dissolve_unit(*, actor: Actor, unit: Unit, on: date, successors: Sequence[Unit] = (), source: str = "") -> Unit:
    """Ends a unit: `on` is the first day without it. Everything below it ends the same day, unless it ended before.

    Rows of other rooms stay as they are; they find the successor through `successor_of`.
    """
    demand_manage(actor)
    if unit.valid_from and on <= unit.valid_from:
        raise Refusal(_("Ngày giải thể phải sau ngày thành lập."), fields={"on": _("Ngày bị đảo ngược.")})
    below = SNAPSHOT.get().tree.descendants_of(unit.pk)
    for row in Unit.objects.filter(pk__in=below).select_for_update():
        begins_later = row.valid_from is not None and row.valid_from >= on
        if not begins_later and (row.valid_until is None or row.valid_until > on):
            row.valid_until = on
            row.save(update_fields=["valid_until"])
    for successor in successors:
        record_succession(actor=actor, predecessor=unit, successor=successor, on=on, source=source)
    touch_tree(sorted(below))
    outbox.announce(
        UnitDissolved(unit_id=unit.pk, on=on.isoformat(), successor_ids=[successor.pk for successor in successors])
    )
    unit.refresh_from_db()
    return unit
