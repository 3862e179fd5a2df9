"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    """News by mail."""

    name = "motcua.subscriptions"
    label = "subscriptions"
    verbose_name = _("Nhận tin")

    def ready(self) -> None:
        """Puts up the jobs, and a link under the list of published reports."""
        from django.utils.html import format_html

        from motcua.kernel.registry import registry
        from motcua.subscriptions import jobs

        assert jobs
        link = '<a class="govuk-link" href="/nhan-tin/">{}</a>'
        registry.add_section("feedback-news", lambda: format_html(link, _("Nhận tin qua thư điện tử")))
