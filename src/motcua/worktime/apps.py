"""Django's registration of the room."""

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    """The one clock."""

    name = "motcua.worktime"
    label = "worktime"

    def ready(self) -> None:
        """Declares who may change calendars and what `motcua check` asks of them."""
        from motcua.kernel.registry import SelfCheck, registry
        from motcua.worktime.permissions import VERBS
        from motcua.worktime.queries import complaints

        registry.add_verbs(VERBS)
        registry.add_check(SelfCheck("worktime", complaints))
