"""A hall with a paired machine, and a clock that a test can set."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.kernel import clock, limits
from motcua.kernel.actors import SYSTEM
from motcua.kiosk import actions
from motcua.kiosk.models import KioskDevice
from motcua.notifications.actions import ensure_templates
from motcua.queueing.factories import LONG_AGO, Hall, make_hall, monday

At = Callable[..., datetime]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Sets the time of day on a working Monday, or any moment."""

    def put(hour: int = 8, minute: int = 0, *, moment: datetime | None = None) -> datetime:
        chosen = moment or monday(hour, minute)
        monkeypatch.setattr(clock, "now", lambda: chosen)
        return chosen

    put()
    return put


@pytest.fixture
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits count as if no time passed."""
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 1_800_000_000))


@pytest.fixture
def working(db: None, at: At) -> Hall:
    """A desk at work on Monday at eight, both counters open."""
    ensure_templates()
    return make_hall().open()


@pytest.fixture
def device(working: Hall) -> KioskDevice:
    """A machine registered for a year, not paired yet."""
    last_day = clock.today().replace(year=clock.today().year + 1)
    return actions.register(
        actor=SYSTEM, unit_id=working.desk.pk, name="Máy cửa chính", paper="roll", last_day=last_day
    )


@pytest.fixture
def screen(working: Hall, device: KioskDevice) -> Client:
    """The touch screen's browser, paired."""
    client = Client()
    code = actions.give_code(actor=SYSTEM, device_id=device.pk)
    answer = client.post(f"/kiosk/{working.desk.code}/ghep/", {"code": code})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return client


@pytest.fixture
def officer(working: Hall) -> Client:
    """Somebody who manages the desk's machines."""
    return sign_in(Client(), make_officer(working.desk, valid_from=LONG_AGO))
