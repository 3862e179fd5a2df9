"""The first items of many units in one order, without sorting all of them.

A planner that sees `unit IN (…) ORDER BY due LIMIT 26` walks the due times of the whole city until enough rows of these
units came by: quick on average, slow for a unit that is up to date. Asked unit by unit, each answer comes from the index
(unit, due) already in order, and only a page of each is merged, whatever the size of the table.
"""

from collections.abc import Collection

from django.core.exceptions import EmptyResultSet
from django.db import connection

from motcua.work.models import WorkItemQuerySet

MOST_UNITS = 60
ANY_UNIT = -1


def merged_ids(items: WorkItemQuerySet, unit_ids: Collection[int], start: int, count: int) -> list[int]:
    """Ids of the items of these units by due time, `count` of them from `start`; one statement.

    `items` is scoped and filtered already; it is compiled once, for a unit that stands for each in turn.
    """
    if not unit_ids:
        return []
    branch = items.filter(unit_id=ANY_UNIT).order_by("order_at", "id").values_list("order_at", "id")
    try:
        sql, given = branch[: start + count].query.sql_with_params()
    except EmptyResultSet:
        return []
    parts = [f"SELECT * FROM ({sql}) part" for _ in unit_ids]  # noqa: S608 - compiled by the ORM
    params = [unit_id if value == ANY_UNIT else value for unit_id in sorted(unit_ids) for value in given]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({' UNION ALL '.join(parts)}) merged ORDER BY order_at, id LIMIT %s OFFSET %s",  # noqa: S608
            [*params, count, start],
        )
        return [row[0] for row in cursor.fetchall()]
