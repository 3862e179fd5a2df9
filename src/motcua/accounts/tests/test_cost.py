"""What it costs to know who acts."""

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from motcua.accounts.factories import make_officer, sign_in
from motcua.accounts.middleware import actor_for
from motcua.accounts.queries.duties import KNOWN
from motcua.kernel.actors import ANONYMOUS

pytestmark = pytest.mark.django_db
PAGE = "/can-bo/tai-khoan/mat-khau/"


def test_an_officers_request_asks_the_database_once_and_thrice_when_nothing_is_remembered(client, town):
    sign_in(client, make_officer(town.ward))
    request = client.get(PAGE).wsgi_request

    def act():
        request.session = SessionStore(request.session.session_key)
        request.user = SimpleLazyObject(lambda: get_user(request))
        request.staff_locked = False
        with CaptureQueriesContext(connection) as seen:
            assert actor_for(request).kind == "staff"
        return len(seen)

    assert act() == 1, "the person; session and duties are remembered"
    KNOWN.drop()
    assert act() <= 3
    assert act() == 1


def test_a_visitor_costs_nothing(client, django_assert_num_queries):
    client.get("/dang-nhap/")
    with django_assert_num_queries(0):
        assert client.get("/dang-nhap/").wsgi_request.actor == ANONYMOUS


def test_a_busy_officer_does_not_write_the_session_each_time(client, town):
    sign_in(client, make_officer(town.ward))
    client.get(PAGE)
    with CaptureQueriesContext(connection) as seen:
        client.get(PAGE)
    assert not [query["sql"] for query in seen if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def test_two_browsers_are_two_people(town):
    people = [make_officer(town.ward), make_officer(town.ward, "unit_head")]
    browsers = [sign_in(Client(), person) for person in people]
    for person, browser in zip(people, browsers, strict=True):
        assert browser.get(PAGE).wsgi_request.actor.user_id == person.pk
