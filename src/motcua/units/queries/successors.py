"""Who came after whom. A dossier keeps the unit of its time; these answers say who is responsible now."""

from datetime import date

from motcua.kernel import clock
from motcua.units.models import Succession, Unit
from motcua.units.queries.snapshot import SNAPSHOT

MOST_STEPS = 20


def successors_of(unit_id: int, on: date | None = None) -> list[Unit]:
    """The direct successors recorded up to that day (default: today), the largest share first.

    That a successor is recorded does not end the predecessor: ask `is_active` first.
    """
    rows = Succession.objects.filter(predecessor_id=unit_id, on__lte=on or clock.today())
    ids = [row.successor_id for row in sorted(rows, key=lambda row: (-(row.share or 0), row.on, row.pk))]
    snapshot = SNAPSHOT.get()
    return [snapshot.row(successor) for successor in ids if successor in snapshot.rows]


def successor_of(unit_id: int, on: date | None = None) -> Unit | None:
    """The unit that stands in the place of this one on that day: the main successor, and its successor if it ended too.

    None when none is recorded. Where a unit was divided without known shares the first one recorded is taken.
    """
    day = on or clock.today()
    snapshot, current, seen = SNAPSHOT.get(), None, {unit_id}
    for _step in range(MOST_STEPS):
        following = [unit for unit in successors_of(current.pk if current else unit_id, day) if unit.pk not in seen]
        if not following:
            return current
        current = following[0]
        seen.add(current.pk)
        if snapshot.tree.nodes[current.pk].valid_on(day):
            return current
    return current


def predecessors_of(unit_id: int) -> list[Unit]:
    """The units this one took over from, oldest first."""
    rows = Succession.objects.filter(successor_id=unit_id).order_by("on", "pk").values_list("predecessor_id", flat=True)
    snapshot = SNAPSHOT.get()
    return [snapshot.row(predecessor) for predecessor in rows if predecessor in snapshot.rows]
