"""Django's registration of the room."""

from django.apps import AppConfig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def searched(request: HttpRequest) -> HttpResponse | None:
    """A plain search of a program; the API's machinery is loaded when it is first asked for."""
    from motcua.procedures.api import quick_search

    return quick_search(request)


def suggested(request: HttpRequest) -> HttpResponse | None:
    """Suggestions while somebody types."""
    from motcua.procedures.views.citizen import quick_suggest

    return quick_suggest(request)


class ProceduresConfig(AppConfig):
    """The catalogue of procedures."""

    name = "motcua.procedures"
    label = "procedures"
    verbose_name = _("Thủ tục hành chính")

    def ready(self) -> None:
        """Puts up the menu entry, the home tile, the verbs, the self-check and the jobs."""
        from motcua.kernel.registry import Group, HomeTile, MenuEntry, SelfCheck, registry
        from motcua.procedures import jobs, permissions, queries  # noqa: F401

        registry.add_menu(
            MenuEntry("citizen", pgettext_lazy("menu", "Thủ tục"), "procedures:catalogue", order=20, icon="list")
        )
        registry.add_menu(
            MenuEntry(
                "desk", pgettext_lazy("menu", "Quy định riêng"), "procedures-desk:overrides", order=70,
                permission="procedures.override", icon="list", group=Group.SETTING_UP,
            )
        )  # fmt: skip
        registry.add_menu(
            MenuEntry(
                "desk", pgettext_lazy("menu", "Ai làm bước nào"), "procedures-desk:posts", order=71,
                permission="procedures.assign_posts", icon="list", group=Group.SETTING_UP,
            )
        )  # fmt: skip
        registry.add_menu(
            MenuEntry(
                "desk",
                _("Tìm không ra"),
                "procedures:unanswered",
                order=85,
                permission="procedures.edit",
                icon="search",
                group=Group.CONTENT,
            )
        )
        registry.add_tiles(
            HomeTile(
                _("Tìm thủ tục"),
                _("Cần giấy tờ gì, bao lâu, bao nhiêu tiền, nộp ở đâu"),
                "procedures:catalogue",
                order=20,
                icon="search",
            )
        )
        registry.add_verbs(permissions.VERBS)
        registry.add_section("quick-answers", searched)
        registry.add_section("quick-answers", suggested)
        kinds = {"procedure.approve": _("Phê duyệt thủ tục"), "procedure.end": _("Phê duyệt kết thúc thủ tục")}
        registry.add_section("work-kinds", lambda: kinds)
        registry.add_menu(
            MenuEntry(
                "desk",
                _("Biên tập thủ tục"),
                "procedures-edit:edit-list",
                order=58,
                permission="procedures.edit",
                icon="list",
                group=Group.CONTENT,
            )
        )
        registry.add_check(SelfCheck("procedures.frozen", queries.missing_triggers, readiness=False))
