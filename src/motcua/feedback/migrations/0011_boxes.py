"""What is covered on pictures as boxes: a cell of the grid of 8 × 6 becomes the box that it was."""

from typing import Any

from django.db import migrations

from motcua.feedback.rules.boxes import boxes_kept

BATCH = 2000


def fill(apps: Any, schema_editor: Any) -> None:
    """Rewrites rows that name cells, batch by batch; what was already written as boxes stays."""
    photos = apps.get_model("feedback", "Photo")
    last = 0
    while True:
        rows = list(photos.objects.filter(pk__gt=last).exclude(covered=[]).order_by("pk")[:BATCH])
        if not rows:
            return
        for photo in rows:
            photo.covered = boxes_kept(photo.covered)
        photos.objects.bulk_update(rows, ["covered"])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("feedback", "0010_arrangement_version")]
    # The way back is none: the forms of before read boxes as no ticks, and the pictures are blacked out already.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
