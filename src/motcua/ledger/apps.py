"""Django's registration of the room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger."""

    name = "motcua.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Registers the nightly signature and the self-check that it works."""
        from motcua.kernel.registry import SelfCheck, registry
        from motcua.ledger import jobs, queries  # noqa: F401

        registry.add_check(SelfCheck("ledger.digest", queries.digest_complaints))
