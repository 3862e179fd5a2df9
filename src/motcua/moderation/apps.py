"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Public forms stay usable."""

    name = "motcua.moderation"
    label = "moderation"
    verbose_name = "Kiểm duyệt"

    def ready(self) -> None:
        """Puts up verbs, jobs, the kind of work and the officers' menu entry."""
        from motcua.kernel.registry import MenuEntry, registry
        from motcua.moderation import jobs, permissions

        assert jobs
        registry.add_verbs(permissions.VERBS)
        registry.add_section("work-kinds", lambda: {"moderation.abuse": _("Xem xét báo vi phạm")})
        registry.add_menu(
            MenuEntry(
                "desk", _("Kiểm duyệt"), "moderation:desk", order=58, permission="moderation.decide", icon="shield"
            )
        )
