"""The browsers' own push services (RFC 8030): encrypted for one browser, signed by this installation."""

from contextlib import suppress
from email.utils import parsedate_to_datetime

from motcua.kernel import clock
from motcua.notifications.providers.base import Gone, Later, PermanentFailure, Target, TooLarge
from motcua.notifications.providers.webpush.encrypting import encrypted
from motcua.notifications.providers.webpush.naming import key_of, signed_name
from motcua.notifications.providers.webpush.reaching import post

# How long a push service keeps a message for a phone that is switched off: two days, then the page itself tells.
KEPT_SECONDS = 2 * 86_400
SHORTEST_PAUSE, LONGEST_PAUSE = 10, 86_400


class WebPush:
    """Sends one message to one browser."""

    name = "webpush"

    def send(self, target: Target, *, content: bytes, topic: str) -> None:
        """Encrypts, signs, hands over and reads the answer."""
        key = key_of(target.key_name)
        if key is None:
            raise Gone("the key this browser knows is not here any more")
        headers = {
            "Authorization": signed_name(target.endpoint, key),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_SECONDS),
            "Topic": topic,
            "Urgency": "normal",
        }
        answer = post(target.endpoint, encrypted(content, target.p256dh, target.auth), headers)
        judge(answer.status, answer.retry_after)


def judge(status: int, retry_after: str) -> None:
    """What an answer means (RFC 8030, 5 and 8; RFC 8292, 4)."""
    words = f"the push service answered {status}"
    if 200 <= status < 300:
        return
    if status in (404, 410):
        raise Gone(words)
    if status == 413:
        raise TooLarge(words)
    if status == 429 or (status == 503 and retry_after):
        raise Later(words, pause(retry_after))
    if status >= 500:
        raise ConnectionError(words)
    raise PermanentFailure(words)


def pause(retry_after: str) -> int:
    """Seconds that Retry-After asks for, as a number or a moment; a minute when it says nothing usable, a day at most."""
    seconds = 60
    if retry_after.strip().isdecimal():
        seconds = int(retry_after.strip()[:9])
    else:
        with suppress(ValueError, TypeError):
            seconds = int(parsedate_to_datetime(retry_after).timestamp() - clock.now().timestamp())
    return min(max(seconds, SHORTEST_PAUSE), LONGEST_PAUSE)
