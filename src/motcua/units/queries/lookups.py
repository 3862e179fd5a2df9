"""Where a unit stands in the tree."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.refusals import NotFound
from motcua.units.models import Unit
from motcua.units.queries.snapshot import SNAPSHOT
from motcua.units.rules.tree import Node, Tree


def tree() -> Tree:
    """The whole tree; nodes are frozen, cheap and safe to keep for the length of a request."""
    return SNAPSHOT.get().tree


def unit_by_code(code: str) -> Unit:
    """The unit with this code; refuses with NotFound."""
    snapshot = SNAPSHOT.get()
    node = snapshot.tree.by_code.get(code)
    if node is None:
        raise NotFound(_("Không tìm thấy đơn vị có mã “%(code)s”.") % {"code": code})
    return snapshot.row(node.id)


def unit_by_id(unit_id: int) -> Unit:
    """The unit with this id; refuses with NotFound."""
    snapshot = SNAPSHOT.get()
    if unit_id not in snapshot.rows:
        raise NotFound(_("Không tìm thấy đơn vị."))
    return snapshot.row(unit_id)


def descendants_of(unit_id: int) -> frozenset[int]:
    """Ids of the unit itself and everything below it."""
    return tree().descendants_of(unit_id)


def ancestors_of(unit_id: int) -> tuple[int, ...]:
    """Ids from the root down to the parent."""
    return tree().ancestors_of(unit_id)


def place_of(unit_id: int) -> Unit | None:
    """The people's committee (city, district or commune) that the unit is or belongs to."""
    snapshot = SNAPSHOT.get()
    node = snapshot.tree.place_of(unit_id)
    return snapshot.row(node.id) if node else None


def desk_of(unit_id: int) -> Unit | None:
    """The one-stop desk of a unit, None when it has none."""
    snapshot = SNAPSHOT.get()
    node = snapshot.tree.desk_of(unit_id)
    return snapshot.row(node.id) if node else None


def department_of(unit_id: int, key: str) -> Unit | None:
    """The office with this key ("tu-phap") at the unit's people's committee, whichever of its offices is asked."""
    snapshot = SNAPSHOT.get()
    place = snapshot.tree.place_of(unit_id)
    node = snapshot.tree.office(place.id, key) if place else None
    return snapshot.row(node.id) if node else None


def departments_of(unit_id: int) -> list[Unit]:
    """The specialised departments directly under a unit, in order."""
    snapshot = SNAPSHOT.get()
    return [snapshot.row(node.id) for node in snapshot.tree.children_of(unit_id) if node.level == "department"]


def is_active(unit_id: int, on: date | None = None) -> bool:
    """Whether the unit and all above it work on that day (default: today)."""
    return tree().is_active(unit_id, on or clock.today())


def active_nodes(on: date | None = None, *, levels: frozenset[str] | None = None) -> list[Node]:
    """Units at work on that day (default: today), parents before children; `levels` keeps only those levels.

    Frozen nodes of the tree: much cheaper than the rows of `active_units`.
    """
    return [node for node in tree().active_on(on or clock.today()) if levels is None or node.level in levels]


def active_units(on: date | None = None, *, levels: frozenset[str] | None = None) -> list[Unit]:
    """The rows of `active_nodes`."""
    snapshot = SNAPSHOT.get()
    return [
        snapshot.row(node.id)
        for node in snapshot.tree.active_on(on or clock.today())
        if levels is None or node.level in levels
    ]


def unit_at_address(host: str, path: str = "/") -> Unit | None:
    """The place whose own site is at this host name and path (the longest path wins); None for the common door."""
    snapshot = SNAPSHOT.get()
    found = [
        node
        for node in snapshot.tree.nodes.values()
        if node.host == host.lower() and (not node.path or f"{path.strip('/')}/".startswith(f"{node.path.strip('/')}/"))
        if node.host
    ]
    return snapshot.row(max(found, key=lambda node: len(node.path)).id) if found else None
