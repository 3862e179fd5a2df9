"""Lets the suite empty its own test database between transactional tests although tables refuse DELETE and TRUNCATE.

Only the flush of Django's test runner is wrapped: triggers are taken down around it (SQLite) or its one transaction says
that it may truncate (PostgreSQL). The product has no such door.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from motcua.kernel import clock
from motcua.kernel.remembered import drop_all

# The same examples in each run, however busy the machine; MOTCUA_EXPLORE=1 looks for new ones.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="MOTCUA_EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")
# Playwright's driver runs a loop in this thread; Django's own code is as synchronous as ever.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pictures FOLDER` keeps the screenshots that the journeys take."""
    parser.addoption("--pictures", default="", help="folder for the screenshots of the browser journeys")


def flush_allowed(statements: list[str]) -> list[str]:
    """The flush's statements with what they need around them."""
    if connection.vendor != "sqlite":
        return ["SET LOCAL motcua.allow_truncate = 'on'", *statements]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    down = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
    return [*down, *statements, *(sql for _, sql in triggers)]


@pytest.fixture(scope="session", autouse=True)
def flush_despite_triggers() -> Iterator[None]:
    """Wraps the flush for the whole run: the tear-down of a test runs after fixtures of the test itself."""
    operations_class = type(connection.ops)
    plain = operations_class.execute_sql_flush

    def execute_sql_flush(operations: Any, statements: list[str]) -> None:
        plain(operations, flush_allowed(statements) if statements else statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations_class, "execute_sql_flush", execute_sql_flush)
        yield


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What a process remembers of the database, its counts of limits and the language it speaks end with each test.

    Ids come back after a rollback.
    """
    forget()
    yield
    forget()


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    """Lets the clock stand at a moment in Việt Nam, "2026-08-10 09:00"; a room's own `at` says where it begins."""

    def put(text: str) -> datetime:
        chosen = datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)
        monkeypatch.setattr(clock, "now", lambda: chosen)
        return chosen

    return put


def forget() -> None:
    """The process as if it had just started."""
    cache.clear()
    drop_all()
    translation.deactivate()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one driver of browsers; a process can't run two."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests that need no switches of their own."""
    if CHROMIUM is None:
        pytest.fail("no Chromium on this machine: run make test")
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
    yield running
    running.close()
