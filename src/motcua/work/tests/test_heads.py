"""Who answers: the same person accounts names, also during absence, without a question to the database."""

from datetime import timedelta

import pytest

from motcua.accounts.actions import enter_absence
from motcua.accounts.factories import make_officer
from motcua.accounts.queries import actor_of, head_of
from motcua.kernel import clock
from motcua.units.queries import department_of
from motcua.work.queries import responsible_head

pytestmark = pytest.mark.django_db


def agree(unit, at):
    expected, found = head_of(unit.pk, at), responsible_head(unit.pk, at)
    assert (expected.user_id, expected.name) == (found.user_id, found.name)
    return found.user_id


def test_head_substitute_and_successor(place, django_assert_num_queries):
    office, now = department_of(place.pk, "tu-phap"), clock.now()
    post = office.posts.get(is_head=True)
    head = make_officer(office, "department_head", post=post, valid_from=now - timedelta(days=90))
    deputy = make_officer(office, "specialist", valid_from=now - timedelta(days=90))
    assert agree(office, now) == head.pk
    enter_absence(
        actor=actor_of(head), duty_id=head.duties.get().pk, substitute_id=deputy.pk,
        starts_at=now + timedelta(hours=1), ends_at=now + timedelta(days=3),
    )  # fmt: skip
    assert agree(office, now) == head.pk
    assert agree(office, now + timedelta(days=1)) == deputy.pk
    assert agree(office, now + timedelta(days=4)) == head.pk
    with django_assert_num_queries(0):
        responsible_head(office.pk, now)


def test_closed_account_and_ended_duty_answer_for_nothing(place):
    office, now = department_of(place.pk, "tu-phap"), clock.now()
    post = office.posts.get(is_head=True)
    gone = make_officer(office, "department_head", post=post, valid_from=now - timedelta(days=9), is_active=False)
    assert gone.pk
    assert responsible_head(office.pk, now) is None
    make_officer(office, "department_head", post=post, valid_from=now - timedelta(days=9), valid_until=now)
    assert responsible_head(office.pk, now) is None
    chairman = make_officer(place, "unit_head", post=place.posts.get(is_head=True), valid_from=now - timedelta(days=9))
    assert responsible_head(office.pk, now).user_id == chairman.pk
    assert agree(place, now) == chairman.pk
