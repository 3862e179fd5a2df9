"""Fixtures of the room's tests."""

import pytest

from motcua.kernel import remembered


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test reads its own database."""
    remembered.drop_all()
    yield
    remembered.drop_all()
