"""Which carriers exist, and which ones this installation uses."""

from django.conf import settings

from motcua.notifications.providers.base import PushProvider, SmsProvider
from motcua.notifications.providers.fake import FileSms
from motcua.notifications.providers.webpush import WebPush

PROVIDERS: dict[str, type[SmsProvider]] = {FileSms.name: FileSms}
PUSH_PROVIDERS: dict[str, type[PushProvider]] = {WebPush.name: WebPush}


def sms_provider() -> SmsProvider:
    """The carrier named by MOTCUA_SMS_PROVIDER, the file by default. Raises LookupError for a name nobody registered."""
    name = getattr(settings, "SMS_PROVIDER", FileSms.name)
    if name not in PROVIDERS:
        raise LookupError(f"no SMS provider is called {name!r}; there are {sorted(PROVIDERS)}")
    return PROVIDERS[name]()


def push_provider() -> PushProvider:
    """The carrier of push messages: the browsers' own services, as RFC 8030 says."""
    return PUSH_PROVIDERS[WebPush.name]()
