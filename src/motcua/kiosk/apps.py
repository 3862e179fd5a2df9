"""Django's registration of the room."""

from django.apps import AppConfig


class KioskConfig(AppConfig):
    """The hall's screens."""

    name = "motcua.kiosk"
    label = "kiosk"

    def ready(self) -> None:
        """Puts up the stream of the displays."""
        from motcua.kernel.registry import registry
        from motcua.kiosk.queries.boards import DISPLAYS

        registry.add_section("event-streams", DISPLAYS)
