"""Sizes, names, docstrings and leftovers: what a reader trips over."""

import ast
import re

from tests.architecture.source import ROOMS, SOURCE, modules, role_of, room_of, shown, tracked

BANNED = {"utils", "helpers", "common", "core", "lib", "misc", "managers"}
ROLES = {
    "", "__init__", "apps", "models", "rules", "queries", "permissions", "actions", "events", "reactions", "jobs",
    "commands", "forms", "views", "urls", "templates", "api", "providers", "admin", "migrations", "factories", "tests",
    "templatetags", "demo", "slips", "static", "front",
    "middleware",
}  # fmt: skip
FREE_FORM = {"kernel", "config", "ui", "locale"}
MOST_LINES, MOST_FUNCTION_LINES = 400, 60


def test_no_file_is_too_long() -> None:
    long = {shown(path): len(path.read_text().splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_function_is_too_long() -> None:
    found = [
        f"{shown(path)}:{node.lineno} {node.name}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert found == []


def test_names_say_something() -> None:
    found = [shown(path) for path in tracked() if path.suffix == ".py" and BANNED & {path.stem, *path.parts}]
    assert found == []


def test_every_file_has_a_role_of_the_house() -> None:
    strange = {
        shown(path)
        for path in modules()
        if room_of(path) in ROOMS and room_of(path) not in FREE_FORM and role_of(path) not in ROLES
    }
    assert strange == set()


def test_every_room_says_what_it_is() -> None:
    for room in ROOMS:
        tree = ast.parse((SOURCE / room / "__init__.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{room} has no docstring"
        assert len(tree.body) == 1, f"{room}/__init__.py holds more than its docstring"


def test_public_functions_of_actions_queries_and_rules_are_documented() -> None:
    missing = [
        f"{shown(path)}:{node.lineno} {node.name}"
        for path, tree in modules().items()
        if room_of(path) in ROOMS and role_of(path) in {"actions", "queries", "rules", "permissions", "events"}
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert missing == []


def test_nothing_is_left_over() -> None:
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
    machine = re.compile(r"(?<![\w.])/(work|farm|root)/")
    found = []
    for path in tracked():
        if path.suffix in {".py", ".js", ".html", ".md", ".toml", ".yml", ".yaml", ".sh", ".scss"}:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if mark.search(line) or machine.search(line):
                    found.append(f"{shown(path)}:{number}")
    assert found == []


def test_lock_files_name_no_package_host() -> None:
    locks = [
        path for path in tracked() if path.parent.name == "requirements" or path.name in {"package-lock.json", ".npmrc"}
    ]
    assert locks
    hosts = re.compile(r'"resolved"|index-url|registry *=|https?://(?!github|opencollective|www|tidelift|paypal|ko-fi)')
    assert [shown(path) for path in locks if path.suffix == ".txt" and hosts.search(path.read_text())] == []
    assert [shown(path) for path in locks if path.suffix == ".json" and '"resolved"' in path.read_text()] == []
