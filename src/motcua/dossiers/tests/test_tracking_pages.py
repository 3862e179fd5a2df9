"""Tracking and the owner's page: what everybody sees, what the secret opens, and what neither tells."""

import io
import re

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.accounts.factories import make_citizen, sign_in
from motcua.dossiers import actions
from motcua.dossiers.factories import House, make_dossier, make_house, reread
from motcua.dossiers.models import Rating, Revision, Slip, Supplement
from motcua.dossiers.rules.codes import tidy_code
from motcua.dossiers.rules.states import State

pytestmark = pytest.mark.django_db
FULL_NAME = "Nguyễn Văn An"


@pytest.fixture
def house() -> House:
    return make_house()


def unlock(client: Client, dossier, secret: str | None = None):
    return client.post(f"/tra-cuu/{dossier.code}", {"secret": dossier.secret if secret is None else secret})


def own(dossier, verb: str = "") -> str:
    return f"/cua-toi/ho-so/{dossier.code}/{verb}"


@pytest.mark.parametrize(
    "typed",
    [
        "H29.18.01-260817-0001",
        "h29.18.01-260817-0001",
        " H29.18.01 - 260817 - 0001 ",
        "h29 18 01 260817 0001",
        "H2918012608170001",
        "H29.18.01–260817–0001",
        "h29-18-01-260817-0001",
    ],
)
def test_a_code_is_understood_as_people_type_it(typed) -> None:
    assert tidy_code(typed, ["H29.18", "H29.18.01", "H29"]) == "H29.18.01-260817-0001"


@pytest.mark.parametrize(
    "typed", ["", "abc", "12345", "H29.18.01", "'; DROP TABLE", "H29.18.01-260817", "–––", "\u202e" * 9]
)
def test_what_can_be_no_code_is_none(typed) -> None:
    assert tidy_code(typed, ["H29.18.01", ""]) == ""


def test_typing_a_code_leads_to_its_page(client, house) -> None:
    dossier = make_dossier(house)
    typed = dossier.code.replace(".", " ").replace("-", "  ").lower()
    assert client.get("/tra-cuu/").status_code == 200
    assert client.get("/tra-cuu/", {"ma": typed})["Location"] == f"/tra-cuu/{dossier.code}"
    assert (
        client.get("/tra-cuu/", {"ma": f"https://noi-khac.vn/tra-cuu/{dossier.code}"})["Location"]
        == f"/tra-cuu/{dossier.code}"
    )
    assert client.get(f"/tra-cuu/{dossier.code.lower()}").status_code == 200


