"""Which hotlines exist, and which one this installation hands reports over to."""

from django.conf import settings

from motcua.feedback.providers.base import Hotline
from motcua.feedback.providers.file import FileHotline

PROVIDERS: dict[str, type[Hotline]] = {FileHotline.name: FileHotline}


def hotline() -> Hotline:
    """The hotline named by MOTCUA_HOTLINE_PROVIDER, the file by default. Raises LookupError for a name nobody registered."""
    name = settings.HOTLINE_PROVIDER
    if name not in PROVIDERS:
        raise LookupError(f"no hotline is called {name!r}; there are {sorted(PROVIDERS)}")
    return PROVIDERS[name]()
