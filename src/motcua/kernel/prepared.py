"""Questions that come with every request: compiled once for each thread, then asked with other values."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
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
    """One row by one value, without the cost of putting the statement together again.

    `rows(value)` is an ordinary QuerySet with its scope and its lock; it is made once, with `mark`, a value that occurs
    nowhere else in it. The rows of one table only, nothing joined, nothing prefetched.
    """

    def __init__(self, rows: Callable[[Any], models.QuerySet[M]], *, mark: Any) -> None:
        self._rows, self._mark = rows, mark
        self._own = threading.local()

    def first(self, value: Any) -> M | None:
        """The row with this value, None when there is none."""
        plan: Plan | None = getattr(self._own, "plan", None)
        database = connections[DEFAULT_DB_ALIAS]
        if plan is None or plan.database is not database:
            plan = self._own.plan = self._compiled(database)
        values = list(plan.values)
        for place in plan.places:
            values[place] = value
        with database.cursor() as cursor:
            cursor.execute(plan.sql, values)
            row = cursor.fetchone()
        if row is None:
            return None
        found: M = plan.model.from_db(DEFAULT_DB_ALIAS, plan.columns, plan.convert(row))
        return found

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
