"""Slips of real dossiers: the control slip tells the ledger's hand-overs, the register lists a period, the apology its dates."""

from datetime import date

import pypdfium2
import pytest
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.dossiers import actions
from motcua.dossiers.factories import House, course, make_dossier, make_house, monday, reread, submitted
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.rules.states import State
from motcua.dossiers.slips import printing, typeset
from motcua.dossiers.slips.builders import authority, build, capacity, place_word
from motcua.dossiers.slips.contents import SlipKind
from motcua.dossiers.slips.register import build_register
from motcua.kernel import clock
from motcua.units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house()


def words_of(contents) -> str:
    document = pypdfium2.PdfDocument(typeset.pdf(contents))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_control_slip_lists_every_hand_over_once_with_hour_and_minute(house) -> None:
    dossier = submitted(house, at=monday(8))
    way = course(house, dossier)
    way.lead(State.RETURNED)
    dossier = reread(dossier)
    sheet = build(SlipKind.CONTROL, dossier, number="", at=way.at, actor=house.actor("receiver"))
    rows = [(row["from"], row["to"], row["at"], row["verdict"], row["note"]) for row in sheet["rows"]]
    assert len(rows) == len(set(rows)), rows
    assert any(row["to"] == house.department.name for row in sheet["rows"])
    assert any(row["to_person"] == house.user("specialist").full_name for row in sheet["rows"])
    assert sheet["rows"][0]["at"] == "08 giờ 10 phút, ngày 10 tháng 8 năm 2026"
    assert {row["verdict"] for row in sheet["rows"]} & {"Trước hạn", "Đúng hạn", "Quá hạn"}
    words = words_of(sheet)
    assert house.user("specialist").full_name in words and "08 giờ 10 phút" in words


def test_the_register_lists_the_period_in_order(house) -> None:
    made = [make_dossier(house, state=state) for state in (State.RETURNED, State.PROCESSING, State.REFUSED)]
    rows = Dossier.objects.regardless("test").filter(pk__in=[one.pk for one in made]).order_by("submitted_at")
    sheet = build_register(
        house.place, rows, first=date(2026, 1, 1), last=date(2026, 12, 31), at=monday(), actor=house.actor("receiver")
    )
    assert [row["code"] for row in sheet["rows"]] == [one.code for one in made]
    words = words_of(sheet)
    assert "SỔ THEO DÕI HỒ SƠ" in words and "Không tiếp nhận" in words and "Tổng số: 3 hồ sơ" in words


def test_officers_print_the_book_of_their_own_place_only(client, house) -> None:
    ours = make_dossier(house, state=State.ACCEPTED)
    theirs = make_dossier(make_house(), state=State.ACCEPTED)
    unreceived = make_dossier(house)
    today = f"{clock.today()}"
    sign_in(client, house.user("receiver"))
    assert client.get("/can-bo/ho-so/so-theo-doi/").status_code == 200
    # Lives begin some minutes before now: shortly after midnight that is yesterday.
    begun = f"{clock.local(ours.submitted_at).date()}"
    made = client.get("/can-bo/ho-so/so-theo-doi/", {"tu": begun, "den": today})
    assert made["Content-Type"] == "application/pdf"
    words = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.content))
    assert ours.code in words and theirs.code not in words and unreceived.code not in words
    for first, last in (("2026-02-30", today), (today, "2020-01-01"), ("2020-01-01", today), ("", "")):
        assert client.get("/can-bo/ho-so/so-theo-doi/", {"tu": first, "den": last}).status_code == 422
    assert Client().get("/can-bo/ho-so/so-theo-doi/").status_code == 302


def test_the_apology_names_both_dates_and_its_signer(house) -> None:
    dossier = submitted(house, at=monday(8))
    course(house, dossier).lead(State.PROCESSING)
    new_due, at = monday(16).replace(day=20), monday(15)
    given = {"dossier_id": dossier.pk, "reason": "Chờ Công an xã xác minh", "new_due": new_due, "at": at}
    actions.propose_apology(actor=house.actor("specialist"), **given)
    slip = Slip.objects.get(dossier=dossier, kind=4)
    actions.apologise(actor=house.actor("unit_head"), **given)
    slip.refresh_from_db()
    sheet = printing.contents_of(slip)
    words = words_of(sheet)
    assert sheet["new_due"] == "16 giờ 00 phút, ngày 20 tháng 8 năm 2026"
    assert sheet["first_due"] == "17 giờ 00 phút, ngày 13 tháng 8 năm 2026"
    assert house.user("unit_head").full_name in words and "Chờ Công an xã xác minh" in words


@pytest.mark.parametrize(
    ("name", "kind", "committee", "place"),
    [
        ("Xã Tân Thông Hội", "xã", "Ủy ban nhân dân xã Tân Thông Hội", "Tân Thông Hội"),
        ("Thành phố Thủ Đức", "thành phố", "Ủy ban nhân dân Thành phố Thủ Đức", "Thủ Đức"),
        ("Quận 7", "quận", "Ủy ban nhân dân quận 7", "Quận 7"),
        ("Phường 15", "phường", "Ủy ban nhân dân phường 15", "Phường 15"),
        ("UBND xã Trung An", "xã", "Ủy ban nhân dân xã Trung An", "UBND xã Trung An"),
        ("Ủy ban nhân dân Phường 4", "phường", "Ủy ban nhân dân phường 4", "Ủy ban nhân dân Phường 4"),
    ],
)
def test_names_of_places_on_paper(name, kind, committee, place) -> None:
    unit = Unit(name=name, kind=kind)
    assert authority(unit) == committee
    assert place_word(unit) == place


def test_a_deputy_signs_for_the_chair() -> None:
    assert capacity("Phó Chủ tịch") == ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")
    assert capacity("Chủ tịch") == ("TM. Ủy ban nhân dân", "Chủ tịch")
    assert capacity("Giám đốc Trung tâm") == ("Giám đốc Trung tâm",)


def test_slips_call_the_matter_as_its_version_does() -> None:
    for words, shown in (({"content": "Xác nhận cư trú"}, "Xác nhận cư trú"), ({}, "Xác nhận thử nghiệm")):
        house = make_house(slips=words)
        dossier = submitted(house, at=monday(8))
        sheet = build(SlipKind.CONTROL, dossier, number="", at=monday(9), actor=house.actor("receiver"))
        assert shown.casefold() in sheet["procedure"].casefold(), sheet["procedure"]
