"""The remembered directory of duties says what the database says, whoever changed it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import translation

from motcua.accounts import actions
from motcua.accounts.factories import make_officer
from motcua.accounts.models import ActingFor, Duty
from motcua.accounts.queries import actor_of, directory, head_of, holders
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.numbers import next_number
from motcua.units.actions import put_post
from motcua.units.models import Post

pytestmark = pytest.mark.django_db


def test_asked_again_it_asks_nothing(town, django_assert_num_queries):
    head = make_officer(town.ward, "unit_head")
    assert head_of(town.ward.pk).user_id == head.pk
    with django_assert_num_queries(0):
        assert head_of(town.ward.pk).user_id == head.pk
        assert [each.user_id for each in holders(town.ward.pk, "unit_head")] == [head.pk]


@pytest.mark.django_db(transaction=True)
def test_a_change_by_another_process_is_seen_when_the_stamp_is_next_looked_at(town, monkeypatch):
    head = make_officer(town.ward, "unit_head")
    assert head_of(town.ward.pk).user_id == head.pk
    with transaction.atomic():
        Duty.objects.filter(user=head).update(valid_until=clock.now())
        next_number(directory.CHANGES)
    assert head_of(town.ward.pk).user_id == head.pk, "remembered for two seconds"
    monkeypatch.setattr(directory.DIRECTORY, "_checked", 0.0)
    assert head_of(town.ward.pk) is None


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_was_never_seen(town):
    head = make_officer(town.ward, "unit_head")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.end_duty(actor=SYSTEM, duty_id=head.duties.get().pk, at=clock.now())
        assert head_of(town.ward.pk) is None
        raise ZeroDivisionError
    assert head_of(town.ward.pk).user_id == head.pk


def test_another_post_made_the_heads_changes_who_leads(town):
    first, second = (Post.objects.get(unit=town.ward, code=code) for code in ("chu-tich", "pho-chu-tich"))
    chairman, deputy = (
        make_officer(town.ward, "unit_head", post=first),
        make_officer(town.ward, "unit_head", post=second),
    )
    assert head_of(town.ward.pk).user_id == chairman.pk
    put_post(actor=SYSTEM, unit=town.ward, code=second.code, title=second.title, is_head=True)
    assert head_of(town.ward.pk).user_id == deputy.pk


def test_a_closed_account_stands_in_for_nobody(town):
    head, deputy = make_officer(town.ward, "unit_head"), make_officer(town.ward, "clerk")
    now = clock.now()
    actions.enter_absence(
        actor=actor_of(head), duty_id=head.duties.get().pk, substitute_id=deputy.pk,
        starts_at=now, ends_at=now + timedelta(days=3),
    )  # fmt: skip
    assert head_of(town.ward.pk).user_id == deputy.pk
    actions.close_account(actor=SYSTEM, user_id=deputy.pk)
    assert head_of(town.ward.pk).user_id == head.pk
    assert ActingFor.objects.count() == 1


def test_a_duty_without_a_post_is_called_in_the_readers_language(town):
    make_officer(town.ward, "unit_head")
    with translation.override("vi"):
        vietnamese = head_of(town.ward.pk).post
    with translation.override("en"):
        english = head_of(town.ward.pk).post
    assert vietnamese == "Lãnh đạo UBND" and english != vietnamese
