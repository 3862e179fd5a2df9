"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The officers' door."""

    name = "motcua.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"

    def ready(self) -> None:
        """Puts up the desk's menu, its part of the page frame and its reactions."""
        from motcua.desk import reactions
        from motcua.desk.queries import frame
        from motcua.kernel.registry import Group, MenuEntry, registry

        assert reactions
        registry.add_section("desk-frame", frame.desk_frame)
        registry.add_menu(
            MenuEntry("desk", _("Việc cần làm"), "desk:home", order=10, permission="work.see", icon="inbox"),
            MenuEntry(
                "desk",
                _("Điều hành"),
                "desk:board",
                order=40,
                permission="work.oversee",
                icon="chart",
                group=Group.WATCHING,
            ),
            MenuEntry(
                "desk",
                _("Trách nhiệm"),
                "desk:account",
                order=45,
                permission="work.account",
                icon="list",
                group=Group.WATCHING,
            ),
            MenuEntry(
                "desk",
                _("Bàn giao"),
                "desk:hand-over",
                order=60,
                permission="work.hand_over",
                icon="swap",
                group=Group.SETTING_UP,
            ),
        )
