"""Statements that come with every request: put together once, then run with other values."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

from motcua.kernel.scoping import ScopedQuerySet

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled statement: its text, its values with the places the asked one goes to, and how columns are read."""

    database: Any
    model: Any
    sql: str
    values: tuple[Any, ...]
    places: tuple[int, ...]
    columns: tuple[str, ...]
    convert: Callable[[Any], Any]


class Prepared(Generic[M]):
    """Rows by one value, without the cost of putting the statement together again.

    `rows(value)` is an ordinary QuerySet with its scope and its lock; it is made once, with `mark`, a value that occurs
    nowhere else in it. The rows of one table only, nothing joined, nothing prefetched.
    """

    def __init__(self, rows: Callable[[Any], models.QuerySet[M]], *, mark: Any) -> None:
        self._rows, self._mark = rows, mark
        self._own = threading.local()

    def first(self, value: Any) -> M | None:
        """The row with this value, None when there is none."""
        return next(iter(self._asked(value, most=1)), None)

    def every(self, value: Any) -> list[M]:
        """All rows with this value."""
        return self._asked(value)

    def _asked(self, value: Any, most: int | None = None) -> list[M]:
        plan: Plan | None = getattr(self._own, "plan", None)
        database = connections[DEFAULT_DB_ALIAS]
        if plan is None or plan.database is not database:
            plan = self._own.plan = self._compiled(database)
        values = list(plan.values)
        for place in plan.places:
            values[place] = value
        with database.cursor() as cursor:
            cursor.execute(plan.sql, values)
            rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
        return [plan.model.from_db(DEFAULT_DB_ALIAS, plan.columns, plan.convert(row)) for row in rows]

    def _compiled(self, database: Any) -> Plan:
        rows = self._rows(self._mark)
        if isinstance(rows, ScopedQuerySet):
            rows._must_be_scoped()
        compiler = rows.query.get_compiler(connection=database)
        sql, values = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])

        def convert(row: Any) -> Any:
            return next(iter(compiler.apply_converters([row], converters)))

        return Plan(
            database=database,
            model=rows.model,
            sql=sql,
            values=tuple(values),
            places=tuple(place for place, value in enumerate(values) if value == self._mark),
            columns=tuple(column[0].target.attname for column in compiler.select),
            convert=convert,
        )


PLAIN: tuple[tuple[type[Any], type], ...] = (
    (models.CharField, str),
    (models.TextField, str),
    (models.IntegerField, int),
)
"""Values of just this type are taken by both drivers as they are; all others are converted by their field."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What an INSERT into a table needs to know."""

    counts_up: bool
    fields: tuple[tuple[str, type | None, Any], ...]
    head: str
    row: str
    tail: str


@cache
def columns_of(model: type[models.Model], vendor: str) -> Columns:
    """All columns but a key that the database counts up itself."""
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    key: Any = model._meta.pk
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = ", ".join(quote(str(field.column)) for field in fields)
    return Columns(
        counts_up=isinstance(key, models.AutoField),
        fields=tuple((field.attname, plain_type(field), field) for field in fields),
        head=f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ",  # noqa: S608 - names of our own tables and columns
        row=f"({', '.join(['%s'] * len(fields))})",
        tail=f" RETURNING {quote(str(key.column))}",
    )


def plain_type(field: Any) -> type | None:
    """The type of values that need no conversion; None when all do."""
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    return next((kind for base, kind in PLAIN if isinstance(field, base)), None)


def insert(model: type[M], rows: Sequence[M], *, once: bool = False) -> int:
    """Writes new rows of one table in one statement and gives them their keys; answers how many were written.

    As `bulk_create`, for the rooms' own actions. With `once` a row that a unique constraint forbids is left out; when one
    was, no row gets its key.
    """
    if not rows:
        return 0
    database = connections[DEFAULT_DB_ALIAS]
    about = columns_of(model, database.vendor)
    values: list[Any] = []
    for row in rows:
        held = row.__dict__
        for name, kind, field in about.fields:
            value = held[name]
            if value is not None and type(value) is not kind:
                value = field.get_db_prep_save(value, database)
            values.append(value)
    sql = about.head + ", ".join([about.row] * len(rows)) + (" ON CONFLICT DO NOTHING" if once else "") + about.tail
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        keys = cursor.fetchall()
    if len(keys) == len(rows):
        for row, (key,) in zip(rows, keys, strict=True):
            row.pk = key if about.counts_up else row.pk
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return len(keys)
