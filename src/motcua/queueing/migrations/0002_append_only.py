"""The database itself refuses to change or take away a period, on SQLite and on PostgreSQL."""

from django.db import migrations

WORDS = "periods of a visit are append-only"
SQLITE_UNDO = [
    "DROP TRIGGER IF EXISTS queueing_period_no_update",
    "DROP TRIGGER IF EXISTS queueing_period_no_delete",
]
SQLITE = [
    f"CREATE TRIGGER queueing_period_no_{verb.lower()} BEFORE {verb} ON queueing_period BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER IF EXISTS queueing_period_append_only ON queueing_period",
    "DROP TRIGGER IF EXISTS queueing_period_no_truncate ON queueing_period",
]
POSTGRESQL = [
    "CREATE TRIGGER queueing_period_append_only BEFORE UPDATE OR DELETE ON queueing_period"
    " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER queueing_period_no_truncate BEFORE TRUNCATE ON queueing_period"
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
    dependencies = [("queueing", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunPython(put_up, take_down)]
