"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    """The weekly work calendar."""

    name = "motcua.agenda"
    label = "agenda"
    verbose_name = "Lịch công tác"

    def ready(self) -> None:
        """Puts up verbs, kinds of work, menu entries and the home tile."""
        from motcua.agenda import jobs, permissions, queries  # noqa: F401
        from motcua.kernel.registry import HomeTile, MenuEntry, registry

        registry.add_verbs(permissions.VERBS)
        registry.add_section("work-kinds", queries.work_kinds)
        registry.add_menu(
            MenuEntry("desk", _("Lịch công tác"), "agenda:desk", order=45, permission="agenda.view", icon="calendar"),
        )
        registry.add_tiles(
            HomeTile(
                _("Lịch công tác"),
                _("Tuần này lãnh đạo làm việc gì, ở đâu, ngày nào tiếp công dân."),
                "agenda:home",
                order=60,
                icon="calendar",
            )
        )
