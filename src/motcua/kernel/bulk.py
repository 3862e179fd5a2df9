"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite. For seeds and imports, not for requests."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

Convert = Callable[[Any], Any]


def _sqlite_moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def _document(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def converter(field: models.Field) -> Convert | None:
    """How a Python value of a field becomes what the driver takes; None when it is taken as it is."""
    if isinstance(field, models.JSONField):
        return _document
    if connection.vendor == "sqlite":
        if isinstance(field, models.DateTimeField):
            return _sqlite_moment
        if isinstance(field, models.BooleanField):
            return int
    return None


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts rows given as tuples in the order of `columns` (column names); JSON may be given as text already."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    converters = [(place, convert) for place, name in enumerate(columns) if (convert := converter(fields[name]))]

    def ready() -> Iterable[list[Any]]:
        for row in rows:
            values = list(row)
            for place, convert in converters:
                values[place] = convert(values[place])
            yield values

    names = ", ".join(f'"{name}"' for name in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for values in ready():
                    copy.write_row(values)
        else:
            marks = ", ".join("?" * len(columns))
            connection.ensure_connection()
            connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', ready())  # noqa: S608


def next_key(model: type[models.Model]) -> int:
    """The first primary key nobody has used."""
    return int(model._base_manager.aggregate(top=models.Max("pk"))["top"] or 0) + 1


def catch_up_sequence(model: type[models.Model]) -> None:
    """Moves PostgreSQL's sequence behind the keys that were inserted by hand; SQLite needs none."""
    if connection.vendor != "postgresql":
        return
    column = model._meta.pk.column  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT COALESCE(MAX({column}), 1) FROM {model._meta.db_table}))",  # noqa: S608
            [model._meta.db_table, column],
        )
