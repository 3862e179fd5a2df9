"""What the door asks the house: who runs this place, which units one may choose."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.kernel.refusals import NotFound
from motcua.units import queries as units
from motcua.units.models import Level, Unit

UNIT_COOKIE = "don-vi"
PLACES = frozenset({Level.DISTRICT.value, Level.COMMUNE.value})


@dataclass(frozen=True)
class Choice:
    """A unit one may choose as one's own, under the heading of the unit above it."""

    code: str
    name: str


@dataclass(frozen=True)
class ChoiceGroup:
    """Units under one heading."""

    title: str
    choices: tuple[Choice, ...]


def city() -> Unit | None:
    """The unit at the top of the tree; None before the tree is loaded."""
    for node in units.tree().nodes.values():
        if node.parent_id is None:
            return units.unit_by_id(node.id)
    return None


def site(request: HttpRequest | None) -> dict[str, Any]:
    """Names and contacts for the page frame, from the top of the tree; says aloud that a demo is a demo."""
    top = city()
    facts: dict[str, Any] = {}
    if top is not None:
        facts = {"name": top.name, "hotline": top.phone, "email": top.email, "address": top.address}
    if getattr(settings, "DEMO", False):
        facts["notice"] = _("Bản dùng thử với dữ liệu minh họa: hồ sơ nộp ở đây không có giá trị giải quyết.")
    return facts


def chosen_unit(request: HttpRequest) -> Unit | None:
    """The unit the cookie names, if it is at work."""
    code = request.COOKIES.get(UNIT_COOKIE, "")
    if not code:
        return None
    try:
        unit = units.unit_by_code(code)
    except NotFound:
        return None
    return unit if unit.level in PLACES and units.is_active(unit.pk) else None


def place(request: HttpRequest | None) -> dict[str, Any]:
    """The chosen unit, for the frame: what concerns it is shown on every page of the door."""
    unit = chosen_unit(request) if request is not None else None
    return {"unit_id": unit.pk if unit else None, "code": unit.code if unit else ""}


def unit_choices() -> list[ChoiceGroup]:
    """Places at work today, grouped under the place above each; a group starts with that place itself if it has a desk."""
    tree = units.tree()
    groups: dict[int, list[Choice]] = {}
    for unit in units.active_units(levels=PLACES):
        if tree.desk_of(unit.pk) is None:
            continue
        above = unit.pk if unit.level == Level.DISTRICT else unit.parent_id or unit.pk
        groups.setdefault(above, []).append(Choice(unit.code, unit.name))
    return [ChoiceGroup(tree.nodes[key].name, tuple(choices)) for key, choices in groups.items()]
