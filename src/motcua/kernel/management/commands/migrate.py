"""`migrate`, which gives a new database all tables at once."""

from typing import Any

from django.core.management.commands.migrate import Command as Plain
from django.db import connections

from motcua.kernel.tables import is_new, make_tables

PARTLY = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(Plain):
    """As Django's; a new database gets the tables that all migrations together lead to, and they are noted as applied."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes what is missing."""
        connection = connections[options["database"]]
        if not any(options.get(name) for name in PARTLY) and is_new(connection):
            made = make_tables(connection)
            if options["verbosity"] > 0:
                self.stdout.write(f"New database: {made} tables made at once.")
        super().handle(*args, **options)
