"""Django's registration of the room."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The administrative tree."""

    name = "motcua.units"
    label = "units"

    def ready(self) -> None:
        """Declares who may change the tree and what `motcua check` asks of it."""
        from motcua.kernel.registry import SelfCheck, registry
        from motcua.units.permissions import VERBS
        from motcua.units.queries import complaints

        registry.add_verbs(VERBS)
        registry.add_check(SelfCheck("units", complaints))
