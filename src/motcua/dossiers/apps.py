"""Django's registration of the room."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Dossiers, from the first draft to the archive."""

    name = "motcua.dossiers"
    label = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Puts up verbs, jobs, reactions, file access and the calendar preview."""
        from motcua.dossiers import jobs, permissions, reactions  # noqa: F401
        from motcua.dossiers.queries.files import may_read_file
        from motcua.kernel.registry import registry

        registry.add_verbs(permissions.VERBS)
        registry.add_section("file-access", may_read_file)
