"""An officer's ways to prove who they are."""

import base64
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse

from motcua.accounts.models import User
from motcua.kernel.sealing import seal, unseal

Type = Authenticator.Type
PURPOSE = "totp-set-up"


@dataclass(frozen=True)
class Factors:
    """What an account has: an authenticator app, passkeys, recovery codes left."""

    totp: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        """Whether there is a second factor at all."""
        return self.totp is not None or bool(self.passkeys)


def factors_of(user: User) -> Factors:
    """The second factors of an officer; one statement."""
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    totp = next((row for row in rows if row.type == Type.TOTP), None)
    recovery = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    left = len(RecoveryCodes(recovery).get_unused_codes()) if recovery else 0
    return Factors(totp, tuple(row for row in rows if row.type == Type.WEBAUTHN), left)


def recovery_codes(user: User) -> list[str]:
    """The recovery codes not used yet, for the one time they are shown."""
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return RecoveryCodes(row).get_unused_codes() if row else []


def totp_secret(sealed: str | None) -> tuple[str, str]:
    """A fresh secret for an authenticator app, or the one this session was shown before; plain and sealed for the session."""
    if sealed:
        try:
            return unseal(sealed, purpose=PURPOSE), sealed
        except ValueError:
            pass
    secret = base64.b32encode(secrets.token_bytes(20)).decode()
    return secret, seal(secret, purpose=PURPOSE)


def totp_picture(user: User, secret: str) -> str:
    """The QR code an authenticator app scans, as an address for an image."""
    address: str = get_adapter().build_totp_url(user, secret)
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=2))


def spaced(secret: str) -> str:
    """The secret in groups of four, for typing."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def proof_address(back: str) -> str:
    """Where the password is asked for once more, and back."""
    return f"{reverse('accounts:unlock')}?{urlencode({'next': back})}"
