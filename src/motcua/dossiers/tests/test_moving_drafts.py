"""The form changes, or the procedure ends, while a person fills it in: the draft moves, nothing typed is lost."""

import copy
from datetime import timedelta

import pytest
from django.test import Client

from motcua.dossiers import actions
from motcua.dossiers.factories import make_dossier, make_file, make_house, reread
from motcua.dossiers.models import Draft
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.procedures import actions as procedures
from motcua.procedures.queries import definition_of

pytestmark = pytest.mark.django_db
PERSON = {"name": "Nguyễn Thị Hương Giang", "phone": "0903 123 456", "id_number": "079190001234"}


def begun(client: Client, house) -> str:
    given = {"thu-tuc": house.version.procedure.code, "don-vi": house.place.code}
    token = client.post("/nop-ho-so/", given)["Location"].split("/")[2]
    client.post(f"/nop-ho-so/{token}/person/", PERSON)
    client.post(f"/nop-ho-so/{token}/wish/", {"purpose": "Xin việc", "by_proxy": "true"})
    return token


def publish(house, change):
    """A new version of the house's procedure from today on."""
    document = copy.deepcopy(house.version.document)
    change(document)
    draft = procedures.save_draft(actor=SYSTEM, document=document)
    return procedures.publish(actor=SYSTEM, version_id=draft.pk, valid_from=clock.today())


def new_form(document):
    properties = document["form"]["schema"]["properties"]
    del properties["id_number"]
    properties["district"] = {"type": "string", "title": "Nơi ở trước đây", "x-section": "wish"}
    document["form"]["schema"]["required"].append("district")
    document["papers"][1] = {"key": "photo", "title": "Ảnh chân dung", "original": 1}
    document["fees"][0]["amount"] = 15000


def test_the_draft_moves_with_a_notice_and_what_has_no_place_stays_readable(client) -> None:
    house = make_house()
    token = begun(client, house)
    under_way = make_dossier(house)
    Draft.objects.filter(token=token).update(papers={"proof": [str(make_file(kept_for=f"draft:{token}").pk)]})
    newer = publish(house, new_form)
    stale = client.get(f"/nop-ho-so/{token}/person/")
    assert stale["Location"] == f"/nop-ho-so/{token}/"
    draft = Draft.objects.get(token=token)
    assert draft.version_id == newer.pk and draft.answers["name"] == PERSON["name"] and "id_number" not in draft.answers
    assert client.get(f"/nop-ho-so/{token}/")["Location"] == f"/nop-ho-so/{token}/wish/"
    page = client.get(f"/nop-ho-so/{token}/wish/").content.decode()
    for words in (
        f"{clock.today():%d/%m/%Y}", "Nơi ở trước đây", "Số định danh cá nhân", PERSON["id_number"],
        "Giấy tờ chứng minh", "1 tệp đã tải lên", "Phí, lệ phí đã thay đổi",
    ):  # fmt: skip
        assert words in page, words
    assert draft.papers == {}
    publish_again = copy.deepcopy(house.version.document)
    tomorrow = clock.today() + timedelta(days=1)
    back = procedures.save_draft(actor=SYSTEM, document=publish_again)
    procedures.publish(actor=SYSTEM, version_id=back.pk, valid_from=tomorrow)
    moved = actions.renew_draft(
        actor=SYSTEM, token=token, session_key=draft.session_key, at=clock.now() + timedelta(days=1)
    )
    assert moved.answers["id_number"] == PERSON["id_number"] and list(moved.papers) == ["proof"]
    assert moved.moved["aside"] == [] and moved.moved["papers"] == [] and "id_number" in moved.moved["again"]
    assert reread(under_way).version_id == house.version.pk
    assert definition_of(house.version.pk).fees[0].amount == 10000


