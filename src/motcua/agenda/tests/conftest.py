"""A place at work and a clock that stands on a Friday before the week that is planned."""

from collections.abc import Callable
from datetime import datetime

import pytest

from motcua.agenda.factories import House, make_house
from motcua.kernel import clock


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    """Sets the local moment, "2026-08-10 09:00"."""

    def put(text: str) -> datetime:
        chosen = datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)
        monkeypatch.setattr(clock, "now", lambda: chosen)
        return chosen

    put("2026-08-07 09:00")
    return put


@pytest.fixture
def house(db: None, at: Callable[[str], datetime]) -> House:
    """A commune with its people, on Friday 7 August 2026."""
    return make_house(code="phuong-1", name="Phường 1")
