"""Officers' pages: every verb through HTML, who may open what, what happens when two are at it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.accounts.factories import officer_actor, sign_in
from motcua.dossiers import actions
from motcua.dossiers.factories import make_dossier, make_house, reread
from motcua.dossiers.models import Dossier, Note, Paper, Result, Revision, Slip
from motcua.dossiers.views.desk.verbs import ACTS
from motcua.kernel.registry import registry

pytestmark = pytest.mark.django_db
REASON = "Thiếu chữ ký của người khai ở trang hai"


@pytest.fixture
def house():
    return make_house()


def officer(house, role):
    return sign_in(Client(), house.user(role))


def page(dossier, verb=""):
    slug = f"{ACTS[verb].slug}/" if verb else ""
    return f"/can-bo/ho-so/{dossier.pk}/{slug}"


def do(client, dossier, verb, **given):
    """Opens the form as a person would, then sends it with the revision it carries."""
    address = page(dossier, verb)
    shown = client.get(address)
    assert shown.status_code == 200, shown.content[-2000:]
    return client.post(address, {"revision": shown.context["form"]["revision"].value(), **given})


JOURNEYS = [
    ("accept", "receiver", "submitted", {"complete": "on", "papers": ["proof"]}, "accepted"),
    ("refuse", "receiver", "submitted", {"reason": REASON}, "refused"),
    (
        "request_supplement",
        "receiver",
        "submitted",
        {"reason": REASON, "thieu-paper-proof": "1", "thieu-paper-proof-text": "Bản mờ"},
        "supplement_before",
    ),
    (
        "request_supplement",
        "specialist",
        "processing",
        {"reason": REASON, "other": "Bổ sung sơ đồ"},
        "awaiting_supplement",
    ),
    ("answer_supplement", "receiver", "awaiting_supplement", {"answer": "Đã nộp bản rõ"}, "processing"),
    ("assign", "specialist", "accepted", {"user_id": "specialist"}, "processing"),
    ("complete_step", "specialist", "processing", {"note": "Đủ điều kiện"}, "signing"),
    ("return_to_step", "unit_head", "signing", {"step": "0", "reason": REASON}, "processing"),
    (
        "consult",
        "specialist",
        "processing",
        {"bodies": "Công an xã\n\nỦy ban Mặt trận", "question": "Có ý kiến gì?", "days": "5", "silence": "none"},
        "consulting",
    ),
    (
        "answer_consultation",
        "specialist",
        "consulting",
        {"agrees": "yes", "answer": "Đồng ý", "consultation_id": "first"},
        "processing",
    ),
    (
        "demand_payment",
        "specialist",
        "processing",
        {"title": "Thuế", "amount": "500000", "document": "12/TB"},
        "awaiting_payment",
    ),
    ("record_payment", "cashier", "awaiting_payment", {"document": "BL 01", "amount": "500000"}, "processing"),
    ("reject_as_ineligible", "specialist", "processing", {"reason": REASON}, "not_eligible"),
    ("propose_apology", "specialist", "processing", {"reason": REASON, "new_due": "2027-03-01"}, "processing"),
    ("apologise", "unit_head", "processing", {"reason": REASON, "new_due": "2027-03-01"}, "processing"),
    ("request_withdrawal", "receiver", "processing", {"reason": REASON}, "withdrawal_requested"),
    ("withdraw", "department_head", "withdrawal_requested", {}, "withdrawn"),
    ("decline_withdrawal", "department_head", "withdrawal_requested", {"reason": REASON}, "processing"),
    ("stop", "unit_head", "processing", {"reason": REASON}, "stopped"),
    ("sign", "unit_head", "signing", {}, "signing"),
    ("hand_over", "receiver", "issued", {"delivery": "counter", "receiver": "Nguyễn Văn An"}, "returned"),
    ("add_note", "specialist", "processing", {"text": "Gọi lại chiều mai"}, "processing"),
    ("archive", "receiver", "returned", {}, "returned"),
]


@pytest.mark.parametrize(
    ("verb", "role", "state", "given", "after"), JOURNEYS, ids=[f"{j[0]}-{j[2]}" for j in JOURNEYS]
)
def test_verb_through_html(house, verb, role, state, given, after):
    dossier = make_dossier(house, state=state)
    given = dict(given)
    if given.get("user_id") == "specialist":
        given["user_id"] = house.user("specialist").pk
    if given.get("consultation_id") == "first":
        given["consultation_id"] = dossier.consultations.get().pk
    client = officer(house, role)
    screen = client.get(page(dossier)).content.decode()
    assert f'href="{ACTS[verb].slug}/"' in screen
    answer = do(client, dossier, verb, **given)
    assert answer.status_code == 302, answer.context["problem"] if answer.context else answer.content[-1500:]
    assert answer["Location"] == page(dossier)
    now = reread(dossier)
    assert now.state == after
    assert now.revision > dossier.revision or verb == "add_note"
    assert client.get(page(dossier)).status_code == 200


def test_issue_and_correction_through_html(house):
    dossier = make_dossier(house, state="signing")
    do(officer(house, "unit_head"), dossier, "sign")
    answer = do(officer(house, "clerk"), dossier, "issue", number="15/XN")
    assert answer.status_code == 302
    assert Result.objects.get(dossier=dossier).number == "15/XN"
    assert reread(dossier).state == "issued"


def test_signing_keeps_the_uploaded_result(house):
    dossier = make_dossier(house, state="signing")
    from motcua.files.factories import pdf_bytes

    answer = do(officer(house, "unit_head"), dossier, "sign", file=SimpleUploadedFile("ket-qua.pdf", pdf_bytes()))
    assert answer.status_code == 302
    assert Result.objects.get(dossier=dossier).file


def test_correction_is_proposed_and_answered(house):
    dossier = make_dossier(house, state="processing")
    client = officer(house, "specialist")
    address = page(dossier, "propose_correction")
    shown = client.get(address)
    form = shown.context["form"]
    posted = {
        "revision": dossier.revision,
        "section": form.chosen.key,
        "note": REASON,
        **{k: v for k, v in form.values.items() if v is not None},
    }
    posted["name"] = "Nguyễn Văn Ân"
    assert client.post(address, posted).status_code == 302
    proposed = Revision.objects.get(dossier=dossier, state="proposed")
    assert proposed.answers["name"] == "Nguyễn Văn Ân"
    assert "Nguyễn Văn Ân" in client.get(page(dossier)).content.decode()
    assert do(officer(house, "receiver"), dossier, "decide_correction", agree="yes").status_code == 302
    proposed.refresh_from_db()
    assert proposed.state == "accepted"


def test_journeys_cover_every_verb():
    elsewhere = {"issue", "propose_correction", "decide_correction"}
    assert {journey[0] for journey in JOURNEYS} | elsewhere == set(ACTS)


@pytest.mark.parametrize("verb", sorted(ACTS))
@pytest.mark.parametrize(
    "role", ["receiver", "specialist", "department_head", "unit_head", "clerk", "cashier", "auditor"]
)
def test_page_of_a_verb_opens_for_its_roles_only(house, verb, role):
    dossier = make_dossier(house)
    answer = officer(house, role).get(page(dossier, verb))
    assert (answer.status_code == 200) == (role in registry.verbs[f"dossiers.{verb}"])
    assert answer.status_code in (200, 403)


def test_another_units_dossier_does_not_exist(house):
    foreign = make_dossier(make_house())
    for role in ("receiver", "unit_head"):
        client = officer(house, role)
        for address in (
            page(foreign),
            page(foreign) + "sao-chep/",
            page(foreign, "add_note"),
            page(foreign) + "phieu-kiem-soat.pdf",
        ):
            assert client.get(address).status_code == 404, address
        assert client.post(page(foreign, "add_note"), {"revision": 1, "text": "x"}).status_code == 404
    assert client.get("/can-bo/ho-so/99999999/").status_code == 404
    assert not Note.objects.exists()


def test_signed_out_is_sent_to_sign_in(house):
    dossier = make_dossier(house)
    answer = Client().get(page(dossier))
    assert answer.status_code == 302
    assert "/can-bo/dang-nhap/" in answer["Location"]


def test_refusing_without_a_reason_keeps_the_page(house):
    dossier = make_dossier(house)
    answer = do(officer(house, "receiver"), dossier, "refuse", reason="  ")
    assert answer.status_code == 422
    assert "Ghi lý do từ chối" in answer.content.decode()
    assert reread(dossier).state == "submitted"


def test_accepting_without_looking_at_a_paper_is_refused(house):
    dossier = make_dossier(house)
    answer = do(officer(house, "receiver"), dossier, "accept", complete="on")
    assert answer.status_code == 422
    assert "Chưa kiểm tra" in answer.content.decode()
    assert Paper.objects.filter(dossier=dossier, state="provided").exists()


def test_second_supplement_needs_the_leader(house):
    dossier = make_dossier(house, state="awaiting_supplement")
    actions.answer_supplement(actor=house.actor("receiver"), dossier_id=dossier.pk, answer="Đã nộp")
    told = officer(house, "specialist").get(page(dossier, "request_supplement")).content.decode()
    assert "Lần nữa phải do lãnh đạo" in told and "leader_reason" not in told
    assert (
        "leader_reason" in officer(house, "department_head").get(page(dossier, "request_supplement")).content.decode()
    )
    refused = do(
        officer(house, "specialist"),
        dossier,
        "request_supplement",
        reason=REASON,
        other="Nữa",
        leader_reason="Có lý do",
    )
    assert refused.status_code == 422
    allowed = do(
        officer(house, "department_head"),
        dossier,
        "request_supplement",
        reason=REASON,
        other="Nữa",
        leader_reason="Có lý do riêng",
    )
    assert allowed.status_code == 302
    assert reread(dossier).supplement_count == 2


def test_two_officers_at_once_see_what_happened_and_keep_their_words(house):
    dossier = make_dossier(house)
    first = officer(house, "receiver")
    seen = first.get(page(dossier, "refuse")).context["form"]["revision"].value()
    other = officer_actor(house.desk, "receiver", full_name="Lê Thị Hai")
    actions.request_supplement(actor=other, dossier_id=dossier.pk, reason=REASON, items=[{"text": "Bản rõ hơn"}])
    answer = first.post(page(dossier, "refuse"), {"revision": seen, "reason": "Không thuộc thẩm quyền của xã"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Không thuộc thẩm quyền của xã" in text
    assert "Yêu cầu bổ sung hồ sơ" in text
    assert "Lê Thị Hai" in text
    assert reread(dossier).state == "supplement_before"
    fresh = answer.context["form"]["revision"].value()
    again = first.post(page(dossier, "refuse"), {"revision": fresh, "reason": "Không thuộc thẩm quyền của xã"})
    assert again.status_code == 302
    assert reread(dossier).state == "refused"


def test_double_click_is_one_act(house):
    dossier = make_dossier(house)
    client = officer(house, "receiver")
    posted = {"revision": dossier.revision, "complete": "on", "papers": ["proof"]}
    assert client.post(page(dossier, "accept"), posted).status_code == 302
    assert client.post(page(dossier, "accept"), posted).status_code == 302
    assert Slip.objects.filter(dossier=dossier, kind=1).count() == 1


def test_slip_and_control_slip_are_pdf(house):
    dossier = make_dossier(house, state="accepted")
    client = officer(house, "receiver")
    slip = Slip.objects.get(dossier=dossier)
    printed = client.get(f"{page(dossier)}phieu/{slip.pk}.pdf")
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    slip.refresh_from_db()
    assert "contents" in slip.data
    assert client.get(f"{page(dossier)}phieu-kiem-soat.pdf").content.startswith(b"%PDF")
    assert client.get(f"{page(dossier)}phieu/{slip.pk + 1}.pdf").status_code == 404


def test_copy_ready_view_has_every_answer(house):
    dossier = make_dossier(house)
    text = officer(house, "specialist").get(f"{page(dossier)}sao-chep/").content.decode()
    assert 'value="Nguyễn Văn An"' in text


def test_screen_asks_a_bounded_number_of_questions(house, django_assert_max_num_queries):
    dossier = make_dossier(house, state="awaiting_supplement")
    client = officer(house, "specialist")
    client.get(page(dossier))
    with django_assert_max_num_queries(26):
        assert client.get(page(dossier)).status_code == 200


def test_hostile_text_is_text(house):
    dossier = make_dossier(house, state="processing")
    client = officer(house, "specialist")
    do(client, dossier, "add_note", text="<script>alert(1)</script>\u202egnp")
    text = client.get(page(dossier)).content.decode()
    assert "<script>alert" not in text
    assert "\u202e" not in text
    assert Dossier.objects.regardless("test").count() == 1


def test_a_fee_still_due_is_asked_for_at_its_field(house):
    from motcua.dossiers.factories import make_house

    dear = make_house(fees=[{"key": "copy", "title": "Lệ phí", "amount": 8000, "online_amount": 8000, "kind": "fee"}])
    dossier = make_dossier(dear, state="issued")
    client = officer(dear, "receiver")
    assert "8.000" in client.get(page(dossier, "hand_over")).content.decode()
    refused = do(client, dossier, "hand_over", delivery="counter", receiver="Nguyễn Văn An")
    assert refused.status_code == 422 and "fee_document" in str(refused.context["problem"])
    assert do(client, dossier, "hand_over", delivery="counter", receiver="An", fee_document="BL 7").status_code == 302
    assert "fee_document" not in client.get(page(make_dossier(house, state="issued"), "hand_over")).content.decode()
