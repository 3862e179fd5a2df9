"""Django's registration of the room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files room."""

    name = "motcua.files"
    label = "files"

    def ready(self) -> None:
        """Registers jobs and self-checks."""
        from motcua.files import jobs, queries  # noqa: F401
        from motcua.kernel.registry import SelfCheck, registry

        registry.add_check(SelfCheck("files.storage", queries.storage_complaints))
        registry.add_check(SelfCheck("files.pictures", queries.picture_complaints))
        registry.add_check(SelfCheck("files.scanner", queries.scanner_complaints))
