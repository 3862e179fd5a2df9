"""Boundaries of units: imported from GeoJSON or GeoPackage with a report of what matched; sketches for the demo city."""

import contextlib
import csv
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import fold
from motcua.kernel.refusals import Refusal
from motcua.units.actions.change import touch_tree
from motcua.units.models import Boundary
from motcua.units.permissions import demand_manage
from motcua.units.queries.boundaries import BOUNDARIES
from motcua.units.queries.lookups import tree
from motcua.units.rules import areas, sketching
from motcua.units.rules.geofiles import Feature, UnreadableMap, area_of_blob, features_of
from motcua.units.rules.tree import Node, Tree

MOST_BYTES = 200 * 1024 * 1024
SKETCHED = "Phác họa do máy vẽ, không phải ranh giới thật"
WRITTEN = ["area", "west", "south", "east", "north", "is_sketch", "source", "imported_at"]
MIDDLES = Path(__file__).resolve().parents[1] / "demo" / "middles.csv"


@dataclass
class BoundaryReport:
    """What an import did: matched (name in the file, unit), unknown names, faulty areas, units still without an area."""

    matched: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    faulty: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether every area of the file found its unit."""
        return bool(self.matched) and not (self.unknown or self.twice or self.faulty)


def reasons() -> dict[str, str]:
    """Why a file or an area isn't taken, in words."""
    return {
        "json": _("Tệp không phải GeoJSON đọc được."),
        "features": _("Tệp cần là FeatureCollection của GeoJSON, hoặc GeoPackage có bảng đa giác."),
        "crs": _("Tọa độ không phải WGS 84 (EPSG:4326). Hãy chuyển hệ tọa độ trước, ví dụ từ VN-2000."),
        "geometry": _("Hình không phải đa giác."),
        "size": _("Hình quá chi tiết hoặc tệp quá lớn."),
        "type": _("Hình không phải đa giác."),
        "coordinates": _("Tọa độ không đọc được."),
        "ring": _("Đường bao chưa khép kín."),
        "degrees": _("Tọa độ không phải kinh độ, vĩ độ (độ)."),
    }