def test_a_change_that_asks_nothing_of_the_person_is_silent(client) -> None:
    house = make_house()
    token = begun(client, house)
    publish(house, lambda document: document.update(summary="Một câu khác."))
    assert client.get(f"/nop-ho-so/{token}/person/")["Location"] == f"/nop-ho-so/{token}/"
    page = client.get(f"/nop-ho-so/{token}/person/").content.decode()
    assert "Biểu mẫu đã đổi" not in page and PERSON["name"] in page


def test_what_is_sent_on_the_old_screen_is_saved_and_filing_leads_to_the_change(client) -> None:
    house = make_house()
    token = begun(client, house)
    publish(house, new_form)
    answer = client.post(f"/nop-ho-so/{token}/person/", {**PERSON, "name": "Trần Văn Bình"})
    assert answer.status_code == 302
    sent = client.post(f"/nop-ho-so/{token}/kiem-tra/", {"token": token, "declared": "on"})
    assert sent["Location"] == f"/nop-ho-so/{token}/"
    client.get(f"/nop-ho-so/{token}/")
    draft = Draft.objects.get(token=token)
    assert (
        draft.answers["name"] == "Trần Văn Bình" and draft.submitted_id is None and draft.moved["again"] == ["district"]
    )


def test_a_procedure_that_ended_says_so_and_keeps_what_was_typed(client) -> None:
    house = make_house()
    token = begun(client, house)
    procedures.end_version(actor=SYSTEM, version_id=house.version.pk, on=clock.today())
    for screen in ("", "wish/", "giay-to/", "kiem-tra/"):
        page = client.get(f"/nop-ho-so/{token}/{screen}")
        assert page.status_code == 410 and "Xin việc" in page.content.decode()
        assert "hiện không còn được tiếp nhận" in page.content.decode()
    client.post(f"/nop-ho-so/{token}/wish/", {"purpose": "Gõ sau khi hết hiệu lực"})
    assert Draft.objects.get(token=token).answers["purpose"] == "Gõ sau khi hết hiệu lực"
    assert client.get(f"/nop-ho-so/{token}/xoa/").status_code == 200


def test_an_old_tab_loses_nothing_after_the_draft_moved(client) -> None:
    house = make_house()
    token = begun(client, house)
    old = house.version.pk
    assert f'name="phien" value="{old}"' in client.get(f"/nop-ho-so/{token}/person/").content.decode()

    def change(document):
        new_form(document)
        document["form"]["sections"][0]["key"] = "applicant"
        for row in document["form"]["schema"]["properties"].values():
            if row["x-section"] == "person":
                row["x-section"] = "applicant"

    newer = publish(house, change)
    client.get(f"/nop-ho-so/{token}/wish/")
    assert Draft.objects.get(token=token).version_id == newer.pk
    sent = {**PERSON, "name": "Trần Văn Bình", "id_number": "079190009999", "phien": str(old), "muc": "person"}
    answer = client.post(f"/nop-ho-so/{token}/person/", sent)
    assert answer.status_code == 302 and answer["Location"] == f"/nop-ho-so/{token}/"
    draft = Draft.objects.get(token=token)
    assert draft.answers["name"] == "Trần Văn Bình" and draft.answers["purpose"] == "Xin việc"
    assert [(row["key"], row["value"]) for row in draft.moved["aside"]] == [("id_number", "079190009999")]
    assert draft.moved["again"] == ["district"]
    assert "079190009999" in client.get(f"/nop-ho-so/{token}/wish/").content.decode()
    saved = client.post(f"/nop-ho-so/{token}/luu/", {**sent, "name": "Lê Văn Tự"})
    assert saved.status_code == 200 and Draft.objects.get(token=token).answers["name"] == "Lê Văn Tự"
    other = make_house()
    for strange in (str(other.version.pk), "999999", "x", "9" * 40):
        client.post(f"/nop-ho-so/{token}/wish/", {"purpose": f"Gõ {strange[:6]}", "phien": strange})
        assert Draft.objects.get(token=token).answers["purpose"] == f"Gõ {strange[:6]}"
