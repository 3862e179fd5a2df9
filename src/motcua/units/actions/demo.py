"""Load the demo city from the data files of this room."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.units.actions.boundaries import draw_sketches
from motcua.units.actions.imports import ImportReport, import_units
from motcua.units.models import Succession, Unit

DATA = Path(__file__).resolve().parents[1] / "demo"
ILLUSTRATED = "Dữ liệu mẫu: tên và cơ cấu năm 2022; mã định danh điện tử là mã minh họa"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a data file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def offices() -> dict[str, Any]:
    """Offices and posts by level."""
    found: dict[str, Any] = yaml.safe_load((DATA / "offices.yaml").read_text(encoding="utf-8"))
    return found


def posts_of(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Posts as an import takes them."""
    return [{"code": post["code"], "title": post["title"], "is_head": post.get("head", False)} for post in listed]


def office_rows(place: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The offices of a place with their posts."""
    plan = offices().get(place["level"])
    if plan is None:
        return
    for order, office in enumerate(plan["offices"], 1):
        yield {
            "code": f"{place['code']}-{office['key']}",
            "key": office["key"],
            "name": office["name"],
            "short_name": office.get("short_name", ""),
            "level": office.get("level", "department"),
            "parent": place["code"],
            "order": order,
            "posts": posts_of(office.get("posts", plan["default_posts"])),
        }


def demo_rows() -> Iterator[dict[str, Any]]:
    """Every unit of the demo city: places with their posts, their offices, and the units of 2025 on record."""
    for place in table("places.csv"):
        plan = offices().get(place["level"], {})
        yield {**place, "posts": posts_of(plan.get("posts", []))}
        yield from office_rows(place)
    yield from table("units_2025.csv")


@transaction.atomic
def load_demo(*, actor: Actor) -> ImportReport:
    """Loads the demo city; a second call changes nothing that is already as in the files.

    The five places keep their names of 2022 and stay valid: their successors of 1 Jul 2025 are on record only.
    """
    report = import_units(actor=actor, rows=demo_rows())
    assert report.ok, report.errors
    units = Unit.objects.in_bulk(field_name="code")
    illustrated = [units[row["code"]] for row in table("places.csv") if ILLUSTRATED not in units[row["code"]].sources]
    for unit in illustrated:
        unit.sources = [*unit.sources, ILLUSTRATED]
    Unit.objects.bulk_update(illustrated, ["sources"])
    Succession.objects.bulk_create(
        [
            Succession(
                predecessor=units[row["predecessor"]],
                successor=units[row["successor"]],
                on=date.fromisoformat(row["on"]),
                note=row["note"],
                source=row["source"],
            )
            for row in table("successions.csv")
        ],
        ignore_conflicts=True,
    )
    draw_sketches(actor=actor)
    return report
