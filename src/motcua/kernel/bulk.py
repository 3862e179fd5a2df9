"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite. For seeds and imports, not for requests."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

Convert = Callable[[Any], Any]


def _sqlite_moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def _sqlite_uuid(value: Any) -> str | None:
    return None if value is None else UUID(str(value)).hex


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
        if isinstance(getattr(field, "target_field", field), models.UUIDField):
            return _sqlite_uuid
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
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for values in ready():
                    copy.write_row(values)
        else:
            marks = ", ".join("?" * len(columns))
            connection.ensure_connection()
            connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', ready())  # noqa: S608


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys that no other writer will get, to be used in this transaction.

    PostgreSQL gives them from the table's own sequence; on SQLite the transaction is the only writer there is.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("keys are reserved in the transaction that uses them")
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f"SELECT COALESCE(MAX({column}), 0) FROM {table}")  # noqa: S608
        first = int(cursor.fetchone()[0]) + 1
    return list(range(first, first + count))
