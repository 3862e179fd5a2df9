"""Verbs of the tree."""

from motcua.units.actions.boundaries import BoundaryReport, draw_sketches, features_in, import_boundaries
from motcua.units.actions.change import create_unit, put_post, record_succession
from motcua.units.actions.demo import load_demo
from motcua.units.actions.dissolve import dissolve_unit
from motcua.units.actions.imports import ImportReport, import_file, import_units

__all__ = [
    "BoundaryReport",
    "ImportReport",
    "create_unit",
    "dissolve_unit",
    "draw_sketches",
    "features_in",
    "import_boundaries",
    "import_file",
    "import_units",
    "load_demo",
    "put_post",
    "record_succession",
]
