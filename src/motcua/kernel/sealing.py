"""Text that must not lie readable in the database or the outbox, sealed with the installation's secret."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


@lru_cache(maxsize=64)
def _lock(purpose: str, secrets: tuple[str, ...]) -> MultiFernet:
    keys = (hashlib.sha256(f"seal:{purpose}:{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def _lock_for(purpose: str) -> MultiFernet:
    return _lock(purpose, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def seal(text: str, *, purpose: str) -> str:
    """Encrypts and authenticates `text`; what was sealed for one purpose can't be opened for another."""
    return _lock_for(purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, purpose: str) -> str:
    """The text that was sealed; ValueError when it was changed or the installation's secret is another one."""
    try:
        return _lock_for(purpose).decrypt(sealed.encode("ascii")).decode()
    except (InvalidToken, UnicodeError) as error:
        raise ValueError("the seal is broken") from error
