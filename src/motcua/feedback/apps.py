"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """Citizens' reports."""

    name = "motcua.feedback"
    label = "feedback"
    verbose_name = "Phản ánh"

    def ready(self) -> None:
        """Puts up verbs, access to pictures, kinds of work, menu entries and the home tile."""
        from motcua.feedback import jobs, permissions, queries, reactions  # noqa: F401
        from motcua.feedback.actions import note_look
        from motcua.feedback.queries.open_data import public_text
        from motcua.feedback.queries.ownership import may_read_file
        from motcua.feedback.views.late import way_from_late_dossier
        from motcua.feedback.views.published import on_my_page
        from motcua.kernel.registry import HomeTile, MenuEntry, registry

        registry.add_verbs(permissions.VERBS)
        registry.add_section("file-access", may_read_file)
        registry.add_section("file-opened", note_look)
        registry.add_section("late-dossier-ways", way_from_late_dossier)
        registry.add_section("my-page", on_my_page)
        registry.add_section("work-kinds", queries.work_kinds)
        registry.add_section("public-texts", public_text)
        registry.add_menu(
            MenuEntry("citizen", _("Phản ánh"), "feedback:home", order=40, icon="flag"),
            MenuEntry("desk", _("Phản ánh"), "feedback:desk-list", order=40, permission="feedback.view", icon="flag"),
        )
        registry.add_tiles(
            HomeTile(
                _("Phản ánh"),
                _("Chụp ảnh, gửi nơi phụ trách, xem đã làm gì."),
                "feedback:home",
                order=30,
                icon="flag",
            ),
        )
