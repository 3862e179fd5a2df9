"""Django's registration of the room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger."""

    name = "motcua.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Registers the nightly signature."""
        from motcua.ledger import jobs  # noqa: F401
