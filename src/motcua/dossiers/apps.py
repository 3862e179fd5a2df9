"""Django's registration of the room."""

from django.apps import AppConfig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


def quickly(request: HttpRequest) -> HttpResponse | None:
    """The public tracking answer; the API's machinery is loaded when it is first asked for."""
    from motcua.dossiers.api import quick_tracking

    return quick_tracking(request)


class DossiersConfig(AppConfig):
    """Dossiers, from the first draft to the archive."""

    name = "motcua.dossiers"
    label = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Puts up verbs, jobs, reactions, file access and the calendar preview."""
        from motcua.dossiers import jobs, permissions, reactions  # noqa: F401
        from motcua.dossiers.queries.affected import standing_on
        from motcua.dossiers.queries.files import may_read_file
        from motcua.kernel.registry import registry

        registry.add_verbs(permissions.VERBS)
        registry.add_section("file-access", may_read_file)
        registry.add_section("quick-answers", quickly)
        registry.add_section("procedure-affected", standing_on)
        self.join_the_desk()
        self.join_the_citizens()

    def join_the_citizens(self) -> None:
        """Puts up what the citizens' door shows of dossiers: menu, tiles, the parts of a person's own page."""
        from motcua.dossiers.views.citizen import mine
        from motcua.kernel.registry import HomeTile, MenuEntry, registry

        registry.add_section("my-page", mine.drafts_part, first=True)
        registry.add_section("my-page", mine.dossiers_part, first=True)
        registry.add_menu(
            MenuEntry("citizen", _("Nộp hồ sơ"), "dossiers:start", order=20, icon="file"),
            MenuEntry("citizen", _("Tra cứu"), "dossiers:track-search", order=30, icon="search"),
        )
        registry.add_tiles(
            HomeTile(
                _("Nộp hồ sơ"), _("Khai trên điện thoại, gửi ảnh giấy tờ."), "dossiers:start", order=10, icon="file"
            ),
            HomeTile(
                _("Tra cứu hồ sơ"),
                _("Xem hồ sơ đang ở đâu, bao giờ xong."),
                "dossiers:track-search",
                order=20,
                icon="search",
            ),
        )

    def join_the_desk(self) -> None:
        """Puts up what the officers' door shows of dossiers: kinds of work, bulk verbs, search, menu."""
        from motcua.dossiers.queries.hits import desk_hits
        from motcua.dossiers.queries.kinds import work_kinds
        from motcua.dossiers.views.desk.bulk import offers
        from motcua.kernel.registry import Group, MenuEntry, registry

        registry.add_section("work-kinds", work_kinds)
        registry.add_section("desk-bulk", offers)
        registry.add_section("desk-search", desk_hits)
        counter, signing = "dossiers.submit_at_counter", "dossiers.sign"
        registry.add_menu(
            MenuEntry("desk", _("Nhập hồ sơ"), "dossiers:counter", order=20, permission=counter, icon="plus"),
            MenuEntry(
                "desk",
                _("Sổ theo dõi"),
                "dossiers:book",
                order=50,
                permission="dossiers.view",
                icon="list",
                group=Group.WATCHING,
            ),
            MenuEntry("desk", _("Ký nhiều hồ sơ"), "dossiers:sign-several", order=30, permission=signing, icon="sign"),
        )
