"""Django's registration of the room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files room."""

    name = "motcua.files"
    label = "files"

    def ready(self) -> None:
        """Registers jobs and self-checks."""
        from motcua.files import checks, jobs  # noqa: F401
        from motcua.kernel.registry import registry

        registry.add_check(checks.STORAGE)
        registry.add_check(checks.SCANNER)
