"""Django's registration of the room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The door for programs."""

    name = "motcua.api"
    label = "api"

    def ready(self) -> None:
        """Puts the jobs up."""
        from motcua.api import jobs

        assert jobs
