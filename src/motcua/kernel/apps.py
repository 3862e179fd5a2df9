"""Django's registration of the room."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The cellar."""

    name = "motcua.kernel"
    label = "kernel"
