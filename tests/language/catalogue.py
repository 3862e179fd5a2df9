"""The English catalogue and the sources it was collected from, for the tests of language."""

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import polib

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "motcua"
TEMPLATES = sorted(path for path in SOURCE.glob("*/templates/**/*") if path.suffix in {".html", ".txt"})
MARKS = "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
VIETNAMESE = re.compile(f"[{MARKS}]", re.IGNORECASE)


@cache
def collector() -> ModuleType:
    """`scripts/collect_messages.py` as a module."""
    spec = importlib.util.spec_from_file_location("collect_messages", ROOT / "scripts" / "collect_messages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def entries() -> tuple[polib.POEntry, ...]:
    """Every entry of the English catalogue."""
    return tuple(polib.pofile(str(collector().CATALOGUE)))


def english(entry: polib.POEntry) -> list[str]:
    """What an entry says in English: one text, or singular and plural."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
