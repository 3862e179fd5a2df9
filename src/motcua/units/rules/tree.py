"""The tree as one frozen snapshot in memory: every lookup is a dictionary access."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

MOST_DAYS_KEPT = 20
PLACES = frozenset({"city", "district", "commune"})


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as the tree knows it. `lineage` runs from the root to the unit itself."""

    id: int
    code: str
    key: str
    name: str
    short_name: str
    kind: str
    level: str
    parent_id: int | None
    lineage: tuple[int, ...]
    gso_code: str = ""
    eid_code: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    operating: bool = True
    host: str = ""
    path: str = ""
    order: int = 0

    @property
    def is_place(self) -> bool:
        """Whether the unit is a city, district or commune (and not an office of one)."""
        return self.level in PLACES

    @property
    def label(self) -> str:
        """The short name, or the full one where there is none."""
        return self.short_name or self.name

    def valid_on(self, day: date) -> bool:
        """Whether the unit's own dates cover the day (its ancestors are not asked)."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


@dataclass(frozen=True)
class Tree:
    """All units at one moment. Children keep the order of the list they were built from."""

    nodes: dict[int, Node]
    by_code: dict[str, Node] = field(default_factory=dict)
    children: dict[int | None, tuple[int, ...]] = field(default_factory=dict)
    below: dict[int, frozenset[int]] = field(default_factory=dict)
    _active: dict[date, tuple[Node, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> "Tree":
        """Builds the lookups from the nodes, given in display order."""
        by_id = {node.id: node for node in nodes}
        children: dict[int | None, list[int]] = {}
        below: dict[int, set[int]] = {unit_id: set() for unit_id in by_id}
        for node in by_id.values():
            children.setdefault(node.parent_id, []).append(node.id)
            for ancestor in node.lineage:
                if ancestor in below:
                    below[ancestor].add(node.id)
        return cls(
            by_id,
            {node.code: node for node in by_id.values()},
            {parent: tuple(ids) for parent, ids in children.items()},
            {unit_id: frozenset(ids) for unit_id, ids in below.items()},
        )

    def node(self, unit_id: int) -> Node:
        """The node with this id; KeyError when there is none."""
        return self.nodes[unit_id]

    def children_of(self, unit_id: int | None) -> Iterator[Node]:
        """Direct children in order; None asks for the roots."""
        return (self.nodes[child] for child in self.children.get(unit_id, ()))

    def descendants_of(self, unit_id: int) -> frozenset[int]:
        """Ids of the unit itself and everything below it; empty for an unknown unit."""
        return self.below.get(unit_id, frozenset())

    def ancestors_of(self, unit_id: int) -> tuple[int, ...]:
        """Ids from the root down to the parent, without the unit itself."""
        node = self.nodes.get(unit_id)
        return node.lineage[:-1] if node else ()

    def place_of(self, unit_id: int) -> Node | None:
        """The nearest place at or above the unit: the people's committee a desk or department belongs to."""
        node = self.nodes.get(unit_id)
        while node is not None and not node.is_place:
            node = self.nodes.get(node.parent_id) if node.parent_id is not None else None
        return node

    def office(self, place_id: int, key: str) -> Node | None:
        """The office of a place with this key ("tu-phap"); None when it has none."""
        return next((node for node in self.children_of(place_id) if node.key == key and not node.is_place), None)

    def desk_of(self, unit_id: int) -> Node | None:
        """The one-stop desk of the unit (the unit itself when it is a desk)."""
        node = self.nodes.get(unit_id)
        if node is None or node.level == "desk":
            return node
        return next((child for child in self.children_of(unit_id) if child.level == "desk"), None)

    def is_active(self, unit_id: int, day: date) -> bool:
        """Whether the unit works here on that day: it and all its ancestors are operating and valid."""
        node = self.nodes.get(unit_id)
        return node is not None and all(
            above in self.nodes and self.nodes[above].operating and self.nodes[above].valid_on(day)
            for above in node.lineage
        )

    def active_on(self, day: date) -> tuple[Node, ...]:
        """All units at work on a day, parents before children; worked out once a day."""
        found = self._active.get(day)
        if found is None:
            if len(self._active) >= MOST_DAYS_KEPT:
                self._active.clear()
            found = self._active[day] = tuple(node for _depth, node in self.walk() if self.is_active(node.id, day))
        return found

    def walk(self, unit_id: int | None = None, depth: int = 0) -> Iterator[tuple[int, Node]]:
        """(depth, node) of everything below, parents before children, in order."""
        stack = [(depth, node) for node in reversed(list(self.children_of(unit_id)))]
        while stack:
            level, node = stack.pop()
            yield level, node
            stack.extend((level + 1, child) for child in reversed(list(self.children_of(node.id))))
