"""Names that can't be guessed, and short secrets a person can read aloud."""

import hashlib
import hmac
import secrets

from django.conf import settings

READABLE = "ACDEFGHJKLMNPQRTUVWXY34679"


def token(size: int = 16) -> str:
    """A random name for addresses, `size` bytes of entropy, safe in a URL."""
    return secrets.token_urlsafe(size)


def readable_secret(length: int = 4) -> str:
    """A short secret without letters that look alike (no 0/O, 1/I, 2/Z, 5/S, 8/B)."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def keyed_hash(value: str, *, purpose: str) -> str:
    """A hash that can't be undone by trying all values without the installation's secret; hex, 64 characters."""
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
