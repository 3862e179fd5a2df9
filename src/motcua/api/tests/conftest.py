"""A place that takes reports, and the key of a program that sends them."""

import pytest

from motcua.api import actions
from motcua.feedback.factories import Town, make_town


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def key(town: Town) -> str:
    return actions.make_key(unit_id=town.place.pk, name="Ứng dụng phường", per_hour=50)[1]