def features_in(path: Path) -> list[Feature]:
    """What a file holds, by its first bytes. Refuses a file that is no map."""
    if path.stat().st_size > MOST_BYTES:
        raise Refusal(reasons()["size"])
    with path.open("rb") as file:
        packed = file.read(16).startswith(b"SQLite format 3")
    try:
        return packed_features(path) if packed else features_of(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise Refusal(reasons()["json"]) from None
    except UnreadableMap as error:
        raise Refusal(reasons()[str(error)]) from None
    except sqlite3.Error:
        raise Refusal(reasons()["features"]) from None


def packed_features(path: Path) -> list[Feature]:
    """The rows of a GeoPackage's tables of areas, read as what it is: a SQLite file."""
    found: list[Feature] = []
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        file.row_factory = sqlite3.Row
        for table, column, srs in file.execute(
            "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
        ).fetchall():
            if srs not in (4326, 0, -1):
                raise UnreadableMap("crs")
            quoted = '"' + str(table).replace('"', '""') + '"'
            for row in file.execute(f"SELECT * FROM {quoted}"):  # noqa: S608 - a table of the file itself, quoted
                values = dict(row)
                blob = values.pop(column, None)
                found.append(Feature(values, area_of_blob(blob) if isinstance(blob, bytes) else None))
    return found


@transaction.atomic
def import_boundaries(
    *, actor: Actor, features: Iterable[Feature], source: str = "", sketch: bool = False, dry_run: bool = False
) -> BoundaryReport:
    """Keeps the area of every unit that a feature names (code, GSO code, e-identification code, or name under its parent).

    What matches is written, what doesn't is reported; a unit named twice keeps its first area.
    """
    demand_manage(actor)
    report, found, names = BoundaryReport(), {}, Names(tree())
    for feature in features:
        shown = names.shown(feature)
        fault = areas.fault_of_area(feature.area)
        node = names.find(feature.properties)
        if fault:
            report.faulty.append((shown, reasons()[fault]))
        elif node is None:
            report.unknown.append(shown)
        elif node.id in found:
            report.twice.append(shown)
        else:
            found[node.id] = feature.area
            report.matched.append((shown, node.name))
    if not dry_run:
        keep(found, source, sketch)
    known = set(Boundary.objects.values_list("unit_id", flat=True)) | set(found)
    places = [node for node in tree().active_on(clock.today()) if node.level in ("district", "commune")]
    report.missing = [node.name for node in places if node.id not in known]
    return report


def keep(found: Mapping[int, Any], source: str, sketch: bool) -> None:
    """Writes the areas; a drawn one never replaces a real one."""
    real = set(Boundary.objects.filter(is_sketch=False).values_list("unit_id", flat=True)) if sketch else set()
    rows = []
    for unit_id, area in found.items():
        west, south, east, north = areas.box_of(area)
        rows.append(
            Boundary(
                unit_id=unit_id, area=area, west=west, south=south, east=east, north=north, is_sketch=sketch,
                source=source[:250], imported_at=clock.now(),
            )
        )  # fmt: skip
    chosen = [row for row in rows if row.unit_id not in real]
    Boundary.objects.bulk_create(chosen, update_conflicts=True, unique_fields=["unit"], update_fields=WRITTEN)
    BOUNDARIES.forget()
    if found:
        touch_tree(sorted(found))


class Names:
    """By which words a feature may name a unit; only places at work have areas."""

    def __init__(self, known: Tree) -> None:
        self.tree = known
        self.places = [node for node in known.active_on(clock.today()) if node.is_place]
        self.by_code: dict[str, Node] = {}
        for node in self.places:
            for code in (node.code, node.gso_code, node.eid_code):
                if code:
                    self.by_code.setdefault(code.lower(), node)
        self.by_name: dict[str, list[Node]] = {}
        for node in self.places:
            for name in {fold(node.name), fold(node.short_name)} - {""}:
                self.by_name.setdefault(name, []).append(node)

    def shown(self, feature: Feature) -> str:
        """The feature in a report: its first words."""
        words = [str(value) for value in feature.properties.values() if isinstance(value, str) and value.strip()]
        return " · ".join(words[:3])[:120] or "?"

    def find(self, properties: Mapping[str, Any]) -> Node | None:
        """The unit meant: by a code, else by a name that is unique or stands under a parent that is named too."""
        said = [
            str(value).strip() for value in properties.values() if isinstance(value, str | int) and str(value).strip()
        ]
        coded = [self.by_code[each.lower()] for each in said if each.lower() in self.by_code]
        if coded:
            return max(coded, key=lambda node: len(node.lineage))
        named = {node.id: node for each in said for node in self.by_name.get(fold(each), ())}
        deepest = max((len(node.lineage) for node in named.values()), default=0)
        lowest = [node for node in named.values() if len(node.lineage) == deepest]
        under = [node for node in lowest if node.parent_id in named]
        fitting = under or lowest
        return fitting[0] if len(fitting) == 1 else None


def sketches() -> list[Feature]:
    """Drawn areas of the demo city: a blot around the known middle of each district, cut into its communes, joined to the city."""
    with MIDDLES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known, found = tree(), []
    whole: dict[int, list[Any]] = {}
    for row in rows:
        node = known.by_code.get(row["code"])
        if node is None:
            continue
        middle = (float(row["longitude"]), float(row["latitude"]))
        corners = sketching.blot(row["code"], middle, float(row["metres"]))
        found.append(Feature({"code": node.code}, sketching.as_area(corners)))
        whole.setdefault(node.parent_id or 0, []).append(found[-1].area["coordinates"])
        below = [child for child in known.children_of(node.id) if child.level == "commune"]
        for child, part in zip(below, sketching.divided(corners, max(1, len(below))), strict=False):
            found.append(Feature({"code": child.code}, sketching.as_area(part)))
    for parent, shapes in whole.items():
        if parent in known.nodes:
            found.append(Feature({"code": known.nodes[parent].code}, {"type": "MultiPolygon", "coordinates": shapes}))
    return found


def draw_sketches(*, actor: Actor) -> BoundaryReport:
    """Gives the demo city its drawn areas, which say of themselves that they are drawn."""
    return import_boundaries(actor=actor, features=sketches(), source=SKETCHED, sketch=True)
