"""A citizen files: the whole way without JavaScript, twice by accident, half-filled, on another device, too late."""

import io
import json
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.accounts.factories import make_citizen, sign_in
from motcua.dossiers.factories import House, make_house
from motcua.dossiers.models import Dossier, Draft
from motcua.files.models import StoredFile
from motcua.kernel import clock
from motcua.procedures.actions.stamp import touch
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import Offering
from motcua.units.factories import make_place, make_unit

pytestmark = pytest.mark.django_db
PERSON = {"name": "Nguyễn Thị Hương Giang", "phone": "0903 123 456", "id_number": ""}
WISH = {"purpose": "Bổ túc hồ sơ xin việc", "by_proxy": ""}
CONTACT = {"phone": "0903123456", "email": "", "delivery_method": "counter", "delivery_address": ""}


@pytest.fixture
def house() -> House:
    return make_house()


def photo(name: str = "giay.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def begin(client: Client, house: House) -> str:
    given = {"thu-tuc": house.version.procedure.code, "don-vi": house.place.code}
    assert client.get("/nop-ho-so/", given).status_code == 200
    answer = client.post("/nop-ho-so/", given)
    assert answer.status_code == 302, answer.content
    return answer["Location"].split("/")[2]


def fill(client: Client, token: str) -> None:
    """All screens but the last, as a browser without scripts sends them."""
    base = f"/nop-ho-so/{token}/"
    assert client.get(base)["Location"] == f"{base}person/"
    assert client.get(f"{base}person/").status_code == 200
    assert client.post(f"{base}person/", PERSON)["Location"] == f"{base}wish/"
    assert client.post(f"{base}wish/", WISH)["Location"] == f"{base}giay-to/"
    assert client.get(f"{base}giay-to/").status_code == 200
    assert client.post(f"{base}giay-to/", {"giay-proof_files": photo()})["Location"] == f"{base}lien-he/"
    assert client.get(f"{base}lien-he/").status_code == 200
    assert client.post(f"{base}lien-he/", CONTACT)["Location"] == f"{base}kiem-tra/"


def send(client: Client, token: str, **headers):
    return client.post(f"/nop-ho-so/{token}/kiem-tra/", {"token": token, "declared": "on"}, headers=headers)


def dossiers():
    return Dossier.objects.regardless("test")


def test_the_whole_way_without_an_account_and_without_javascript(client, house) -> None:
    assert client.get("/nop-ho-so/").status_code == 200
    choose = client.get("/nop-ho-so/", {"thu-tuc": house.version.procedure.code})
    assert house.place.name in choose.content.decode()
    token = begin(client, house)
    fill(client, token)
    review = client.get(f"/nop-ho-so/{token}/kiem-tra/").content.decode()
    assert "Nguyễn Thị Hương Giang" in review and "giay.png" in review and "0903123456" in review
    answer = send(client, token)
    assert answer.status_code == 303 and answer["Location"] == f"/nop-ho-so/{token}/da-nop/"
    dossier = dossiers().get()
    receipt = client.get(answer["Location"]).content.decode()
    assert dossier.code in receipt and dossier.secret in receipt and "chậm nhất" in receipt
    assert dossier.channel == "online" and dossier.phone == "0903123456" and dossier.applicant_id is None
    assert [paper.files for paper in dossier.papers.filter(key="proof")] != [[]]
    assert StoredFile.objects.get().kept_for == f"dossier:{dossier.pk}"


def test_the_confirmation_pdf_carries_code_and_secret(client, house) -> None:
    token = begin(client, house)
    fill(client, token)
    send(client, token)
    dossier = dossiers().get()
    made = client.get(f"/nop-ho-so/{token}/da-nop/giay-xac-nhan.pdf")
    assert made["Content-Type"] == "application/pdf" and "no-store" in made["Cache-Control"]
    page = pypdfium2.PdfDocument(made.content)[0]
    words = page.get_textpage().get_text_range()
    assert dossier.secret in words and "Nguyễn Thị Hương Giang" in words
    read = {one.text for one in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L"))}
    assert dossier.code in read and any(text.endswith(f"/tra-cuu/{dossier.code}") for text in read)


def test_sent_twice_it_is_one_dossier_with_one_receipt(client, house) -> None:
    token = begin(client, house)
    fill(client, token)
    first, second = send(client, token), send(client, token)
    assert first["Location"] == second["Location"]
    assert dossiers().count() == 1
    replayed = send(client, token, accept="application/json")
    assert replayed.json()["code"] == dossiers().get().code
    assert client.post(f"/nop-ho-so/{token}/person/", PERSON)["Location"].endswith("/da-nop/")


def test_a_filing_typed_offline_is_taken_as_json(client, house) -> None:
    token = begin(client, house)
    client.post(f"/nop-ho-so/{token}/giay-to/", {"giay-proof_files": photo()})
    body = {"answers": {"name": "Lê Văn Tám", "phone": "0903123456", "purpose": "Xin việc"}, "declared": True}

    def post(said):
        address = f"/nop-ho-so/{token}/kiem-tra/"
        return client.post(address, json.dumps(said), "application/json", headers={"accept": "application/json"})

    missing = post({**body, "answers": {"name": "Lê Văn Tám", "phone": "0903123456"}})
    assert missing.status_code == 422 and "purpose" in missing.json()["fields"]
    assert post(body).json()["code"] == dossiers().get().code
    assert post(body).json()["code"] == dossiers().get().code


@pytest.mark.parametrize("body", ["", "[]", "nul", '{"answers": 3, "declared": true}', '{"contact": []}'])
def test_json_that_is_no_filing_is_refused_in_words(client, house, body) -> None:
    token = begin(client, house)
    address = f"/nop-ho-so/{token}/kiem-tra/"
    answer = client.post(address, body, "application/json", headers={"accept": "application/json"})
    assert answer.status_code == 422 and answer.json()["message"]
    assert dossiers().count() == 0


def test_faults_are_said_at_the_field_and_nothing_typed_is_lost(client, house) -> None:
    token = begin(client, house)
    answer = client.post(f"/nop-ho-so/{token}/person/", {**PERSON, "name": "", "phone": "12 ba"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "govuk-error-summary" in page and 'href="#f-name"' in page and 'value="12 ba"' in page
    again = client.get(f"/nop-ho-so/{token}/person/").content.decode()
    assert 'value="12 ba"' in again
    contact = client.post(f"/nop-ho-so/{token}/lien-he/", {**CONTACT, "phone": "abc", "delivery_method": "post"})
    assert contact.status_code == 422 and "Số điện thoại chưa đúng" in contact.content.decode()
    assert "abc" in client.get(f"/nop-ho-so/{token}/lien-he/").content.decode()


def test_an_incomplete_draft_is_not_filed_and_each_fault_leads_to_its_screen(client, house) -> None:
    token = begin(client, house)
    client.post(f"/nop-ho-so/{token}/person/", PERSON)
    answer = send(client, token)
    page = answer.content.decode()
    assert answer.status_code == 422 and dossiers().count() == 0
    assert f"/nop-ho-so/{token}/wish/?tu=kiem-tra#f-purpose" in page
    assert f"/nop-ho-so/{token}/giay-to/?tu=kiem-tra#id_giay-proof" in page
    fixed = client.post(f"/nop-ho-so/{token}/wish/?tu=kiem-tra", WISH)
    assert fixed["Location"] == f"/nop-ho-so/{token}/kiem-tra/"


def test_without_the_declaration_nothing_is_filed(client, house) -> None:
    token = begin(client, house)
    fill(client, token)
    answer = client.post(f"/nop-ho-so/{token}/kiem-tra/", {"token": token})
    assert answer.status_code == 422 and "ô cam đoan" in answer.content.decode() and dossiers().count() == 0


def test_half_a_screen_is_saved_while_typing(client, house) -> None:
    token = begin(client, house)
    answer = client.post(f"/nop-ho-so/{token}/luu/", {"muc": "person", "name": "Nguyễn Th", "phone": "09"})
    assert answer.status_code == 200 and answer.json()["revision"] == 1
    assert Draft.objects.get().answers == {"name": "Nguyễn Th", "phone": "09"}
    assert 'value="Nguyễn Th"' in client.get(f"/nop-ho-so/{token}/person/").content.decode()
    assert client.get(f"/nop-ho-so/{token}/")["Location"].endswith("/person/")
    stored = client.post(f"/nop-ho-so/{token}/luu/", {"muc": "lien-he"})
    assert stored.status_code == 200 and Draft.objects.get().answers["name"] == "Nguyễn Th"
    assert client.get(f"/nop-ho-so/{token}/luu/").status_code == 405


def test_a_refused_file_loses_no_other_and_says_why(client, house) -> None:
    token = begin(client, house)
    liar = SimpleUploadedFile("anh.png", b"MZ\x90\x00 this is a program", "image/png")
    answer = client.post(f"/nop-ho-so/{token}/giay-to/", {"giay-proof_files": [photo("dung.png"), liar]})
    page = answer.content.decode()
    assert answer.status_code == 422 and "dung.png" in page and "govuk-error-summary" in page
    kept = client.get(f"/nop-ho-so/{token}/giay-to/").content.decode()
    assert "dung.png" in kept


def test_a_file_can_be_taken_away_again(client, house) -> None:
    token = begin(client, house)
    client.post(f"/nop-ho-so/{token}/giay-to/", {"giay-proof_files": photo()})
    file = Draft.objects.get().papers["proof"][0]
    client.post(f"/nop-ho-so/{token}/giay-to/", {"giay-proof": file, "giay-proof_bo": file})
    assert Draft.objects.get().papers == {}


def test_another_persons_file_is_not_taken(client, house) -> None:
    token, other = begin(client, house), Client()
    theirs = begin(other, house)
    other.post(f"/nop-ho-so/{theirs}/giay-to/", {"giay-proof_files": photo("bi-mat.png")})
    file = Draft.objects.get(token=theirs).papers["proof"][0]
    answer = client.post(f"/nop-ho-so/{token}/giay-to/", {"giay-proof": file})
    assert answer.status_code == 422 and "bi-mat.png" not in answer.content.decode()
    assert Draft.objects.get(token=token).papers == {}


def test_nobody_opens_another_persons_draft(client, house) -> None:
    token = begin(client, house)
    client.post(f"/nop-ho-so/{token}/person/", PERSON)
    stranger, signed_in = Client(), sign_in(Client(), make_citizen("Người lạ", phone="+84909000111"))
    for other in (stranger, signed_in):
        for screen in ("", "person/", "giay-to/", "lien-he/", "kiem-tra/", "da-nop/", "xoa/"):
            answer = other.get(f"/nop-ho-so/{token}/{screen}")
            assert answer.status_code == 404 and "Hương Giang" not in answer.content.decode(), screen
        assert other.post(f"/nop-ho-so/{token}/person/", {**PERSON, "name": "Kẻ gian"}).status_code == 404
        assert other.post(f"/nop-ho-so/{token}/luu/", {"muc": "person", "name": "Kẻ gian"}).status_code == 404
        assert send(other, token).status_code == 404
    assert signed_in.get(f"/nop-ho-so/{token}/tiep-tuc/").status_code == 404
    unknown = stranger.get("/nop-ho-so/khong-co-ban-nao/")
    assert unknown.status_code == 404
    assert Draft.objects.get().answers["name"] == PERSON["name"]


def test_a_draft_goes_on_on_another_device_after_signing_in_with_its_phone(client, house) -> None:
    token = begin(client, house)
    client.post(f"/nop-ho-so/{token}/person/", PERSON)
    later = client.post(f"/nop-ho-so/{token}/wish/", {**WISH, "de-sau": "1"})
    assert later.status_code == 200 and f"/nop-ho-so/{token}/tiep-tuc/" in later.content.decode()
    assert "/dang-nhap/" in Client().get(f"/nop-ho-so/{token}/tiep-tuc/")["Location"]
    phone = sign_in(Client(), make_citizen("Giang", phone="+84903123456"))
    assert phone.get(f"/nop-ho-so/{token}/tiep-tuc/")["Location"] == f"/nop-ho-so/{token}/"
    assert PERSON["name"] in phone.get(f"/nop-ho-so/{token}/person/").content.decode()


def test_a_lost_session_is_told_how_to_come_back(client, house) -> None:
    token = begin(client, house)
    client.post(f"/nop-ho-so/{token}/person/", PERSON)
    client.cookies.clear()
    answer = client.post(f"/nop-ho-so/{token}/wish/", WISH)
    assert answer.status_code == 404 and f"/nop-ho-so/{token}/tiep-tuc/" in answer.content.decode()
    assert Draft.objects.get().answers["name"] == PERSON["name"]


def test_signing_in_fills_the_form_and_brings_drafts_of_this_browser_along(client, house) -> None:
    begun = begin(client, house)
    person = make_citizen("Trần Thị Bưởi", phone="+84908111222")
    sign_in(client, person)
    listed = client.get("/nop-ho-so/").content.decode()
    assert begun in listed and Draft.objects.get().user_id == person.pk
    token = begin(client, house)
    page = client.get(f"/nop-ho-so/{token}/person/").content.decode()
    assert "Trần Thị Bưởi" in page and "0908111222" in page
    assert begun in client.get("/cua-toi/").content.decode()


def test_a_draft_can_be_thrown_away_after_a_question(client, house) -> None:
    token = begin(client, house)
    assert client.get(f"/nop-ho-so/{token}/xoa/").status_code == 200 and Draft.objects.exists()
    client.post(f"/nop-ho-so/{token}/xoa/")
    assert not Draft.objects.exists()


def test_a_dissolved_unit_leads_to_its_successor(client, house) -> None:
    from motcua.kernel.actors import SYSTEM
    from motcua.units.actions import dissolve_unit

    heir = make_place(name="Phường Mới")
    token = begin(client, house)
    fill(client, token)
    Offering.objects.create(procedure=house.version.procedure, unit=heir, valid_from=date(2024, 1, 1))
    touch()
    dissolve_unit(actor=SYSTEM, unit=house.place, on=clock.today(), successors=[heir])
    given = {"thu-tuc": house.version.procedure.code, "don-vi": house.place.code}
    for answer in (client.get("/nop-ho-so/", given), client.post("/nop-ho-so/", given)):
        assert answer.status_code == 410 and "Phường Mới" in answer.content.decode()
    assert "Phường Mới" in send(client, token).content.decode()
    assert dossiers().count() == 0 and Draft.objects.get().answers


def test_an_ended_procedure_says_so(client, house) -> None:
    place = make_place()
    ended = make_version(document=make_document(code="7.000001"), units=[place], valid_until=date(2025, 1, 1))
    given = {"thu-tuc": ended.procedure.code, "don-vi": place.code}
    answer = client.get("/nop-ho-so/", given)
    assert answer.status_code == 410 and "hết hiệu lực" in answer.content.decode()
    elsewhere = client.get("/nop-ho-so/", {"thu-tuc": house.version.procedure.code, "don-vi": place.code})
    assert elsewhere.status_code == 410 and "không nhận" in elsewhere.content.decode()


@pytest.mark.parametrize("code", ["9.999999", "'; --", "x" * 500, "\u202e1.001193", ""])
def test_an_unknown_procedure_offers_the_search(client, house, code) -> None:
    assert client.get("/nop-ho-so/", {"thu-tuc": code, "don-vi": "khong-co"}).status_code == 200


def test_an_office_stands_for_its_place(client, house) -> None:
    make_unit(name="Sở", level="city")
    given = {"thu-tuc": house.version.procedure.code, "don-vi": house.desk.code}
    assert house.place.name in client.get("/nop-ho-so/", given).content.decode()


def test_screens_ask_the_database_few_questions(client, house, django_assert_max_num_queries) -> None:
    token = begin(client, house)
    base = f"/nop-ho-so/{token}/"
    client.post(f"{base}giay-to/", {"giay-proof_files": photo()})
    for screen, most in (("person/", 3), ("giay-to/", 4), ("lien-he/", 3), ("kiem-tra/", 5)):
        client.get(f"{base}{screen}")
        with django_assert_max_num_queries(most):
            assert client.get(f"{base}{screen}").status_code == 200
    with django_assert_max_num_queries(7):
        assert client.post(f"{base}luu/", {"muc": "person", **PERSON}).status_code == 200


def test_contact_is_saved_while_typing_right_or_wrong(client, house) -> None:
    token = begin(client, house)
    typed = {"muc": "lien-he", "phone": "0903 0", "email": "lan@", "delivery_method": "post", "delivery_address": "12"}
    assert client.post(f"/nop-ho-so/{token}/luu/", typed).status_code == 200
    draft = Draft.objects.get(token=token)
    assert draft.people["submitter"]["phone"] == "0903 0"
    assert (draft.people["submitter"]["email"], draft.delivery_address) == ("lan@", "12")
    assert 'value="0903 0"' in client.get(f"/nop-ho-so/{token}/lien-he/").content.decode()
