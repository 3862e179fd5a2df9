"""The import contracts of .importlinter hold, and what an import linter can't see."""

import ast
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db import models

from motcua.config.rooms import FLOORS
from motcua.kernel.scoping import ScopedQuerySet
from tests.architecture.source import ROOMS, ROOT, modules, role_of, room_of, shown

FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "update", "delete"}
INSERTS = {"insert", "insert_rows"}
OPEN_TO_OTHERS = {"actions", "queries", "permissions", "events", "models"}
# A citizen's own, by token and session; what belongs to a dossier or a subscription is reached through its scope.
REACHED_THROUGH = {"dossiers.Draft", "dossiers.DossierToken", "dossiers.Consultation", "subscriptions.NoticeWish"}
# Catalogues are the same for everybody: a unit's rows there hide nothing from another unit.
PUBLIC_BY_UNIT = {
    "procedures.Offering",
    "procedures.Override",
    "procedures.StepPost",
    "worktime.CalendarVersion",
    "worktime.CalendarDay",
    "worktime.WorkingHours",
    "units.Boundary",
    "units.Post",
    "accounts.Duty",
}


def test_import_contracts_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-4000:]


def imported_from_rooms(tree: ast.Module) -> list[tuple[str, str, list[str], int]]:
    """(room, role, names, line) for each import of another room's module."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("motcua."):
            parts = node.module.split(".")
            roles = [parts[2]] if len(parts) > 2 else [alias.name for alias in node.names]
            found += [(parts[1], role, [alias.name for alias in node.names], node.lineno) for role in roles]
    return found


def test_other_rooms_are_entered_by_their_open_doors_only() -> None:
    doors = {"portal", "desk", "kiosk", "api", "console"}
    wrong = []
    for path, tree in modules().items():
        here = room_of(path)
        if here not in ROOMS:
            continue
        for room, role, _names, line in imported_from_rooms(tree):
            allowed = OPEN_TO_OTHERS | ({"urls", "api"} if here in doors else set())
            if role_of(path) == "factories":
                allowed = allowed | {"factories"}
            if room in ROOMS and room not in {here, "kernel", "ui"} and role not in allowed:
                wrong.append(f"{shown(path)}:{line} {room}.{role}")
    assert wrong == []


def first_name(node: ast.AST) -> str:
    """The name at the root of a chain like `Name.objects.filter(...).update`."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def inserts_in(tree: ast.Module) -> list[tuple[str, int]]:
    """(model name, line) of each write through the cellar's own statements, which name the model first."""
    return [
        (node.args[0].id, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in INSERTS
        and node.args
        and isinstance(node.args[0], ast.Name)
    ]


def writes_in(tree: ast.Module) -> list[tuple[str, int]]:
    """(model name, line) of each write through a manager or the cellar's own statements."""
    return inserts_in(tree) + [
        (first_name(node.func), node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and "objects" in ast.unparse(node.func)
    ]


def test_only_the_owner_writes_a_table() -> None:
    labels = {model.__name__: model._meta.app_label for model in apps.get_models()}
    names = {name: label for name, label in labels.items() if label in ROOMS}
    wrong = [
        f"{shown(path)}:{line} writes {name}"
        for path, tree in modules().items()
        if role_of(path) != "factories"
        for name, line in writes_in(tree)
        if names.get(name, room_of(path)) != room_of(path)
    ]
    assert wrong == []


def test_only_actions_write() -> None:
    writers = {"actions", "factories"}
    wrong = [
        f"{shown(path)}:{line} writes {name}"
        for path, tree in modules().items()
        if room_of(path) in ROOMS and room_of(path) != "kernel" and role_of(path) not in writers
        for name, line in writes_in(tree)
    ]
    assert wrong == []


def test_tables_of_units_are_read_through_a_scope() -> None:
    unscoped = []
    for model in apps.get_models():
        label = model._meta.label
        owner = next((field for field in model._meta.fields if field.name == "unit" and field.is_relation), None)
        if owner is None or model._meta.app_label not in ROOMS or label in PUBLIC_BY_UNIT | REACHED_THROUGH:
            continue
        if not isinstance(model._default_manager.all(), ScopedQuerySet):
            unscoped.append(label)
    assert unscoped == []


def test_no_foreign_key_points_up_or_sideways() -> None:
    wrong = []
    for model in apps.get_models():
        here = model._meta.app_label
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and here in FLOOR:
                there = field.related_model._meta.app_label  # type: ignore[union-attr]
                if there in FLOOR and there != here and FLOOR[there] >= FLOOR[here]:
                    wrong.append(f"{model._meta.label}.{field.name} -> {there}")
    assert wrong == []


def test_no_model_signals() -> None:
    wrong = [
        shown(path)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"django.db.models.signals", "django.dispatch"}
    ]
    assert wrong == []
