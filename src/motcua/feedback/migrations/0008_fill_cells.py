"""Numbers the places of the reports that are there, batch by batch."""

from typing import Any

from django.db import migrations

from motcua.feedback.rules.mercator import cell_of

BATCH = 5000


def fill(apps: Any, schema_editor: Any) -> None:
    """Gives every report with a place its cell."""
    last = 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT id, longitude, latitude FROM feedback_report WHERE id > %s AND longitude IS NOT NULL"
                " AND latitude IS NOT NULL ORDER BY id LIMIT %s",
                [last, BATCH],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            cells = [(cell_of((longitude, latitude)), pk) for pk, longitude, latitude in rows]
            cursor.executemany("UPDATE feedback_report SET cell = %s WHERE id = %s", cells)
            last = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = [("feedback", "0007_map_cells")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
