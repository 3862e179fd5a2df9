"""A place at work and a clock that stands on a Friday before the week that is planned."""

from collections.abc import Callable
from datetime import datetime

import pytest

from motcua.agenda.factories import House, make_house


@pytest.fixture
def at(stand: Callable[[str], datetime]) -> Callable[[str], datetime]:
    """Sets the local moment, "2026-08-10 09:00"."""
    stand("2026-08-07 09:00")
    return stand


@pytest.fixture
def house(db: None, at: Callable[[str], datetime]) -> House:
    """A commune with its people, on Friday 7 August 2026."""
    return make_house(code="phuong-1", name="Phường 1")
