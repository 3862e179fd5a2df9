"""The second factor's building blocks come from django-allauth; this says how they are named and sealed here."""

from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http.request import split_domain_port
from django.utils.translation import gettext as _

from motcua.kernel.sealing import seal, unseal

ISSUER = "Một cửa điện tử"


class Factors(DefaultMFAAdapter):
    """Seals secrets at rest and speaks Vietnamese."""

    def encrypt(self, text: str) -> str:
        """Seals a TOTP secret or the seed of recovery codes."""
        return seal(text, purpose="second-factor")

    def decrypt(self, encrypted_text: str) -> str:
        """Opens what `encrypt` sealed."""
        return unseal(encrypted_text, purpose="second-factor")

    def get_totp_issuer(self) -> str:
        """The name an authenticator app shows."""
        return ISSUER

    def get_totp_label(self, user: Any) -> str:
        """The account an authenticator app shows."""
        return str(user.username)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the host name under which they were made."""
        return {"id": split_domain_port(context.request.get_host())[0], "name": ISSUER}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """What the passkey dialog shows; the id says nothing about the person."""
        return {"id": user_pk_to_url_str(user).encode(), "name": str(user.username), "display_name": user.full_name}

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Notices about a changed factor are sent by the room itself."""

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name for a new passkey when none is given."""
        return _("Khóa truy cập")
