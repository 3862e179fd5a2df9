"""Self-check of the room: the database itself must refuse to change what was published."""

from django.db import connection
from django.utils.translation import gettext as _

TRIGGERS = frozenset(f"procedures_version_{name}" for name in ("fixed", "kept", "span_insert", "span_update"))


def missing_triggers() -> list[str]:
    """Complaints when a trigger is not there (a rebuilt SQLite table loses its triggers)."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return [
        _("Thiếu trigger “%(name)s” bảo vệ thủ tục đã công bố.") % {"name": name} for name in sorted(TRIGGERS - found)
    ]
