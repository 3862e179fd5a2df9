"""Which carrier answers for a channel in this installation."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from motcua.accounts.providers.base import Carrier
from motcua.accounts.providers.mail import Mail
from motcua.accounts.providers.sms_file import SmsFile

SMS: dict[str, type[Carrier]] = {"file": SmsFile}


def carrier_for(channel: str) -> Carrier:
    """The carrier for "email" or "sms"; a further SMS vendor registers itself in SMS and is named by MOTCUA_SMS_PROVIDER."""
    if channel == "email":
        return Mail()
    try:
        return SMS[settings.SMS_PROVIDER]()
    except KeyError:
        raise ImproperlyConfigured(f"MOTCUA_SMS_PROVIDER={settings.SMS_PROVIDER} is not one of {sorted(SMS)}") from None
