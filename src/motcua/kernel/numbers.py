"""Numbers without gaps or duplicates: one atomic statement on a counter row, in the transaction that uses the number."""

from django.db import connection, transaction


def next_number(series: str) -> int:
    """The next number of a series, from 1. Call it inside a transaction, as late as possible: its row stays locked till commit."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_counter (key, value) VALUES (%s, 1)"
            " ON CONFLICT (key) DO UPDATE SET value = kernel_counter.value + 1 RETURNING value",
            [series],
        )
        return int(cursor.fetchone()[0])
