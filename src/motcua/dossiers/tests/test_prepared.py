"""Prepared questions answer what the ordinary ones answer, and what is kept says when it is old."""

import pytest
from django.db import models

from motcua.accounts.factories import make_citizen, make_staff
from motcua.accounts.models import User
from motcua.dossiers.models import Dossier
from motcua.kernel.prepared import Prepared
from motcua.kernel.remembered import Kept
from motcua.kernel.scoping import UnscopedRead

pytestmark = pytest.mark.django_db


def columns(row: models.Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_the_same_row_as_the_ordinary_question(django_assert_num_queries):
    people = [make_citizen(), make_staff(email="a@b.vn")]
    for person in people:
        with django_assert_num_queries(1):
            found = User.objects.get(pk=person.pk)
        assert columns(found) == columns(User.objects.filter(pk=person.pk)[0])
        assert not found._state.adding and found == person
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=people[-1].pk + 1000)
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=people[0].pk, username="another")


def test_only_the_columns_the_rows_ask_for():
    person = make_citizen("Nguyễn Thị Lan")
    named = Prepared(lambda phone: User.objects.filter(phone=phone).only("full_name"), mark="?")
    found = named.first(person.phone)
    assert found.full_name == "Nguyễn Thị Lan" and "email" in found.get_deferred_fields()
    assert named.first("+84000") is None


def test_a_table_of_units_still_wants_its_scope_said():
    with pytest.raises(UnscopedRead):
        Prepared(lambda pk: Dossier.objects.filter(pk=pk), mark=-1).first(1)


def test_what_is_kept_is_made_once_until_it_is_old_or_dropped(monkeypatch):
    made: list[int] = []
    kept: Kept[int] = Kept(most=2, seconds=60)

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get("a", make), kept.get("a", make)] == [1, 1]
    monkeypatch.setattr("motcua.kernel.remembered.time.monotonic", lambda: 1e12)
    assert kept.get("a", make) == 2
    kept.drop()
    assert kept.get("a", make) == 3
    assert [kept.get(key, make) for key in ("b", "c", "a")] == [4, 5, 6], "never more than two are kept"
    assert kept.get("none", lambda: None) is None and kept.get("none", make) == 7
