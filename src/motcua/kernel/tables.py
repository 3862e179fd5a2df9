"""The tables of a new database, made at once from the state that all migrations together lead to (ADR 0021).

One migration after the other, Django draws its picture of the models anew at each of 360 steps: 36 seconds of CPU where
the tables themselves take one.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder


def is_new(connection: BaseDatabaseWrapper) -> bool:
    """Whether nothing was ever made here: no table, or the empty list of migrations alone."""
    if set(connection.introspection.table_names()) - {MigrationRecorder.Migration._meta.db_table}:
        return False
    return not MigrationRecorder(connection).applied_migrations()


def make_tables(connection: BaseDatabaseWrapper) -> int:
    """Makes every table, runs what migrations do besides, notes them as applied; all of it or nothing. Answers how many tables.

    An operation marked `elidable` moves rows of older tables only, and is passed over.
    """
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    plan = [migration for migration, _backwards in executor.migration_plan(targets)]
    apps = executor.loader.project_state(targets).apps
    models = [model for model in apps.get_models() if model._meta.can_migrate(connection)]
    executor.recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
        for migration in plan:
            run_besides(migration, apps, editor)
            executor.recorder.record_applied(migration.app_label, migration.name)
    return len(models)


def run_besides(migration: Migration, apps: Any, editor: Any) -> None:
    """What a migration does that is not in the models: triggers, tables of words, rows that the product brings along."""
    for operation in migration.operations:
        if isinstance(operation, RunSQL):
            raise NotImplementedError(f"{migration}: write RunSQL as RunPython, which knows both databases")
        if isinstance(operation, RunPython) and not operation.elidable:
            operation.code(apps, editor)
