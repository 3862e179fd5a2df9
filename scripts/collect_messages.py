"""Collects the texts of the screens into src/motcua/locale/en/LC_MESSAGES/django.po; needs no gettext tools.

Python is read as syntax trees, templates through Django's own `templatize`. Texts that are gone are dropped, translations
that stand are kept. `python scripts/collect_messages.py --missing` lists what has no English yet.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "motcua"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
SIMPLE = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
PLURAL_NOOP = "ngettext_noop"
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
Text = tuple[str, str, str]  # context, singular, plural


def constant(node: ast.expr | None) -> str | None:
    """The text of a literal, joined over adjacent literals."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def from_call(name: str, arguments: list[str | None]) -> Text | None:
    """The text a gettext call asks for."""
    first, second, third = (*arguments, None, None, None)[:3]
    if name in SIMPLE and first:
        return "", first, ""
    if name == PLURAL_NOOP and first:
        return "", first, first
    if name in PLURAL and first and second:
        return "", first, second
    if name in CONTEXT and first and second:
        return first, second, ""
    if name in CONTEXT_PLURAL and first and second and third:
        return first, second, third
    return None


def in_python(source: str) -> Iterator[Text]:
    """Texts of a Python module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            text = from_call(name, [constant(argument) for argument in node.args])
            if text:
                yield text


CALL = re.compile(
    r"\b(_|gettext|ngettext|pgettext|npgettext)\(((?:\s*u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")\s*,?)+)"
)
LITERAL = re.compile(r"u?('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")")


def in_template(source: str) -> Iterator[Text]:
    """Texts of a Django template."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for name, arguments in CALL.findall(templatize(source)):
        text = from_call(name, [ast.literal_eval(literal) for literal in LITERAL.findall(arguments)])
        if text:
            yield text


def collect() -> dict[Text, list[str]]:
    """Every text with the files that use it."""
    found: dict[Text, list[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if not path.is_file() or {"tests", "migrations", "dist", "node_modules"} & set(path.parts):
            continue
        if path.suffix == ".py":
            texts = in_python(path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            texts = in_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for text in texts:
            found.setdefault(text, []).append(str(path.relative_to(ROOT)))
    return found


def catalogue() -> polib.POFile:
    """The English catalogue as it stands, or an empty one."""
    if CATALOGUE.exists():
        return polib.pofile(str(CATALOGUE), wrapwidth=110)
    empty = polib.POFile(wrapwidth=110)
    empty.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return empty


def key(entry: polib.POEntry) -> Text:
    """An entry's text."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def is_said(entry: polib.POEntry) -> bool:
    """Whether an entry has its English, every plural form of it."""
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def missing() -> list[str]:
    """Texts that have no English."""
    translated = {key(entry) for entry in catalogue() if "fuzzy" not in entry.flags and is_said(entry)}
    return sorted(text[1] for text in collect() if text not in translated)


def update() -> int:
    """Brings the catalogue in step with the sources; answers how many texts still lack English."""
    standing = {key(entry): entry for entry in catalogue()}
    fresh = catalogue()
    fresh.clear()
    fresh.header = "The English of the screens; `make messages` collects, scripts/compile_messages.py compiles."
    for text, places in sorted(collect().items(), key=lambda item: (item[1][0], item[0])):
        context, single, plural = text
        entry = standing.get(text) or polib.POEntry(
            msgctxt=context or None, msgid=single, msgid_plural=plural, msgstr_plural={0: "", 1: ""} if plural else {}
        )
        entry.occurrences = [(place, "") for place in dict.fromkeys(places)]
        fresh.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(CATALOGUE))
    return len(missing())


if __name__ == "__main__":
    if "--missing" in sys.argv:
        sys.stdout.write("".join(f"{text}\n" for text in missing()))
    else:
        sys.stdout.write(f"{update()} texts without English\n")
