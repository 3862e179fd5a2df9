"""The database itself refuses to change or take away an edition, on SQLite and on PostgreSQL."""

from django.db import migrations

WORDS = "editions of a week are append-only"
SQLITE_UNDO = ["DROP TRIGGER IF EXISTS agenda_edition_no_update", "DROP TRIGGER IF EXISTS agenda_edition_no_delete"]
SQLITE = [
    f"CREATE TRIGGER agenda_edition_no_{verb.lower()} BEFORE {verb} ON agenda_edition BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER IF EXISTS agenda_edition_append_only ON agenda_edition",
    "DROP TRIGGER IF EXISTS agenda_edition_no_truncate ON agenda_edition",
]
POSTGRESQL = [
    "CREATE TRIGGER agenda_edition_append_only BEFORE UPDATE OR DELETE ON agenda_edition"
    " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER agenda_edition_no_truncate BEFORE TRUNCATE ON agenda_edition"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_truncate()",
]


def run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


def put_up(apps, schema_editor):
    run(schema_editor, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def take_down(apps, schema_editor):
    run(schema_editor, SQLITE_UNDO if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_UNDO)


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunPython(put_up, take_down)]
