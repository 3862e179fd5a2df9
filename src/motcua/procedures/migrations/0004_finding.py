"""Life events of a procedure for lists, and queries without a good answer."""

from django.db import migrations, models


def fill(apps, schema_editor):
    """Life events follow the newest published document, as names and aliases do."""
    version = apps.get_model("procedures", "ProcedureVersion")
    for procedure in apps.get_model("procedures", "Procedure").objects.all():
        published = version.objects.filter(procedure=procedure).exclude(state="draft").order_by("-number")
        document = published.values_list("document", flat=True).first() or {}
        if events := document.get("life_events"):
            procedure.life_events = [str(event) for event in events]
            procedure.save(update_fields=["life_events"])


class Migration(migrations.Migration):
    dependencies = [("procedures", "0003_overrides")]

    operations = [
        migrations.AddField("procedure", "life_events", models.JSONField(default=list)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.CreateModel(
            name="UnansweredQuery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=80, unique=True)),
                ("count", models.PositiveIntegerField(default=1)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("best", models.CharField(blank=True, max_length=24)),
            ],
            options={
                "ordering": ["-count", "text"],
                "indexes": [models.Index(fields=["last_on"], name="unanswered_by_last_day")],
            },
        ),
    ]
