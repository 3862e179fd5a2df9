"""Django's registration of the room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The notifications room."""

    name = "motcua.notifications"
    label = "notifications"
