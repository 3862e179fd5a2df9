"""The digits of a one-time code."""

import hashlib
import hmac

from django.conf import settings

PURPOSE = "one-time-code"


def code_for(token: str) -> str:
    """The six digits that belong to a token: derived under the installation's secret, kept nowhere."""
    key = hashlib.sha256(f"{PURPOSE}:{settings.SECRET_KEY}".encode()).digest()
    return f"{int.from_bytes(hmac.new(key, token.encode(), hashlib.sha256).digest()[:8], 'big') % 1_000_000:06d}"


def is_demo() -> bool:
    """Whether this is the demo city: codes on the page, second factor recommended only."""
    return bool(settings.DEMO)


def demo_code(token: str) -> str:
    """The code to show on the page, in the demo city only; empty anywhere else."""
    return code_for(token) if is_demo() else ""
