"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The citizens' door."""

    name = "motcua.portal"
    label = "portal"
    verbose_name = _("Cổng người dân")

    def ready(self) -> None:
        """Puts up the menu's ends, the tiles of the door itself and what the page frame says."""
        from motcua.kernel.registry import HomeTile, MenuEntry, registry
        from motcua.portal import queries

        registry.add_menu(
            MenuEntry("citizen", _("Trang chủ"), "portal:home", order=0, icon="home"),
            MenuEntry("citizen", _("Của tôi"), "portal:my-page", order=80, icon="person"),
            MenuEntry("citizen", _("Trợ giúp"), "portal:help", order=90, icon="help"),
        )
        registry.add_tiles(
            HomeTile(
                _("Của tôi"),
                _("Hồ sơ đã nộp, bản khai đang làm dở, thông báo và kết quả"),
                "portal:my-page",
                order=80,
                icon="person",
            ),
            HomeTile(_("Trợ giúp"), _("Cách nộp hồ sơ, hỏi ai, gọi số nào"), "portal:help", order=90, icon="help"),
        )
        registry.add_section("site", queries.site)
        registry.add_section("place", queries.place)
