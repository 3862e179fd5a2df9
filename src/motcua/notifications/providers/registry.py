"""Which carriers exist, and which one this installation uses."""

from django.conf import settings

from motcua.notifications.providers.base import SmsProvider
from motcua.notifications.providers.fake import FileSms

PROVIDERS: dict[str, type[SmsProvider]] = {FileSms.name: FileSms}


def sms_provider() -> SmsProvider:
    """The carrier named by MOTCUA_SMS_PROVIDER, the file by default. Raises LookupError for a name nobody registered."""
    name = getattr(settings, "SMS_PROVIDER", FileSms.name)
    if name not in PROVIDERS:
        raise LookupError(f"no SMS provider is called {name!r}; there are {sorted(PROVIDERS)}")
    return PROVIDERS[name]()
