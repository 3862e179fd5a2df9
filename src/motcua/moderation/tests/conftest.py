"""Nothing remembered in the process outlives a test."""

import pytest
from django.core.cache import cache

from motcua.kernel import remembered


@pytest.fixture(autouse=True)
def fresh_memory():
    cache.clear()
    remembered.drop_all()
    yield
    cache.clear()
    remembered.drop_all()
