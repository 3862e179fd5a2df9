"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Citizens, officers, duties."""

    name = "motcua.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Declares verbs, menu, what stands around a page, checks and jobs."""
        from motcua.accounts import jobs  # noqa: F401 - registers its entries
        from motcua.accounts.permissions import VERBS
        from motcua.accounts.queries import heads_missing
        from motcua.accounts.views.frame import around_citizen, around_desk
        from motcua.kernel.registry import Group, MenuEntry, SelfCheck, registry

        registry.add_verbs(VERBS)
        registry.add_menu(
            MenuEntry(
                "desk",
                _("Nhân sự"),
                "accounts:staff",
                order=800,
                permission="accounts.view-staff",
                icon="people",
                group=Group.SETTING_UP,
            ),
            MenuEntry(
                "desk", _("Vắng mặt, làm thay"), "accounts:absence", order=820, icon="calendar", group=Group.SETTING_UP
            ),
        )
        registry.add_section("citizen-frame", around_citizen)
        registry.add_section("desk-frame", around_desk)
        registry.add_check(SelfCheck("accounts", heads_missing))
