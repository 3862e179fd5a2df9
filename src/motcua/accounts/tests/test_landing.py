"""Whoever signs in at the desk arrives at a page they may open."""

import pytest
from django.conf import settings

from motcua.accounts.factories import make_officer, sign_in
from motcua.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.mark.skipif("desk" not in settings.ROOMS, reason="the desk is left out")
@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_a_first_page(client, town, role):
    sign_in(client, make_officer(town.ward, role))
    answer = client.get("/can-bo/", follow=True)
    assert answer.status_code == 200 and len(answer.redirect_chain) <= 1
