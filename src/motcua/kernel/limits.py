"""How often somebody may do a thing: a counter per window in the cache (one process or Redis)."""

import time

from django.core.cache import cache

from motcua.kernel.refusals import TooMany


def allow(name: str, who: str, *, times: int, seconds: int) -> bool:
    """Whether `who` may do `name` once more in this window; counts the try."""
    window = int(time.time()) // seconds
    key = f"limit:{name}:{who}:{window}"
    cache.add(key, 0, seconds * 2)
    try:
        return int(cache.incr(key)) <= times
    except ValueError:
        return True


def demand(name: str, who: str, *, times: int, seconds: int, message: object) -> None:
    """Like `allow`, but refuses with TooMany and the seconds until the window ends."""
    if not allow(name, who, times=times, seconds=seconds):
        raise TooMany(message, retry_after=seconds - int(time.time()) % seconds)
