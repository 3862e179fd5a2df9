"""Django's registration of the room."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The operators' door."""

    name = "motcua.console"
    label = "console"

    def ready(self) -> None:
        """Puts the installation's own self-checks up."""
        from motcua.console.queries import SELF_CHECKS
        from motcua.kernel.registry import registry

        for check in SELF_CHECKS:
            registry.add_check(check)
