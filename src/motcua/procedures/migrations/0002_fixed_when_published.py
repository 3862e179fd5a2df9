"""The database itself refuses to change a published version, to let two of them overlap, or to delete one."""

from django.db import migrations

FIXED = ("procedure_id", "number", "document", "hash", "valid_from", "published_at")
WORDS = "a published version is fixed"
OVERLAP = "versions of a procedure must not overlap"


def differs(word: str, fixed=FIXED) -> str:
    return " OR ".join(f"NEW.{name} {word} OLD.{name}" for name in fixed) + " OR NEW.state = 'draft'"


CLASH = """EXISTS (SELECT 1 FROM procedures_procedureversion AS other
    WHERE other.procedure_id = NEW.procedure_id AND other.id <> NEW.id AND other.state <> 'draft'
    AND (other.valid_until IS NULL OR other.valid_until > NEW.valid_from)
    AND (NEW.valid_until IS NULL OR NEW.valid_until > other.valid_from))"""


def sqlite(fixed=FIXED, clash=CLASH):
    return [
        f"""CREATE TRIGGER procedures_version_fixed BEFORE UPDATE ON procedures_procedureversion
    WHEN OLD.state <> 'draft' AND ({differs("IS NOT", fixed)})
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
        f"""CREATE TRIGGER procedures_version_kept BEFORE DELETE ON procedures_procedureversion
    WHEN OLD.state <> 'draft' BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
        f"""CREATE TRIGGER procedures_version_span_insert BEFORE INSERT ON procedures_procedureversion
    WHEN NEW.state <> 'draft' AND {clash.replace("other.id <> NEW.id", "1")}
    BEGIN SELECT RAISE(ABORT, '{OVERLAP}'); END""",
        f"""CREATE TRIGGER procedures_version_span_update BEFORE UPDATE OF state, valid_from, valid_until, procedure_id
    ON procedures_procedureversion WHEN NEW.state <> 'draft' AND {clash}
    BEGIN SELECT RAISE(ABORT, '{OVERLAP}'); END""",
    ]


def postgres(fixed=FIXED, clash=CLASH):
    return [
        f"""CREATE FUNCTION procedures_version_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.state <> 'draft' THEN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END IF;
            RETURN OLD;
        END IF;
        IF OLD.state <> 'draft' AND ({differs("IS DISTINCT FROM", fixed)}) THEN
            RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
        f"""CREATE FUNCTION procedures_version_span() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.state <> 'draft' THEN
            PERFORM 1 FROM procedures_procedure WHERE id = NEW.procedure_id FOR UPDATE;
            IF {clash} THEN RAISE EXCEPTION '{OVERLAP}' USING ERRCODE = 'check_violation'; END IF;
        END IF;
        RETURN NEW;
    END $$""",
        """CREATE TRIGGER procedures_version_fixed BEFORE UPDATE ON procedures_procedureversion
    FOR EACH ROW EXECUTE FUNCTION procedures_version_fixed()""",
        """CREATE TRIGGER procedures_version_kept BEFORE DELETE ON procedures_procedureversion
    FOR EACH ROW EXECUTE FUNCTION procedures_version_fixed()""",
        """CREATE TRIGGER procedures_version_span_insert BEFORE INSERT ON procedures_procedureversion
    FOR EACH ROW EXECUTE FUNCTION procedures_version_span()""",
        """CREATE TRIGGER procedures_version_span_update BEFORE UPDATE OF state, valid_from, valid_until, procedure_id
    ON procedures_procedureversion FOR EACH ROW EXECUTE FUNCTION procedures_version_span()""",
    ]


TRIGGERS = ("fixed", "kept", "span_insert", "span_update")


def put_up(apps, editor):
    for statement in postgres() if editor.connection.vendor == "postgresql" else sqlite():
        editor.execute(statement)


def take_down(apps, editor):
    on = " ON procedures_procedureversion" if editor.connection.vendor == "postgresql" else ""
    for name in TRIGGERS:
        editor.execute(f"DROP TRIGGER IF EXISTS procedures_version_{name}{on}")
    if on:
        editor.execute("DROP FUNCTION IF EXISTS procedures_version_fixed(), procedures_version_span()")


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
