"""Nothing remembered in the process outlives a test: ids come back after a rollback."""

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.desk.tests.editing import TRIAL
from motcua.dossiers.factories import make_house


@pytest.fixture
def house():
    """A house whose procedure has one test case."""
    return make_house(trials=[TRIAL])


@pytest.fixture
def code(house):
    """The code of its procedure."""
    return house.version.procedure.code


@pytest.fixture
def editor(house):
    """An editor, signed in."""
    return sign_in(Client(), house.user("editor"))


@pytest.fixture
def second(house):
    """A second editor, signed in."""
    return sign_in(Client(), make_officer(house.desk, "editor"))
