"""A year counted anew from the ledger: the same as the tables say, and whatever was changed beside the program is named."""

import json

import pytest
from click.testing import CliRunner
from django.db import connection

from motcua.accounts.factories import make_officer
from motcua.accounts.queries import actor_of
from motcua.ledger.queries import timeline
from motcua.units.queries import department_of
from motcua.work import actions
from motcua.work.commands import verify_account
from motcua.work.factories import at, make_item, reread
from motcua.work.models import Excuse, ItemMark, WorkItem
from motcua.work.queries.accountability import Asked, account
from motcua.work.queries.recounted import recount

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(place, present):
    """Items of 2026: on time, late, late and excused, late and called bad, one taken back, one open, seen in January 2027."""
    office = department_of(place.pk, "tu-phap")
    make_officer(place, "unit_head", valid_from=at("2020-01-01 08:00"))
    present(at("2026-01-02 08:00"))
    items = {}
    for name, closed in (("fine", "04 09:00"), ("late", "06 17:00"), ("excused", "06 18:00"), ("bad", "05 09:00")):
        item = make_item(office, opened_at=at("2026-03-02 08:00"), due_at=at("2026-03-05 17:00"))
        actions.close_items(subject=item.subject, at=at(f"2026-03-{closed}"))
        items[name] = item
    actions.note_mark(subject=items["bad"].subject, mark="dissatisfied", at=at("2026-03-07 08:00"))
    actions.note_mark(subject=items["bad"].subject, mark="reopened", at=at("2026-03-08 08:00"))
    actions.note_mark(subject=items["fine"].subject, mark="dissatisfied", at=at("2026-03-07 08:00"))
    assert actions.take_mark_back(subject=items["fine"].subject, mark="dissatisfied") == 1
    present(at("2026-03-10 08:00"))
    asking = actor_of(make_officer(office, "department_head", valid_from=at("2026-03-09 08:00")))
    asked = actions.ask_excuse(actor=asking, item_id=items["excused"].pk, reason="Mất điện")
    items["open"] = make_item(office, opened_at=at("2026-12-28 08:00"), due_at=at("2027-02-01 17:00"))
    present(at("2027-01-10 08:00"))
    above = actor_of(make_officer(place, "unit_head", valid_from=at("2026-12-30 08:00")))
    actions.decide_excuse(actor=above, excuse_id=asked.pk, granted=True)
    return items


def figures(tally):
    return (tally.opened, tally.on_time, tally.late, tally.excused, tally.open_late, tally.reopened, tally.dissatisfied)


def test_the_ledger_alone_gives_the_same_figures(year):
    found = recount(2026)
    assert found.ok and (found.items, found.open, found.unrecorded) == (4, 1, 0)
    assert figures(found.from_ledger) == figures(found.from_tables) == (4, 2, 1, 1, 0, 1, 1)
    assert found.from_ledger.late_time == found.from_tables.late_time
    assert recount(2025).items == 0 and timeline(year["late"].subject, {"staff"}) == []
    said = CliRunner().invoke(verify_account, ["2026"])
    assert said.exit_code == 0 and "khớp / agrees" in said.output and "1 việc còn mở" in said.output


def tampered(how, year):
    """Something changed beside the program."""
    if how == "mark gone":
        ItemMark.objects.filter(item=year["bad"], kind="dissatisfied").delete()
    elif how == "mark put in":
        ItemMark.objects.create(item=year["late"], kind="reopened", at=at("2026-04-01 08:00"))
    elif how == "mark moved out of the year":
        ItemMark.objects.filter(item=year["bad"], kind="reopened").update(at=at("2025-12-31 08:00"))
    elif how == "verdict":
        WorkItem.objects.regardless("test").filter(pk=year["late"].pk).update(verdict="on_time")
    elif how == "due":
        WorkItem.objects.regardless("test").filter(pk=year["late"].pk).update(due_at=at("2026-03-09 17:00"))
    elif how == "head":
        WorkItem.objects.regardless("test").filter(pk=year["late"].pk).update(head_user=None)
    elif how == "excuse":
        Excuse.objects.regardless("test").update(granted=False)
    elif how == "item gone":
        WorkItem.objects.regardless("test").filter(pk=year["late"].pk).delete()


@pytest.mark.parametrize(
    "how",
    ["mark gone", "mark put in", "mark moved out of the year", "verdict", "due", "head", "excuse", "item gone"],
)
def test_whatever_was_changed_beside_the_program_is_named(how, year):
    tampered(how, year)
    said = CliRunner().invoke(verify_account, ["2026", "--json"])
    told = json.loads(said.output)
    assert said.exit_code == 1 and not told["ok"] and len(told["differences"]) == 1, told
    hurt = (
        year["bad"]
        if how in ("mark gone", "mark moved out of the year")
        else year["excused" if how == "excuse" else "late"]
    )
    assert told["differences"][0].startswith(f"{hurt.subject} · {hurt.pk}")
    words = CliRunner().invoke(verify_account, ["2026"]).output
    assert "KHÔNG khớp" in words and (how == "due" or "đơn vị / unit" in words)


def test_what_has_no_evidence_is_counted_and_said(year):
    kept = reread(year["late"])
    kept.pk, kept.subject = None, "test:nhap-tu-he-cu"
    kept.save()
    found = recount(2026)
    assert found.ok and found.unrecorded == 1
    assert account(actor_of(make_officer(year["late"].unit, "unit_head")), Asked(year=2026)).total.late == 2


def test_a_ledger_that_was_changed_itself_is_told(year):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_stream WHERE subject = %s", [year["late"].subject])
        cursor.execute("UPDATE ledger_stream SET head = 'x' WHERE id = %s", [cursor.fetchone()[0]])
    assert recount(2026).broken
