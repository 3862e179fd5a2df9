"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    """Dossiers, from the first draft to the archive."""

    name = "motcua.dossiers"
    label = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Puts up verbs, jobs, reactions, file access and the calendar preview."""
        from motcua.dossiers import jobs, permissions, reactions  # noqa: F401
        from motcua.dossiers.queries.files import may_read_file
        from motcua.kernel.registry import registry

        registry.add_verbs(permissions.VERBS)
        registry.add_section("file-access", may_read_file)
        self.join_the_desk()

    def join_the_desk(self) -> None:
        """Puts up what the officers' door shows of dossiers: kinds of work, bulk verbs, search, menu."""
        from motcua.dossiers.queries.hits import desk_hits
        from motcua.dossiers.queries.kinds import work_kinds
        from motcua.dossiers.views.desk.bulk import offers
        from motcua.kernel.registry import MenuEntry, registry

        registry.add_section("work-kinds", work_kinds)
        registry.add_section("desk-bulk", offers)
        registry.add_section("desk-search", desk_hits)
        counter, signing = "dossiers.submit_at_counter", "dossiers.sign"
        registry.add_menu(
            MenuEntry("desk", _("Nhập hồ sơ"), "dossiers:counter", order=20, permission=counter, icon="plus"),
            MenuEntry("desk", _("Ký nhiều hồ sơ"), "dossiers:sign-several", order=30, permission=signing, icon="sign"),
        )
