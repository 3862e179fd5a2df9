"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpinionsConfig(AppConfig):
    """People's opinions."""

    name = "motcua.opinions"
    label = "opinions"
    verbose_name = "Góp ý"

    def ready(self) -> None:
        """Puts up verbs, reactions, kinds of work, public texts, menu entries and the home tile."""
        from motcua.kernel.registry import HomeTile, MenuEntry, registry
        from motcua.opinions import permissions, queries, reactions

        assert reactions
        registry.add_verbs(permissions.VERBS)
        registry.add_section("work-kinds", queries.work_kinds)
        registry.add_section("public-texts", queries.public_text)
        registry.add_menu(
            MenuEntry("desk", _("Góp ý"), "opinions:desk-list", order=45, permission="opinions.view", icon="message"),
        )
        registry.add_tiles(
            HomeTile(
                _("Góp ý"),
                _("Góp ý với cơ quan, góp ý dự thảo; xem câu trả lời."),
                "opinions:home",
                order=35,
                icon="message",
            ),
        )
