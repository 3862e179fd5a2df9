"""A hall and a clock that a test can set."""

from collections.abc import Callable
from datetime import datetime

import pytest

from motcua.kernel import clock
from motcua.notifications.actions import ensure_templates
from motcua.queueing.factories import Hall, make_hall, monday


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """Sets the time of day on a working Monday, or any moment."""

    def put(hour: int = 8, minute: int = 0, *, moment: datetime | None = None) -> datetime:
        chosen = moment or monday(hour, minute)
        monkeypatch.setattr(clock, "now", lambda: chosen)
        return chosen

    put()
    return put


@pytest.fixture
def hall(db: None, at: Callable[..., datetime]) -> Hall:
    """A desk at work on Monday at eight, both counters open."""
    ensure_templates()
    return make_hall().open()
