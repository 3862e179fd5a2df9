"""Reads the product's source as syntax trees, once for all tests of the architecture."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "motcua"
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/apps.py"))


@cache
def tracked() -> list[Path]:
    """Files that git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listing.stdout.splitlines() if (ROOT / line).is_file()]


@cache
def modules() -> dict[Path, ast.Module]:
    """Every product module's tree, without tests and migrations."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(SOURCE).parts)
    }


def room_of(path: Path) -> str:
    """The room a file stands in."""
    return path.relative_to(SOURCE).parts[0]


def role_of(path: Path) -> str:
    """A file's role in its room: 'actions' for actions.py and for everything in actions/."""
    return path.relative_to(SOURCE).parts[1].removesuffix(".py") if len(path.relative_to(SOURCE).parts) > 1 else ""


def shown(path: Path) -> str:
    """A path as messages show it."""
    return str(path.relative_to(ROOT))
