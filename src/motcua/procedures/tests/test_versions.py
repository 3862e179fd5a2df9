"""Publication freezes; versions never overlap; the database refuses on its own."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger.queries import timeline
from motcua.procedures import actions, queries
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import Frozen, ProcedureVersion, State
from motcua.procedures.rules.canonical import document_hash

pytestmark = pytest.mark.django_db


def published(document=None, **dates):
    draft = actions.save_draft(actor=SYSTEM, document=document or make_document())
    return actions.publish(
        actor=SYSTEM, version_id=draft.pk, valid_from=dates.pop("valid_from", clock.today()), **dates
    )


def refused_by_database(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_publish_hashes_and_opens():
    version = published()
    assert version.hash == document_hash(make_document())
    assert queries.open_version("9.000001").pk == version.pk
    assert queries.open_version("9.000001", on=clock.today() - timedelta(days=1)) is None


def test_a_published_document_can_not_be_changed():
    version = published()
    rows = ProcedureVersion.objects.filter(pk=version.pk)
    loaded = rows.get()
    loaded.document["summary"] = "khác"
    with pytest.raises(Frozen):
        loaded.save()
    refused_by_database(lambda: rows.update(document={"a": 1}))
    refused_by_database(lambda: rows.update(hash="0" * 64))
    refused_by_database(lambda: rows.update(state=State.DRAFT))
    refused_by_database(lambda: rows.delete())
    with pytest.raises(Frozen):
        rows.get().delete()
    assert rows.get().document == make_document()


def test_a_draft_may_change_and_go():
    draft = actions.save_draft(actor=SYSTEM, document=make_document())
    again = actions.save_draft(actor=SYSTEM, document=make_document(summary="mới"))
    assert again.pk == draft.pk and again.document["summary"] == "mới"
    again.delete()
    assert not ProcedureVersion.objects.exists()


def test_the_next_version_ends_the_one_before():
    first = published(valid_from=clock.today() - timedelta(days=30))
    tomorrow = clock.today() + timedelta(days=1)
    second = published(make_document(summary="bản hai"), valid_from=tomorrow)
    first.refresh_from_db()
    assert (first.valid_until, first.state) == (tomorrow, State.PUBLISHED)
    assert queries.open_version("9.000001").pk == first.pk
    assert queries.open_version("9.000001", on=tomorrow).pk == second.pk
    assert queries.definition_of(first.pk).summary != queries.definition_of(second.pk).summary


def test_no_version_into_the_past_and_none_before_another():
    published(valid_from=clock.today() - timedelta(days=30))
    with pytest.raises(Refusal) as caught:
        published(make_document(summary="bản hai"), valid_from=clock.today() - timedelta(days=1))
    assert "valid_from" in caught.value.fields


def test_overlap_is_refused_by_the_database():
    version = make_version(valid_until=clock.today() + timedelta(days=10))
    refused_by_database(lambda: make_version(version.procedure, valid_from=clock.today()))
    later = make_version(version.procedure, valid_from=clock.today() + timedelta(days=10))
    refused_by_database(
        lambda: ProcedureVersion.objects.filter(pk=version.pk).update(valid_until=clock.today() + timedelta(days=11))
    )
    assert later.pk


def test_publishing_twice_is_a_conflict():
    version = published()
    with pytest.raises(Conflict):
        actions.publish(actor=SYSTEM, version_id=version.pk, valid_from=clock.today())


def test_ended_version_takes_no_new_dossier_but_is_still_readable():
    version = published(valid_from=clock.today() - timedelta(days=3))
    actions.end_version(actor=SYSTEM, version_id=version.pk, on=clock.today())
    assert queries.open_version("9.000001") is None
    assert queries.definition_of(version.pk).code == "9.000001"
    version.refresh_from_db()
    assert version.state == State.ENDED


def test_the_triggers_are_there():
    assert queries.missing_triggers() == []


def test_unsound_document_is_refused_with_paths():
    document = make_document(clock="working 1h")
    with pytest.raises(Refusal) as caught:
        published(document)
    assert "steps" in caught.value.fields


def test_the_demo_loads_twice_and_once():
    assert actions.load_demo(SYSTEM) >= 1
    assert actions.load_demo(SYSTEM) == 0
    assert queries.definition_of(queries.open_version("1.001193").pk).form.section("child").fields[0].role == "owner"


def test_the_order_of_fields_outlives_the_database():
    keys = ["zebra", "apple", "mango", "berry"]
    properties = {key: {"type": "string", "title": key, "x-section": "person"} for key in keys}
    columns = {key: {"title": key} for key in reversed(keys)}
    properties["zebra"] |= {"type": "array", "items": {"type": "object", "properties": columns}}
    form = {"sections": [{"key": "person", "title": "P"}], "schema": {"properties": properties}}
    version = published(make_document(form=form, cases=[], papers=[]))
    fields = queries.definition_of(version.pk).form.sections[0].fields
    assert [field.key for field in fields] == keys
    assert [column.key for column in fields[0].columns] == keys[::-1]


def test_what_happened_to_a_procedure_is_in_the_ledger():
    version = published(valid_from=clock.today() - timedelta(days=3))
    actions.end_version(actor=SYSTEM, version_id=version.pk, on=clock.today())
    events = timeline("procedure:9.000001", {"public"})
    assert {event.kind for event in events} == {"version-published", "version-ended"}
    assert version.hash in [event.data.get("hash") for event in events]


def test_only_editors_publish():
    draft = actions.save_draft(actor=SYSTEM, document=make_document())
    receiver = Actor(kind="staff", name="An", user_id=1, duty_id=1, role="receiver", unit_id=1)
    for actor in (receiver, ANONYMOUS, Actor(kind="citizen", name="B", user_id=2)):
        with pytest.raises(NotAllowed):
            actions.publish(actor=actor, version_id=draft.pk, valid_from=clock.today())
        with pytest.raises(NotAllowed):
            actions.save_draft(actor=actor, document=make_document())


def test_offering_and_withdrawing(commune):
    version = published(valid_from=clock.today() - timedelta(days=3))
    code = version.procedure.code
    assert queries.open_version(code, commune.pk) is None
    assert actions.offer(actor=SYSTEM, code=code, unit_ids=[commune.pk, commune.pk], valid_from=clock.today()) == 1
    assert actions.offer(actor=SYSTEM, code=code, unit_ids=[commune.pk], valid_from=clock.today()) == 0
    assert queries.open_version(code, commune.pk).pk == version.pk
    assert [entry.code for entry in queries.catalogue(commune.pk)] == [code]
    actions.withdraw_offer(actor=SYSTEM, code=code, unit_id=commune.pk)
    assert queries.open_version(code, commune.pk) is None
    with pytest.raises(NotFound):
        actions.withdraw_offer(actor=SYSTEM, code=code, unit_id=commune.pk)


def test_expired_versions_are_closed_by_night():
    version = make_version(valid_until=clock.today())
    assert actions.close_expired() == 1
    version.refresh_from_db()
    assert version.state == State.ENDED and actions.close_expired() == 0
