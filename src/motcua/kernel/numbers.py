"""Numbers without gaps or duplicates: one atomic statement on a counter row, in the transaction that uses the number."""

from django.db import connection, transaction


def next_number(series: str) -> int:
    """The next number of a series, from 1. Call it inside a transaction, as late as possible: its row stays locked till commit."""
    return take_numbers(series, 1)


def take_numbers(series: str, count: int) -> int:
    """Takes `count` numbers at once and answers the last one given out; with 0 it only tells."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_counter (key, value) VALUES (%s, %s)"
            " ON CONFLICT (key) DO UPDATE SET value = kernel_counter.value + excluded.value RETURNING value",
            [series, count],
        )
        return int(cursor.fetchone()[0])
