"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KioskConfig(AppConfig):
    """The hall's screens."""

    name = "motcua.kiosk"
    label = "kiosk"

    def ready(self) -> None:
        """Puts up the stream of the displays, the verbs and the menu of the machines."""
        from motcua.kernel.registry import Group, MenuEntry, SelfCheck, registry
        from motcua.kiosk.permissions import MANAGE, VERBS
        from motcua.kiosk.queries.boards import DISPLAYS
        from motcua.kiosk.queries.voices import voice_complaints

        registry.add_section("event-streams", DISPLAYS)
        registry.add_check(SelfCheck("kiosk.voice", voice_complaints))
        registry.add_verbs(VERBS)
        registry.add_menu(
            MenuEntry(
                "desk",
                _("Máy lấy số"),
                "kiosk:machines",
                order=27,
                permission=MANAGE,
                icon="print",
                group=Group.SETTING_UP,
            )
        )
