"""Prepared questions answer what the ordinary ones answer, and what is kept says when it is old."""

import sys
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from motcua.accounts.factories import make_citizen, make_staff
from motcua.accounts.models import User
from motcua.dossiers import actions
from motcua.dossiers.factories import make_filing, make_house, monday
from motcua.dossiers.models import Channel, Dossier
from motcua.files.models import StoredFile
from motcua.kernel import clock
from motcua.kernel.models import OutboxMessage
from motcua.kernel.prepared import Prepared, insert
from motcua.kernel.refusals import Refusal
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


def test_rows_written_in_one_statement_read_back_as_they_were(django_assert_num_queries):
    now = clock.now()
    rows = [
        OutboxMessage(topic="a", payload={"tên": ["Lan", 1, None]}, key="k1", created_at=now, run_after=now),
        OutboxMessage(topic=Channel.ONLINE, payload={}, created_at=now, run_after=now, failed_at=now),
    ]
    with django_assert_num_queries(1):
        assert insert(OutboxMessage, rows) == 2
    for row in rows:
        assert columns(OutboxMessage.objects.get(pk=row.pk)) == columns(row) and not row._state.adding
    again = OutboxMessage(topic="b", key="k1", created_at=now, run_after=now)
    assert insert(OutboxMessage, [again], once=True) == 0 and again.pk is None
    assert insert(OutboxMessage, []) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(OutboxMessage, [again])


def test_a_key_made_by_the_program_stays_its_own():
    file = StoredFile(name="a.pdf", size=3, created_at=clock.now())
    key = file.pk
    insert(StoredFile, [file])
    assert file.pk == key and StoredFile.objects.get(pk=key).name == "a.pdf"


def test_a_draft_changed_between_its_check_and_its_lock_is_checked_again(monkeypatch):
    house, module = make_house(), sys.modules["motcua.dossiers.actions.submit"]
    draft = actions.begin_draft(
        actor=house.person, procedure_code=house.version.procedure.code, unit_id=house.place.pk, at=monday()
    )
    good = make_filing(house)
    actions.save_draft(actor=house.person, token=draft.token, answers=good.answers, papers=good.papers)
    plain, checks = module.examined, []

    def meddled_with(*given):
        ready = plain(*given)
        checks.append(given)
        if len(checks) == 1:
            actions.save_draft(actor=house.person, token=draft.token, answers={"name": ""})
        return ready

    monkeypatch.setattr(module, "examined", meddled_with)
    with pytest.raises(Refusal) as refused:
        actions.submit(actor=house.person, token=draft.token, at=monday())
    assert "name" in refused.value.fields and len(checks) == 1, "the second check refused"
    assert not Dossier.objects.regardless("test").exists()


def test_what_is_filed_is_checked_before_anything_is_locked():
    house = make_house()
    filing = replace(make_filing(house), answers={})
    with pytest.raises(Refusal):
        actions.submit(actor=house.person, token="khoa-nop-ho-so", filing=filing, at=monday())
    with CaptureQueriesContext(connection) as asked, pytest.raises(Refusal):
        actions.submit(actor=house.person, token="khoa-nop-ho-so", filing=filing, at=monday())
    assert not [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]
