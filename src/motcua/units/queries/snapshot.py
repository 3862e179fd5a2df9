"""The snapshot of the tree kept in this process."""

from copy import copy
from dataclasses import dataclass

from motcua.kernel.remembered import Remembered
from motcua.units.models import TreeVersion, Unit
from motcua.units.rules.tree import Node, Tree


@dataclass(frozen=True)
class Snapshot:
    """The tree and the rows it was built from."""

    tree: Tree
    rows: dict[int, Unit]

    def row(self, unit_id: int) -> Unit:
        """A copy of the unit's row, so that no caller can change what others see."""
        return copy(self.rows[unit_id])


def node_of(unit: Unit) -> Node:
    """What the tree keeps of a row."""
    return Node(
        id=unit.pk,
        code=unit.code,
        key=unit.key,
        name=unit.name,
        short_name=unit.short_name,
        kind=unit.kind,
        level=unit.level,
        parent_id=unit.parent_id,
        lineage=tuple(int(part) for part in unit.lineage.split("/") if part),
        gso_code=unit.gso_code,
        eid_code=unit.eid_code,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
        operating=unit.operating,
        host=unit.host,
        path=unit.path,
        order=unit.order,
    )


def load() -> Snapshot:
    """Reads the whole tree: a city has a few thousand units."""
    rows = {unit.pk: unit for unit in Unit.objects.order_by("order", "name", "pk")}
    return Snapshot(Tree.of(node_of(unit) for unit in rows.values()), rows)


SNAPSHOT = Remembered(load, TreeVersion.current)
