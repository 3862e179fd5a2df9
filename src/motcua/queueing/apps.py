"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QueueingConfig(AppConfig):
    """Queue numbers."""

    name = "motcua.queueing"
    label = "queueing"

    def ready(self) -> None:
        """Puts up verbs, jobs, menu and tile."""
        from motcua.kernel.registry import Group, HomeTile, MenuEntry, registry
        from motcua.queueing import jobs, permissions, reactions  # noqa: F401
        from motcua.queueing.queries.kinds import work_kinds
        from motcua.queueing.views import appointment, booking
        from motcua.queueing.views.citizen import way_from_procedure

        registry.add_section("procedure-ways", way_from_procedure)
        registry.add_section("procedure-ways", booking.way_from_procedure)
        registry.add_section("my-page", appointment.on_my_page, first=True)
        registry.add_section("work-kinds", work_kinds)
        registry.add_verbs(permissions.VERBS)
        registry.add_menu(
            MenuEntry("citizen", _("Lấy số"), "queueing:take", order=40, icon="list"),
            MenuEntry("desk", _("Quầy"), "queueing:counters", order=25, permission="queueing.call", icon="bell"),
            MenuEntry(
                "desk", _("Lịch hẹn"), "queueing:appointments", order=26, permission="queueing.call", icon="calendar"
            ),
            MenuEntry(
                "desk", _("Tư vấn"), "queueing:questions", order=27, permission="queueing.consult", icon="message"
            ),
            MenuEntry(
                "desk",
                _("Số liệu quầy"),
                "queueing:figures",
                order=56,
                permission="queueing.figures",
                icon="chart",
                group=Group.WATCHING,
            ),
            MenuEntry(
                "desk",
                _("Sắp xếp quầy"),
                "queueing:arrange-own",
                order=57,
                permission="queueing.arrange",
                icon="list",
                group=Group.SETTING_UP,
            ),
        )
        registry.add_tiles(
            HomeTile(
                _("Lấy số thứ tự"),
                _("Lấy số trước khi đến, xem còn mấy người, khoảng bao lâu."),
                "queueing:take",
                order=30,
                icon="list",
            ),
            HomeTile(
                _("Đặt lịch hẹn"),
                _("Chọn ngày, giờ đến làm thủ tục hoặc gặp cán bộ tư vấn."),
                "queueing:book",
                order=31,
                icon="calendar",
            ),
        )
