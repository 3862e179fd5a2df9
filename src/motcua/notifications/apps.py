"""Django's registration of the room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The notifications room."""

    name = "motcua.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Registers verbs, jobs, reactions, the fragment of "my page" and the self-check."""
        from motcua.kernel.registry import SelfCheck, registry
        from motcua.notifications import jobs, permissions, queries, reactions  # noqa: F401
        from motcua.notifications.views import citizen

        registry.add_verbs(permissions.VERBS)
        registry.add_check(SelfCheck("notifications.delivery", queries.delivery_complaints))
        registry.add_section("citizen-frame", citizen.bell)
        registry.add_section("my-page", citizen.on_my_page)
