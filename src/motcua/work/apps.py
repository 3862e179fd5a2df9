"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    """The inbox of every officer."""

    name = "motcua.work"
    label = "work"
    verbose_name = "Việc cần làm"

    def ready(self) -> None:
        """Puts up the verbs, the jobs and the self-check of the room."""
        from motcua.kernel.registry import SelfCheck, registry
        from motcua.work import jobs, permissions, queries

        assert jobs
        registry.add_verbs(permissions.VERBS)
        registry.add_check(SelfCheck("work", queries.complaints))
        registry.add_section("work-kinds", lambda: {queries.EXCUSE: _("Xác nhận lý do quá hạn")})
