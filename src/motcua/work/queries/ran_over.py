"""By how much items ran over their time, summed by the database."""

from typing import Any

from django.db.models import DurationField, F, Func


class RanOver(Func):
    """`closed_at - due_at` of a row, to the microsecond.

    On SQLite Django would ask Python for each row; a year's sheet of a city has tens of thousands of late ones.
    """

    output_field = DurationField()
    template, arg_joiner = "(%(expressions)s)", " - "

    def __init__(self) -> None:
        super().__init__(F("closed_at"), F("due_at"))

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        """Whole seconds by the calendar, then what is behind the point, which SQLite would round; microseconds there."""
        (closed, first), (due, second) = map(compiler.compile, self.get_source_expressions())
        whole = "CAST(strftime('%%s', substr({}, 1, 19)) AS INTEGER)"
        seconds = f"{whole.format(closed)} - {whole.format(due)}"
        rest = f"CAST(substr({closed}, 21, 6) AS INTEGER) - CAST(substr({due}, 21, 6) AS INTEGER)"
        return f"(({seconds}) * 1000000 + {rest})", [*first, *second, *first, *second]
