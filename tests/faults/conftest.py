"""A city of its own for each bad day."""

from collections.abc import Iterator

import pytest

from tests.city import City
from tests.city import city as new_city


@pytest.fixture
def place() -> Iterator[City]:
    """The demo city, not started yet."""
    with new_city() as city:
        yield city
