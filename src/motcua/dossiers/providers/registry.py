"""Which ways to the national portal exist, and which one this installation uses."""

from django.conf import settings

from motcua.dossiers.providers.base import NationalPortal
from motcua.dossiers.providers.file import FilePortal

PROVIDERS: dict[str, type[NationalPortal]] = {FilePortal.name: FilePortal}


def reports_nationally() -> bool:
    """Whether this installation reports to the national portal at all."""
    return bool(settings.NATIONAL_PROVIDER)


def national_portal() -> NationalPortal:
    """The way named by MOTCUA_NATIONAL_PROVIDER. Raises LookupError for a name nobody registered."""
    name = settings.NATIONAL_PROVIDER
    if name not in PROVIDERS:
        raise LookupError(f"no way to the national portal is called {name!r}; there are {sorted(PROVIDERS)}")
    return PROVIDERS[name]()
