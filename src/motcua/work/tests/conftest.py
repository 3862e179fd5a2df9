"""Nothing remembered in the process outlives a test: ids come back after a rollback."""

import pytest

from motcua.kernel import clock
from motcua.units.factories import make_place
from motcua.worktime.factories import make_calendar


@pytest.fixture
def place(db):
    make_calendar()
    return make_place()


@pytest.fixture
def present(monkeypatch):
    """Sets what time it is."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return set_to
