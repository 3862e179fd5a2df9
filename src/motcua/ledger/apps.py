"""Django's registration of the room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger."""

    name = "motcua.ledger"
    label = "ledger"
