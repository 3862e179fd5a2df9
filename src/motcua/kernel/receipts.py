"""Receipts of a browser session: private codes that were shown or typed right in it, so that none stands in an address."""

from typing import Any

MOST = 50


class Receipts:
    """The private codes under one session key, {code: private code}; the oldest give way to the newest fifty."""

    def __init__(self, key: str) -> None:
        self.key = key

    def secret_of(self, request: Any, code: str) -> str:
        """The private code that this browser knows for a code; '' when none."""
        session = getattr(request, "session", None)
        return str(session.get(self.key, {}).get(code, "")) if session is not None else ""

    def codes(self, request: Any) -> list[str]:
        """The codes of which this browser knows the private one."""
        session = getattr(request, "session", None)
        return list(session.get(self.key, {})) if session is not None else []

    def remember(self, request: Any, code: str, secret: str) -> None:
        """Keeps a private code for the length of the session."""
        known = {**request.session.get(self.key, {}), code: secret}
        request.session[self.key] = dict(list(known.items())[-MOST:])
