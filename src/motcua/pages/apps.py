"""Django's registration of the room."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The sites of the units."""

    name = "motcua.pages"
    label = "pages"
    verbose_name = _("Trang của đơn vị")

    def ready(self) -> None:
        """Puts up verbs and the door that knows the sites' addresses."""
        from motcua.kernel.registry import Group, HomeTile, MenuEntry, registry
        from motcua.pages import permissions
        from motcua.pages.queries.files import may_read_file
        from motcua.pages.queries.flow import work_kinds
        from motcua.pages.views.door import at_door

        registry.add_verbs(permissions.VERBS)
        registry.add_section("doors", at_door)
        registry.add_section("file-access", may_read_file)
        registry.add_section("work-kinds", work_kinds)
        registry.add_menu(
            MenuEntry(
                "desk",
                _("Trang đơn vị"),
                "pages:desk-sites",
                order=60,
                permission="pages.write",
                icon="building",
                group=Group.CONTENT,
            ),
        )
        registry.add_tiles(
            HomeTile(
                _("Trang của các đơn vị"),
                _("Tin tức, thông báo, bộ máy của quận, huyện, phường, xã."),
                "pages:sites",
                order=70,
                icon="building",
            )
        )
        if "procedures" in settings.ROOMS:
            from motcua.procedures.queries.catalogue import state

            registry.add_section("site-state", state)
