"""Django's registration of the room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files room."""

    name = "motcua.files"
    label = "files"
