"""Overrides of a unit and the versions derived by them; the triggers, lost when a table is rebuilt, are put up anew."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

FIRST = import_module("motcua.procedures.migrations.0002_fixed_when_published")
FIXED = (*FIRST.FIXED, "base_id", "chain")
CLASH = FIRST.CLASH.replace("WHERE ", "WHERE NEW.base_id IS NULL AND other.base_id IS NULL AND ", 1)


def put_up(apps, editor):
    for statement in (FIRST.postgres if editor.connection.vendor == "postgresql" else FIRST.sqlite)(FIXED, CLASH):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0002_fixed_when_published"),
        ("units", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(FIRST.take_down, FIRST.put_up),
        migrations.CreateModel(
            name="Override",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changes", models.JSONField()),
                ("reason", models.CharField(max_length=500)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.JSONField()),
            ],
            options={
                "ordering": ["-valid_from", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="procedureversion",
            name="one_version_per_number",
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="base",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="derived_versions",
                to="procedures.procedureversion",
            ),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="chain",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("base", None)), fields=("procedure", "number"), name="one_version_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("base__isnull", False)), fields=("base", "chain"), name="one_derived_version"
            ),
        ),
        migrations.AddField(
            model_name="override",
            name="procedure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="overrides", to="procedures.procedure"
            ),
        ),
        migrations.AddField(
            model_name="override",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"),
        ),
        migrations.AddIndex(
            model_name="override",
            index=models.Index(fields=["unit", "procedure"], name="override_by_unit"),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.UniqueConstraint(
                fields=("procedure", "unit", "valid_from"), name="one_override_per_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until", None), ("valid_until__gt", models.F("valid_from")), _connector="OR"),
                name="override_ends_after_start",
            ),
        ),
        migrations.RunPython(put_up, FIRST.take_down),
    ]
