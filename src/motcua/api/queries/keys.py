"""Which place a key belongs to."""

from typing import Any

from motcua.api.models import ApiKey
from motcua.kernel import ids

BY_KEY = "the key that a program showed"
LISTED = "an operator's list of all keys"


def digest_of(secret: str) -> str:
    """What is kept of a key."""
    return ids.keyed_hash(secret, purpose="open311.key")


def key_of(secret: str, unit_id: int) -> ApiKey | None:
    """The living key of a place with this secret."""
    if not secret or len(secret) > 100:
        return None
    rows = ApiKey.objects.regardless(BY_KEY).filter(digest=digest_of(secret), unit_id=unit_id, ended_at=None)
    return rows.first()


def all_keys() -> list[dict[str, Any]]:
    """All keys, the newest first, without what opens anything."""
    rows = ApiKey.objects.regardless(LISTED).order_by("-made_at", "-pk")
    return list(rows.values("id", "unit__code", "name", "contact", "hint", "per_hour", "made_at", "ended_at"))
