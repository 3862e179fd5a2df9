"""Numbers that grow with every change of something, so that all processes hear of it in one small question."""

from django.db import connection, models


class Stamp(models.Model):
    """One row (id 1) of a table of its own; the model made of this says what the number stands for."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True

    @classmethod
    def current(cls) -> int:
        """The number now; 0 before the first change."""
        return cls._default_manager.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def grow(cls) -> None:
        """Something changes in this transaction: whoever asks after it reads anew. Two at once count as two."""
        table = connection.ops.quote_name(cls._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (id, number) VALUES (1, 1)"  # noqa: S608 - the name of our own table
                f" ON CONFLICT (id) DO UPDATE SET number = {table}.number + 1"
            )
