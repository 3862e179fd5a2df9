"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SatisfactionConfig(AppConfig):
    """How people were served."""

    name = "motcua.satisfaction"
    label = "satisfaction"
    verbose_name = _("Mức độ hài lòng")

    def ready(self) -> None:
        """Puts up verbs, reactions and the officers' menu entry."""
        from motcua.kernel.registry import Group, MenuEntry, registry
        from motcua.satisfaction import permissions, reactions

        assert reactions
        registry.add_verbs(permissions.VERBS)
        registry.add_menu(
            MenuEntry(
                "desk",
                _("Hài lòng"),
                "satisfaction:overview",
                order=55,
                permission="satisfaction.view",
                icon="chart",
                group=Group.WATCHING,
            )
        )
