"""A new database, made at once, has what the migrations make one after the other, on both databases."""

import re
import subprocess
import sys

from tests.city import City, city

POSTGRES = (
    "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length, is_identity"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)
SQLITE = ("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",)
ROWS = ("django_content_type", "notices_topic", "auth_permission")


def parts(statement: str) -> list[str]:
    """The columns and conditions of a CREATE TABLE in the order of letters: the order of columns is nobody's business."""
    head, _, inside = statement.partition("(")
    depth, found = 0, [""]
    for letter in inside[: inside.rfind(")")]:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return sorted(re.sub(r"\s+", " ", part.strip()) for part in [head, *found])


def drawn(place: City) -> set[tuple[object, ...]]:
    """Everything the database knows of its own make."""
    rows = {row for question in (POSTGRES if place.database else SQLITE) for row in place.rows(question)}
    if place.database:
        return rows
    return {(kind, name, *(parts(sql) if kind == "table" else [sql])) for kind, name, sql in rows}


def test_tables_made_at_once_are_those_of_the_migrations() -> None:
    with city(empty=True) as quick, city(empty=True) as slow:
        by_django(slow, "contenttypes")
        assert "made at once" not in by_django(slow) and "made at once" in by_django(quick)
        assert drawn(quick) == drawn(slow)
        for table in ("django_migrations", *ROWS):
            assert quick.rows(f"SELECT count(*) FROM {table}") == slow.rows(f"SELECT count(*) FROM {table}"), table
        assert "made at once" not in by_django(quick)


def by_django(place: City, *more: str) -> str:
    """What `migrate` says."""
    environment = {**place.environment, "DJANGO_SETTINGS_MODULE": "motcua.config.settings.embedded"}
    words = [sys.executable, "-m", "django", "migrate", *more]
    return subprocess.run(words, env=environment, cwd=place.home, check=True, capture_output=True, text=True).stdout
