"""Fixtures of the room's tests."""

import pytest

from motcua.kernel import remembered
from motcua.units.factories import make_unit


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test reads its own database."""
    remembered.drop_all()
    yield
    remembered.drop_all()


@pytest.fixture
def commune(db):
    """A commune at work."""
    return make_unit(code="tan-thong-hoi")
