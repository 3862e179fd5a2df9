"""Into other hands: a colleague's task, the city's hotline, the leader for a late dossier; and who looked at the originals."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.dossiers.factories import make_dossier, make_house, monday
from motcua.feedback import actions
from motcua.feedback.factories import Town, make_report, make_town
from motcua.feedback.models import Report
from motcua.feedback.tests.test_pages import picture, send
from motcua.kernel import clock, outbox
from motcua.kernel.outbox import drain
from motcua.kernel.refusals import Conflict, Refusal
from motcua.ledger.queries import accesses
from motcua.notifications.models import Message
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def item(report: Report) -> WorkItem:
    found: WorkItem = WorkItem.objects.regardless("test").get(subject=report.subject)
    return found


def test_a_colleague_gets_it_and_the_clock_goes_on(town: Town) -> None:
    report = make_report(town)
    due, head = item(report).due_at, item(report).head_user_id
    colleague = make_officer(town.office, "specialist", full_name="Phạm Văn Dũng")
    leader = sign_in(Client(), town.user("unit_head"))
    base = f"/can-bo/phan-anh/{report.pk}/giao-viec/"
    assert "Phạm Văn Dũng" in leader.get(base).text
    leader.post(base, {"revision": 1, "user_id": colleague.pk, "note": "Xem ngay"})
    given = item(report)
    assert (given.holder_user_id, given.due_at, given.head_user_id) == (colleague.pk, due, head)
    assert Message.objects.filter(user=colleague, template_code="work.assigned").count() == 1
    assert "Xem ngay" in leader.get(f"/can-bo/phan-anh/{report.pk}/").text
    stranger = make_officer(make_town().office, "specialist")
    with pytest.raises(Refusal):
        actions.assign(actor=town.actor("unit_head"), report_id=report.pk, user_id=stranger.pk)
    desk = sign_in(Client(), town.user("specialist"))
    assert desk.get(base).status_code == 403


def test_the_hotline_gets_it_once_and_nothing_of_the_reporter(town: Town, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    report = make_report(town, phone="0909123456")
    actions.refer(actor=town.actor("unit_head"), report_id=report.pk, reason="Quốc lộ do Thành phố quản lý")
    report.refresh_from_db()
    assert report.state == "declined" and report.verdict == "on_time" and item(report).verdict == "on_time"
    outbox.drain()
    assert actions.send_referral(report_id=report.pk) == "1022-000001"
    Report.objects.regardless("test").filter(pk=report.pk).update(referral={"to": "1022"})
    assert actions.send_referral(report_id=report.pk) == "1022-000001"
    lines = (tmp_path / "hotline" / "1022.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 and json.loads(lines[0])["reference"] == report.code
    assert "0909" not in lines[0] and town.citizen.full_name not in lines[0]
    page = Client().get(f"/phan-anh/{report.code}").text
    assert "1022-000001" in page
    with pytest.raises(Conflict):
        actions.refer(actor=town.actor("unit_head"), report_id=report.pk, reason="Lần nữa")
    settings.HOTLINE_PROVIDER = "khong-co"
    Report.objects.regardless("test").filter(pk=report.pk).update(referral={})
    with pytest.raises(LookupError):
        actions.send_referral(report_id=report.pk)


def test_a_late_dossier_leads_to_the_leaders_form_with_its_code(client: Client) -> None:
    house = make_house()
    with time_machine.travel(monday(), tick=False):
        dossier = make_dossier(house, at=clock.now(), state="processing")
        assert "ho-so-tre" not in client.get(f"/tra-cuu/{dossier.code}").text
    nodes = [
        {"key": "qua-hen", "name": "Hồ sơ quá hẹn", "leader": True, "anonymous": True,
         "questions": [{"key": "ma", "label": "Mã hồ sơ", "required": True}]},
    ]  # fmt: skip
    actions.load_tree(unit=house.place, nodes=nodes, clocks={"answer": "working 1d"})
    with time_machine.travel(monday() + timedelta(days=200), tick=False):
        way = f"/phan-anh/ho-so-tre/{dossier.code}/"
        assert way in client.get(f"/tra-cuu/{dossier.code}").text
        form = client.get(way, follow=True)
        assert f'value="{dossier.code}"' in form.text and "mc-map" not in form.text
        assert client.get("/phan-anh/ho-so-tre/H29.1-000000-0001/").status_code == 404
        data = {"token": "ho-so-tre-hen-tra", "description": "Hẹn hôm qua chưa có", "q-ma": dossier.code}
        client.post(f"/phan-anh/gui/{house.place.code}/qua-hen/", data)
    report = Report.objects.regardless("test").get()
    assert report.holder_unit_id == house.place.pk and report.details[0]["value"] == dossier.code


def test_looks_at_an_original_are_written_down_however_it_was_opened(town: Town, client: Client) -> None:
    send(client, town, photos_files=[picture()])
    report = Report.objects.regardless("test").get()
    file = report.photos.get().file_id
    drain()
    assert client.get(f"/tep/{file}/xem").status_code == 200 and accesses(report.subject) == []
    desk = sign_in(Client(), town.user("specialist"))
    for address in (f"/tep/{file}/xem", f"/tep/{file}/xem-truoc", f"/tep/{file}/xem"):
        assert desk.get(address).status_code == 200
    assert len(accesses(report.subject)) == 1
    other = sign_in(Client(), make_town().user("specialist"))
    assert other.get(f"/tep/{file}/xem").status_code in (403, 404) and len(accesses(report.subject)) == 1
