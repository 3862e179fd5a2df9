"""Nothing kept in the process outlives a test."""

import pytest

from motcua.pages.factories import make_district
from motcua.pages.views.door import SHELF


@pytest.fixture(autouse=True)
def nothing_kept():
    SHELF.clear()
    yield
    SHELF.clear()


@pytest.fixture
def district(db):
    return make_district()
