"""The national portal hears of every change, once, and nobody waits for it."""

import json

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.dossiers import actions
from motcua.dossiers.commands import national
from motcua.dossiers.factories import course, make_dossier, make_house, monday, reread, submitted
from motcua.dossiers.providers import registry
from motcua.dossiers.providers.base import PermanentFailure
from motcua.dossiers.queries.national import report_of, sync_counts
from motcua.dossiers.rules.national import Difference, differences
from motcua.kernel.models import OutboxMessage
from motcua.ledger.queries import STAFF, timeline

pytestmark = pytest.mark.django_db
DAYS = ["--from", "2020-01-01", "--to", "2099-01-01"]


class Portal:
    """Takes what it is told into a list; fails as it is asked to."""

    name = "test"
    told: list[tuple[str, int]] = []
    fails: Exception | None = None

    def report(self, *, message, reference):
        if self.fails:
            raise self.fails
        self.told.append((reference, message["TrangThai"]))


@pytest.fixture
def portal(settings, monkeypatch):
    settings.NATIONAL_PROVIDER = "test"
    monkeypatch.setitem(registry.PROVIDERS, "test", Portal)
    monkeypatch.setattr(Portal, "told", [])
    monkeypatch.setattr(Portal, "fails", None)
    return Portal


def owed() -> int:
    return OutboxMessage.objects.filter(topic="dossiers.report").count()


def test_an_installation_without_the_portal_owes_nothing():
    dossier = make_dossier(make_house(), state="returned", at=monday())
    assert dossier.sync_state == "none" and owed() == 0
    assert not actions.report(dossier_id=dossier.pk)
    assert actions.report_again(codes=[dossier.code]) == 0


def test_every_change_of_state_is_owed_and_told(portal):
    house = make_house()
    dossier = submitted(house, at=monday())
    assert dossier.sync_state == "pending" and owed() == 1
    assert actions.report(dossier_id=dossier.pk) and reread(dossier).sync_state == "sent"
    assert not actions.report(dossier_id=dossier.pk), "told already"
    course(house, dossier).lead("returned")
    dossier = reread(dossier)
    assert dossier.sync_state == "pending" and owed() > 4
    assert actions.report(dossier_id=dossier.pk)
    assert portal.told == [(f"{dossier.code}:1", 1), (f"{dossier.code}:{dossier.revision}", 10)]


def test_a_note_is_nobodys_business(portal):
    house = make_house()
    dossier = submitted(house, at=monday())
    actions.report(dossier_id=dossier.pk)
    actions.add_note(actor=house.actor("receiver"), dossier_id=dossier.pk, text="Đã gọi điện.")
    assert reread(dossier).sync_state == "sent" and owed() == 1


def test_a_change_while_the_portal_is_spoken_to_stays_owed(portal, monkeypatch):
    house = make_house()
    dossier = submitted(house, at=monday())

    def slow(self, *, message, reference):
        course(house, reread(dossier)).lead("accepted")

    monkeypatch.setattr(Portal, "report", slow)
    assert not actions.report(dossier_id=dossier.pk)
    assert reread(dossier).sync_state == "pending" and owed() == 2


def test_a_portal_away_is_asked_again_later(portal):
    portal.fails = ConnectionError("away")
    dossier = submitted(make_house(), at=monday())
    with pytest.raises(ConnectionError), transaction.atomic():
        actions.report(dossier_id=dossier.pk)
    assert reread(dossier).sync_state == "pending"


def test_what_is_refused_for_good_is_marked_and_written_down(portal):
    portal.fails = PermanentFailure("Mã thủ tục không có")
    dossier = submitted(make_house(), at=monday())
    assert not actions.report(dossier_id=dossier.pk)
    assert sync_counts()["failed"] == 1
    last = timeline(dossier.subject, STAFF)[-1]
    assert (last.kind, last.data) == ("dossier.report_refused", {"reason": "Mã thủ tục không có"})
    portal.fails = None
    assert actions.report_again(codes=[dossier.code]) == 1
    assert actions.report(dossier_id=dossier.pk) and reread(dossier).sync_state == "sent"


def test_nobody_is_named_in_a_report():
    dossier = make_dossier(make_house(), state="processing", at=monday())
    text = json.dumps(report_of(dossier), ensure_ascii=False)
    assert dossier.owner_name not in text and dossier.phone not in text and dossier.code in text


def test_the_file_way_writes_a_line_a_report(settings, tmp_path):
    settings.NATIONAL_PROVIDER, settings.HOME = "file", tmp_path
    dossier = submitted(make_house(), at=monday())
    assert actions.report(dossier_id=dossier.pk)
    (file,) = (tmp_path / "national").iterdir()
    assert json.loads(file.read_text())["MaHoSo"] == dossier.code


def test_differences_are_told_both_ways():
    assert differences({"a": 1, "b": 4, "c": 9}, {"a": 1, "b": 10, "d": 2}) == [
        Difference("b", 4, 10),
        Difference("c", 9, None),
        Difference("d", None, 2),
    ]


def test_a_reconciliation_finds_what_the_portal_missed_and_tells_it_again(portal, tmp_path):
    house = make_house()
    known, missed = submitted(house, at=monday()), submitted(house, at=monday(9))
    for dossier in (known, missed):
        actions.report(dossier_id=dossier.pk)
    there = tmp_path / "cong.jsonl"
    there.write_text(json.dumps({"MaHoSo": known.code, "TrangThai": 1}) + '\n\n{"MaHoSo": "LA", "TrangThai": "2"}\n')
    shown = CliRunner().invoke(national, ["compare", str(there), *DAYS, "--json"])
    assert shown.exit_code == 1
    assert json.loads(shown.output)["different"] == [
        {"code": missed.code, "here": 1, "there": None},
        {"code": "LA", "here": None, "there": 2},
    ]
    again = CliRunner().invoke(national, ["compare", str(there), *DAYS, "--report"])
    assert again.exit_code == 0 and "told again: 1" in again.output and "không có" in again.output
    assert reread(missed).sync_state == "pending" and reread(known).sync_state == "sent"
    assert json.loads(CliRunner().invoke(national, ["status", "--json"]).output)["pending"] == 1
    assert "chờ báo" in CliRunner().invoke(national, ["status"]).output


@pytest.mark.parametrize("text", ["không phải JSON", "[]", '{"MaHoSo": "x"}', '{"MaHoSo": "x", "TrangThai": 11}'])
def test_a_broken_file_names_its_line(text, tmp_path):
    file = tmp_path / "cong.jsonl"
    file.write_text('{"MaHoSo": "a", "TrangThai": 1}\n' + text)
    found = CliRunner().invoke(national, ["compare", str(file), *DAYS])
    assert found.exit_code == 2 and "2:" in found.output


def test_the_desk_shows_what_the_portal_knows(portal):
    house = make_house()
    dossier = submitted(house, at=monday())
    actions.report(dossier_id=dossier.pk)
    page = sign_in(Client(), house.user("receiver")).get(f"/can-bo/ho-so/{dossier.pk}/")
    assert "Cổng quốc gia: đã đồng bộ" in page.content.decode()
