"""What an action answers when it may not or can not do a thing: one exception with words for the person."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """The action refused; nothing was written.

    `message` is shown to the person as it is (Vietnamese source text, translated lazily), `fields` maps a field name to
    its message, `status` is the HTTP status for the API and `code` a stable machine word.
    """

    status = 422
    code = "refused"

    def __init__(self, message: Any, *, fields: Mapping[str, Any] | None = None, code: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.fields = dict(fields or {})
        if code:
            self.code = code


class NotAllowed(Refusal):
    """The actor lacks the duty or the unit is not theirs."""

    status = 403
    code = "not-allowed"


class NotFound(Refusal):
    """There is no such thing for this person; says nothing about what exists for others."""

    status = 404
    code = "not-found"


class Conflict(Refusal):
    """Somebody else was quicker: the thing is no longer in the state the person saw."""

    status = 409
    code = "conflict"


class TooMany(Refusal):
    """A limit per person or address was reached; `retry_after` is in seconds."""

    status = 429
    code = "too-many"

    def __init__(self, message: Any, *, retry_after: int = 60) -> None:
        super().__init__(message)
        self.retry_after = retry_after
