"""The database itself refuses to change or take away what stands in the ledger, on SQLite and on PostgreSQL."""

from django.db import migrations

KEPT = ("ledger_event", "ledger_digest", "ledger_digestpage")
WORDS = "the ledger is append-only"

SQLITE_UNDO = [
    *(f"DROP TRIGGER IF EXISTS {table}_no_update" for table in KEPT),
    *(f"DROP TRIGGER IF EXISTS {table}_no_delete" for table in (*KEPT, "ledger_stream")),
    "DROP TRIGGER IF EXISTS ledger_stream_only_grows",
]
SQLITE = [
    *(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for table in KEPT
    ),
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for table in (*KEPT, "ledger_stream")
    ),
    "CREATE TRIGGER ledger_stream_only_grows BEFORE UPDATE ON ledger_stream"
    " WHEN NEW.id <> OLD.id OR NEW.subject <> OLD.subject OR NEW.length < OLD.length"
    f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
]
POSTGRESQL_UNDO = [
    *(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}" for table in (*KEPT, "ledger_stream")),
    *(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}" for table in (*KEPT, "ledger_stream")),
    "DROP TRIGGER IF EXISTS ledger_stream_only_grows ON ledger_stream",
    "DROP FUNCTION IF EXISTS ledger_refuse()",
    "DROP FUNCTION IF EXISTS ledger_refuse_truncate()",
]
POSTGRESQL = [
    f"CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WORDS}'"
    " USING ERRCODE = 'restrict_violation'; END $$",
    "CREATE FUNCTION ledger_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF current_setting('motcua.allow_truncate', true) = 'on' THEN RETURN NULL; END IF;"
    f" RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END $$",
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
        for table in KEPT
    ),
    "CREATE TRIGGER ledger_stream_append_only BEFORE DELETE ON ledger_stream"
    " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER ledger_stream_only_grows BEFORE UPDATE ON ledger_stream FOR EACH ROW"
    " WHEN (NEW.id <> OLD.id OR NEW.subject <> OLD.subject OR NEW.length < OLD.length)"
    " EXECUTE FUNCTION ledger_refuse()",
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_truncate()"
        for table in (*KEPT, "ledger_stream")
    ),
]


def run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


def put_up(apps, schema_editor):
    run(schema_editor, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def take_down(apps, schema_editor):
    run(schema_editor, SQLITE_UNDO if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_UNDO)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
