"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Notices to residents."""

    name = "motcua.notices"
    label = "notices"
    verbose_name = _("Thông báo đến người dân")

    def ready(self) -> None:
        """Puts up verbs, jobs, kinds of work, names of topics, banners, the desk's entry and the home tile."""
        from motcua.kernel.registry import Group, HomeTile, MenuEntry, registry
        from motcua.notices import jobs, permissions, queries
        from motcua.notices.queries.banners import banners_of, state
        from motcua.notices.queries.topics import topic_names

        assert jobs
        registry.add_verbs(permissions.VERBS)
        registry.add_section("work-kinds", queries.work_kinds)
        registry.add_section("topic-names", topic_names)
        registry.add_section("banners", banners_of)
        registry.add_section("site-state", state)
        registry.add_menu(
            MenuEntry(
                "desk",
                _("Thông báo đến dân"),
                "notices:desk-list",
                order=75,
                permission="notices.view",
                icon="bell",
                group=Group.CONTENT,
            ),
        )
        registry.add_tiles(
            HomeTile(
                _("Thông báo đến người dân"),
                _("Đăng ký để được báo trước."),
                "notices:list",
                order=65,
                icon="bell",
            )
        )
