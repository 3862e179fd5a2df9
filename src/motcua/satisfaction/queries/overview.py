"""Coverage and satisfaction of every place of the scope over a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from motcua.accounts.queries import scope_of
from motcua.kernel.actors import Actor
from motcua.satisfaction.models import Answer, Occasion
from motcua.satisfaction.rules import Face, Tally
from motcua.units.queries import place_of, tree, unit_by_id

LATEST = 20
PLACES = ("district", "commune")


@dataclass(frozen=True)
class PlaceLine:
    """One place and its figures."""

    unit_id: int
    name: str
    tally: Tally


@dataclass(frozen=True)
class Overview:
    """The whole, the places (also those that have nothing yet), the reasons most named, and the latest words."""

    total: Tally
    places: tuple[PlaceLine, ...]
    reasons: tuple[tuple[str, int], ...]
    comments: tuple[dict[str, Any], ...]


def overview(actor: Actor, first: date, last: date) -> Overview:
    """The figures from one day to another, both included."""
    scope = scope_of(actor)
    answers = Answer.objects.within(scope).filter(day__gte=first, day__lte=last)
    occasions = Occasion.objects.within(scope).filter(day__gte=first, day__lte=last)
    sums: dict[int, Tally] = {pk: Tally() for pk in places_of(actor)}
    faces = {name: Count("id", filter=Q(face=face)) for name, face in zip(("sad", "plain", "glad"), Face, strict=True)}
    for row in answers.values("unit_id").order_by().annotate(**faces):
        unit = row.pop("unit_id")
        sums[unit] = sums.get(unit, Tally()) + Tally(**row)
    for row in occasions.values("unit_id").order_by().annotate(n=Count("id"), r=Count("id", filter=Q(rated=True))):
        sums[row["unit_id"]] = sums.get(row["unit_id"], Tally()) + Tally(occasions=row["n"], rated=row["r"])
    order = {pk: place for place, pk in enumerate(tree().nodes)}
    lines = [PlaceLine(pk, unit_by_id(pk).name, tally) for pk, tally in sums.items()]
    lines.sort(key=lambda line: order.get(line.unit_id, 0))
    words = answers.exclude(comment="").order_by("-day", "-id").values("day", "face", "comment", "unit_id", "source")
    shown = tuple({**row, "unit": unit_by_id(row["unit_id"]).name} for row in words[:LATEST])
    named = counted(answers.exclude(reasons=[]).values_list("reasons", flat=True).iterator())
    return Overview(sum(sums.values(), Tally()), tuple(lines), named, shown)


def places_of(actor: Actor) -> list[int]:
    """The places the actor may see; each is listed, so that a commune without any answer is seen too."""
    scope = scope_of(actor)
    seen = [node.id for node in tree().nodes.values() if node.level in PLACES and scope.covers(node.id)]
    own = place_of(actor.unit_id) if actor.unit_id is not None else None
    return seen or ([own.pk] if own is not None else [])


def counted(answers: Iterable[list[str]]) -> tuple[tuple[str, int], ...]:
    """How often each reason was named, the most first."""
    numbers = Counter(reason for reasons in answers for reason in reasons)
    return tuple(sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])))
