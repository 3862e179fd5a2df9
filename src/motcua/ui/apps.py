"""Django's registration of the room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look of the product."""

    name = "motcua.ui"
    label = "ui"