@pytest.mark.parametrize("state", list(State))
def test_the_public_page_says_where_it_is_and_no_name(client, house, state) -> None:
    dossier = make_dossier(house, state=state)
    answer = client.get(f"/tra-cuu/{dossier.code}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert dossier.code in page and house.place.name in page and dossier.state_words in page
    assert "N*** V*** A***" in page
    for private in (FULL_NAME, dossier.secret, "0909123456", "079190001234", "Bổ túc hồ sơ"):
        assert private not in page


def test_the_public_page_reads_the_database_once(client, house, django_assert_max_num_queries) -> None:
    dossier = make_dossier(house, state=State.PROCESSING)
    client.get(f"/tra-cuu/{dossier.code}")
    with django_assert_max_num_queries(2):
        client.get(f"/tra-cuu/{dossier.code}")


def test_a_wrong_code_says_nothing_about_which_exist(client, house) -> None:
    dossier = make_dossier(house)
    missing = dossier.code[:-1] + ("8" if dossier.code[-1] != "8" else "7")
    pages = [client.get(f"/tra-cuu/{code}") for code in (missing, "X99.99-000000-0001", "khong-phai-ma")]
    assert {page.status_code for page in pages} == {404}
    bare = {
        page.content.decode().replace(code, "")
        for page, code in zip(pages, (missing, "X99.99-000000-0001", "khong-phai-ma"), strict=True)
    }
    assert len(bare) == 1
    assert client.post(f"/tra-cuu/{missing}", {"secret": dossier.secret}).status_code == 404


def test_the_right_secret_opens_more_and_stands_in_no_address(client, house) -> None:
    dossier = make_dossier(house)
    spaced = f" {dossier.secret[:3].lower()} {dossier.secret[3:]} "
    answer = unlock(client, dossier, spaced)
    assert answer["Location"] == own(dossier) and dossier.secret not in answer["Location"]
    page = client.get(own(dossier)).content.decode()
    assert FULL_NAME in page and "Bổ túc hồ sơ" in page
    assert Client().get(own(dossier))["Location"] == f"/tra-cuu/{dossier.code}"


def test_a_forged_secret_opens_nothing_and_is_counted(client, house) -> None:
    dossier, other = make_dossier(house), make_dossier(house)
    for secret in ("", "AAAAAA", other.secret, dossier.secret[:-1], "' OR 1=1", "x" * 400):
        answer = unlock(client, dossier, secret)
        assert answer.status_code == 422 and FULL_NAME not in answer.content.decode()
    assert client.get(own(dossier)).status_code == 302
    answers = [unlock(client, dossier, "AAAAAA").status_code for _ in range(8)]
    assert answers[-1] == 429
    assert unlock(client, dossier).status_code == 429


def test_looking_up_too_often_is_slowed_down(client, house, settings) -> None:
    settings.TRACKING_PER_MINUTE = 5
    dossier = make_dossier(house)
    answers = [client.get(f"/tra-cuu/{dossier.code}") for _ in range(7)]
    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    assert answers[-1].status_code == 429 and int(answers[-1]["Retry-After"]) <= 60


def test_the_owner_sees_it_by_signing_in_and_nobody_else_does(client, house) -> None:
    dossier = make_dossier(house, state=State.PROCESSING)
    sign_in(client, house.citizen)
    assert FULL_NAME in client.get(own(dossier)).content.decode()
    listed = client.get("/cua-toi/").content.decode()
    assert dossier.code in listed and dossier.procedure_name in listed
    stranger = sign_in(Client(), make_citizen("Người lạ"))
    assert stranger.get(own(dossier)).status_code == 302
    assert dossier.code not in stranger.get("/cua-toi/").content.decode()
    for verb in ("bo-sung/", "rut/", "danh-gia/", "de-nghi-sua/", "phieu/1.pdf"):
        for method in (stranger.get, stranger.post):
            assert method(own(dossier, verb)).status_code in (302, 405), verb
    assert reread(dossier).revision == dossier.revision


def test_a_supplement_is_answered_with_the_secret_and_a_file(client, house) -> None:
    dossier = make_dossier(house, state=State.AWAITING_SUPPLEMENT)
    unlock(client, dossier)
    asked = Supplement.objects.get().items[0]["text"]
    assert asked in client.get(own(dossier)).content.decode()
    form = client.get(own(dossier, "bo-sung/"))
    assert 'name="giay-proof_files"' in form.content.decode()
    assert client.post(own(dossier, "bo-sung/"), {}).status_code == 422
    out = io.BytesIO()
    Image.new("RGB", (50, 50)).save(out, "PNG")
    photo = SimpleUploadedFile("bo-sung.png", out.getvalue(), "image/png")
    answer = client.post(own(dossier, "bo-sung/"), {"giay-proof_files": photo, "tra-loi": "Đã chụp lại"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    supplement = Supplement.objects.get()
    assert supplement.answered_at and supplement.answer == "Đã chụp lại"
    assert reread(dossier).state == State.PROCESSING
    assert len(dossier.papers.get(key="proof").files) == 2
    assert client.get(own(dossier, "bo-sung/")).status_code == 302


def test_a_request_tied_to_one_paper_asks_for_that_paper_only(client, house) -> None:
    dossier = make_dossier(house)
    items = [{"paper": "proof", "text": "Ảnh bị mờ, chụp lại"}]
    receiver = house.actor("receiver")
    actions.request_supplement(actor=receiver, dossier_id=dossier.pk, items=items, reason="Không đọc được")
    unlock(client, dossier)
    page = client.get(own(dossier, "bo-sung/")).content.decode()
    assert "Ảnh bị mờ, chụp lại" in page
    assert 'name="giay-proof_files"' in page and 'name="giay-identity_files"' not in page


def test_only_the_asked_question_can_be_changed(client, house) -> None:
    dossier = make_dossier(house)
    items = [{"field": "purpose", "text": "Ghi rõ nơi nhận giấy"}]
    receiver = house.actor("receiver")
    actions.request_supplement(actor=receiver, dossier_id=dossier.pk, items=items, reason="Chưa rõ mục đích")
    sign_in(client, house.citizen)
    page = client.get(own(dossier, "bo-sung/")).content.decode()
    assert 'name="purpose"' in page and 'name="name"' not in page and "Ghi rõ nơi nhận giấy" in page
    empty = client.post(own(dossier, "bo-sung/"), {"purpose": ""})
    assert empty.status_code == 422 and 'href="#f-purpose"' in empty.content.decode()
    client.post(own(dossier, "bo-sung/"), {"purpose": "Nộp cho trường", "name": "Kẻ Gian"})
    latest = Revision.objects.filter(dossier=dossier).order_by("-number").first()
    assert latest.answers["purpose"] == "Nộp cho trường" and latest.answers["name"] == FULL_NAME
    assert reread(dossier).state == State.SUBMITTED


@pytest.mark.parametrize(("said", "state"), [("co", "accepted"), ("khong", "rejected")])
def test_a_proposed_correction_is_shown_and_decided(client, house, said, state) -> None:
    dossier = make_dossier(house, state=State.PROCESSING)
    specialist = house.actor("specialist")
    actions.propose_correction(
        actor=specialist, dossier_id=dossier.pk, answers={"purpose": "Mua nhà"}, note="Theo lời khai tại quầy"
    )
    sign_in(client, house.citizen)
    page = client.get(own(dossier)).content.decode()
    assert "<ins>Mua nhà</ins>" in page and "Theo lời khai tại quầy" in page
    client.post(own(dossier, "de-nghi-sua/"), {"so": "2", "dong-y": said})
    assert Revision.objects.get(dossier=dossier, number=2).state == state


def test_taking_back_before_and_asking_for_it_after_reception(client, house) -> None:
    sign_in(client, house.citizen)
    fresh, worked_on = make_dossier(house), make_dossier(house, state=State.PROCESSING)
    assert client.post(own(fresh, "rut/"), {"reason": ""}).status_code == 422
    for dossier in (fresh, worked_on):
        assert client.post(own(dossier, "rut/"), {"reason": "Làm ở nơi khác"}).status_code == 302
    assert reread(fresh).state == State.WITHDRAWN
    assert reread(worked_on).state == State.WITHDRAWAL_REQUESTED
    again = client.post(own(fresh, "rut/"), {"reason": "Lần nữa"}, follow=True)
    assert "govuk-notification-banner" in again.content.decode()


def test_the_service_is_rated_once(client, house) -> None:
    dossier = make_dossier(house, state=State.RETURNED)
    unlock(client, dossier)
    assert client.post(own(dossier, "danh-gia/"), {"score": "9"}).status_code == 422
    client.post(own(dossier, "danh-gia/"), {"score": "4", "comment": "Nhanh"})
    client.post(own(dossier, "danh-gia/"), {"score": "1", "comment": "Đổi ý"})
    assert [(one.score, one.comment) for one in Rating.objects.all()] == [(4, "Nhanh")]
    assert "4/5" in client.get(own(dossier)).content.decode()


def test_the_official_receipt_is_printed_the_same_for_ever(client, house) -> None:
    dossier = make_dossier(house, state=State.ACCEPTED)
    slip = Slip.objects.get(dossier=dossier, kind=1)
    sign_in(client, house.citizen)
    first = client.get(own(dossier, f"phieu/{slip.pk}.pdf"))
    assert first["Content-Type"] == "application/pdf"
    page = pypdfium2.PdfDocument(first.content)[0]
    words = page.get_textpage().get_text_range()
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in words and FULL_NAME in words and dossier.secret in words
    assert dossier.code in {
        one.text for one in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L"))
    }
    actions.assign(actor=house.actor("specialist"), dossier_id=dossier.pk, user_id=house.user("specialist").pk)
    type(dossier).objects.regardless("test").filter(pk=dossier.pk).update(owner_name="Tên khác", people={})
    assert client.get(own(dossier, f"phieu/{slip.pk}.pdf")).content == first.content
    assert client.get(own(dossier, "phieu/999999.pdf")).status_code == 404


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (State.SUPPLEMENT_BEFORE, 2),
        (State.REFUSED, 3),
        (State.NOT_ELIGIBLE, 3),
        (State.STOPPED, 5),
    ],
)
def test_every_slip_a_person_gets_can_be_printed(client, house, state, kind) -> None:
    dossier = make_dossier(house, state=state)
    unlock(client, dossier)
    slip = Slip.objects.filter(dossier=dossier, kind=kind).latest("pk")
    made = client.get(own(dossier, f"phieu/{slip.pk}.pdf"))
    words = pypdfium2.PdfDocument(made.content)[0].get_textpage().get_text_range()
    assert slip.number in words and dossier.code in words and FULL_NAME in words
    assert str(slip.get_kind_display())[:10].upper() in words or kind == 4


def test_the_page_names_who_looked(client, house) -> None:
    dossier = make_dossier(house, state=State.PROCESSING)
    officer = sign_in(Client(), house.user("specialist"))
    assert officer.get(f"/can-bo/ho-so/{dossier.pk}/").status_code == 200
    sign_in(client, house.citizen)
    assert house.user("specialist").full_name in client.get(own(dossier)).content.decode()


def without_token(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_the_lean_page_is_the_full_page(client, house) -> None:
    dossier = make_dossier(house, state=State.PROCESSING)
    address = f"/tra-cuu/{dossier.code}"
    full = Client()
    full.get("/nop-ho-so/")
    session = full.session
    session["anything"] = 1
    session.save()
    lean = [Client().get(address) for _ in range(2)]
    assert without_token(lean[0]) == without_token(lean[1]) == without_token(full.get(address))
    assert lean[0].content != lean[1].content, "every visitor has a token of their own"
    assert "@@lean" not in lean[0].content.decode()
    english = Client()
    english.cookies["ngon-ngu"] = "en"
    assert english.get(address)["Content-Language"] == "en"


def test_the_page_changes_as_soon_as_the_dossier_moves(client, house) -> None:
    dossier = make_dossier(house)
    before = client.get(f"/tra-cuu/{dossier.code}").content.decode()
    actions.accept(actor=house.actor("receiver"), dossier_id=dossier.pk)
    after = Client().get(f"/tra-cuu/{dossier.code}").content.decode()
    assert "chờ tiếp nhận" in before and "chờ tiếp nhận" not in after and "Hẹn trả kết quả" in after
