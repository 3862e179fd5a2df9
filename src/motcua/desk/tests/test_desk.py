"""The officers' door: list, filters, search, bulk, signing, hand-over, board, bell, counter."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.dossiers.factories import make_dossier, make_house, reread
from motcua.dossiers.models import Dossier, Paper
from motcua.files.factories import pdf_bytes
from motcua.kernel import clock, outbox
from motcua.notifications.models import Message
from motcua.work import actions
from motcua.work.factories import make_item
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db
DOORS = [
    "/can-bo/",
    "/can-bo/trach-nhiem/",
    "/can-bo/tim/",
    "/can-bo/dieu-hanh/",
    "/can-bo/ban-giao/",
    "/can-bo/thong-bao/",
]


@pytest.fixture
def house():
    return make_house()


def officer(house, role):
    return sign_in(Client(), house.user(role))


def item_of(dossier):
    return WorkItem.objects.regardless("test").open().about(dossier.subject).get()


def test_everybody_has_a_desk_and_strangers_do_not(house):
    for address in DOORS:
        assert Client().get(address).status_code == 302, address
    client = officer(house, "unit_head")
    for address in DOORS:
        assert client.get(address).status_code == 200, address
    assert officer(house, "specialist").get("/can-bo/dieu-hanh/").status_code == 403
    assert officer(house, "editor").get("/can-bo/").status_code == 302


def test_new_dossier_stands_in_the_list_at_once(house):
    client = officer(house, "receiver")
    assert "Không còn việc nào đang chờ" in client.get("/can-bo/").content.decode()
    dossier = make_dossier(house)
    text = client.get("/can-bo/").content.decode()
    assert dossier.code in text
    assert f'href="/can-bo/ho-so/{dossier.pk}/"' in text
    assert "Còn hạn" in text


def test_colour_is_said_in_words(house):
    now = clock.now()
    make_item(house.desk, code="MUON-1", due_at=now - timedelta(days=2))
    make_item(house.desk, code="SAP-2", opened_at=now - timedelta(days=5), due_at=now + timedelta(hours=5))
    client = officer(house, "receiver")
    late = client.get("/can-bo/?mau=late").content.decode()
    assert "MUON-1" in late
    assert "SAP-2" not in late
    assert "Quá hạn" in late
    soon = client.get("/can-bo/?mau=soon").content.decode()
    assert "SAP-2" in soon
    assert "Sắp đến hạn" in soon


@pytest.mark.parametrize(
    "query",
    [
        "?trang=abc",
        "?trang=-1",
        "?trang=99999999",
        "?nguoi=%27;--",
        "?don-vi=x",
        "?mau=1",
        "?loai=" + "x" * 500,
        "?q=%00%E2%80%AE",
        "?nguoi=²",
        "?trang=²",
    ],
)
def test_odd_addresses_still_give_a_list(house, query):
    make_dossier(house)
    assert officer(house, "receiver").get(f"/can-bo/{query}").status_code == 200


def test_filter_without_hits_says_how_to_go_on(house):
    make_dossier(house)
    text = officer(house, "receiver").get("/can-bo/?q=khongcoai").content.decode()
    assert "Không có việc nào khớp" in text


def test_list_asks_few_questions_whatever_its_length(house, django_assert_max_num_queries):
    for number in range(40):
        make_item(house.desk, code=f"V-{number}")
    client = officer(house, "receiver")
    client.get("/can-bo/")
    with django_assert_max_num_queries(5):
        client.get("/can-bo/?nguoi=unassigned")


def test_search_by_code_name_and_barcode(house):
    dossier = make_dossier(house, state="returned")
    client = officer(house, "specialist")
    for typed in (
        dossier.code,
        dossier.code.lower(),
        f"  {dossier.code} ",
        f"https://example.vn/tra-cuu/{dossier.code}",
    ):
        answer = client.get("/can-bo/tim/", {"q": typed})
        assert answer.status_code == 302, typed
        assert answer["Location"] == f"/can-bo/ho-so/{dossier.pk}/"
    assert dossier.code in client.get("/can-bo/tim/", {"q": "van an"}).content.decode()
    assert "Không tìm thấy" in client.get("/can-bo/tim/", {"q": "Zzyzx"}).content.decode()
    foreign = officer(make_house(), "receiver").get("/can-bo/tim/", {"q": dossier.code})
    assert foreign.status_code == 200
    assert "Không tìm thấy" in foreign.content.decode()


def test_bulk_receives_each_and_says_what_failed(house):
    good, other, gone = (make_dossier(house) for _ in range(3))
    items = [item_of(each) for each in (good, other, gone)]
    client = officer(house, "receiver")
    shown = client.get("/can-bo/").content.decode()
    assert "/can-bo/ho-so/cung-luc/tiep-nhan/" in shown
    review = client.post("/can-bo/ho-so/cung-luc/tiep-nhan/", {"viec": [item.pk for item in items]})
    assert review.status_code == 200
    assert reread(good).state == "submitted"
    Paper.objects.filter(dossier=gone).delete()
    Dossier.objects.regardless("test").filter(pk=gone.pk).update(state="processing", received_at=clock.now())
    done = client.post("/can-bo/ho-so/cung-luc/tiep-nhan/", {"viec": [item.pk for item in items], "chac": "1"})
    assert [outcome.item["code"] for outcome in done.context["succeeded"]] == [good.code, other.code]
    assert [outcome.item["code"] for outcome in done.context["failed"]] == [gone.code]
    assert "Đang xử lý" in done.content.decode()
    assert (reread(good).state, reread(other).state) == ("accepted", "accepted")


def test_bulk_assign_step_and_hand_over(house):
    first, second = make_dossier(house, state="accepted"), make_dossier(house, state="accepted")
    head = officer(house, "department_head")
    worker = house.user("specialist")
    ids = [item_of(first).pk, item_of(second).pk]
    assert head.post("/can-bo/ho-so/cung-luc/phan-cong/", {"viec": ids, "chac": "1"}).status_code == 422
    done = head.post("/can-bo/ho-so/cung-luc/phan-cong/", {"viec": ids, "chac": "1", "user_id": worker.pk})
    assert len(done.context["succeeded"]) == 2
    assert {reread(each).holder_user_id for each in (first, second)} == {worker.pk}
    done = officer(house, "specialist").post(
        "/can-bo/ho-so/cung-luc/chuyen-buoc/", {"viec": ids, "chac": "1", "note": "Đủ"}
    )
    assert len(done.context["succeeded"]) == 2
    ready = make_dossier(house, state="issued")
    done = officer(house, "receiver").post(
        "/can-bo/ho-so/cung-luc/tra-ket-qua/", {"viec": [item_of(ready).pk], "chac": "1"}
    )
    assert len(done.context["succeeded"]) == 1
    assert reread(ready).state == "returned"


def test_bulk_of_another_house_and_nonsense_do_nothing(house):
    foreign = make_dossier(make_house())
    client = officer(house, "receiver")
    for ids in ([item_of(foreign).pk], ["x", "-1", "9" * 30, "²"], []):
        answer = client.post("/can-bo/ho-so/cung-luc/tiep-nhan/", {"viec": ids, "chac": "1"})
        assert answer.status_code == 302
    assert reread(foreign).state == "submitted"
    assert officer(house, "specialist").post("/can-bo/ho-so/cung-luc/tiep-nhan/", {"viec": [1]}).status_code == 403
    outside = client.post("/can-bo/ho-so/cung-luc/tiep-nhan/", {"viec": [], "next": "https://evil.example/"})
    assert outside["Location"] == "/can-bo/"


def test_signing_several_signs_only_what_was_ticked(house):
    first, second = make_dossier(house, state="signing"), make_dossier(house, state="signing")
    client = officer(house, "unit_head")
    shown = client.get("/can-bo/ho-so/ky/").content.decode()
    assert first.code in shown
    assert second.code in shown
    assert " checked" not in shown.split("<main")[1]
    done = client.post("/can-bo/ho-so/ky/", {"viec": [item_of(first).pk]})
    assert len(done.context["succeeded"]) == 1
    assert reread(second).step == second.step
    assert reread(first).step == first.step + 1


def test_hand_over_of_a_list_carries_the_dossiers(house):
    dossier = make_dossier(house, state="processing")
    giver = house.user("specialist")
    taker = make_officer(house.department, "specialist", full_name="Phạm Thị Nhận")
    client = sign_in(Client(), giver)
    missing = client.post("/can-bo/ban-giao/", {"from_user": giver.pk, "to_user": taker.pk})
    assert missing.context["form"].errors["reason"]
    done = client.post("/can-bo/ban-giao/", {"from_user": giver.pk, "to_user": taker.pk, "reason": "Nghỉ phép"})
    assert done.status_code == 302
    outbox.drain()
    assert reread(dossier).holder_user_id == taker.pk
    assert item_of(dossier).holder_user_id == taker.pk
    assert Message.objects.filter(user=taker, template_code="work.handed_over").count() == 1
    bell = sign_in(Client(), taker)
    assert "Danh sách việc được bàn giao" in bell.get("/can-bo/thong-bao/").content.decode()
    assert bell.post("/can-bo/thong-bao/").status_code == 302
    assert not Message.objects.filter(user=taker, read_at=None).exists()


def test_overdue_rings_the_bells(house, monkeypatch):
    holder, head = house.user("specialist"), house.user("department_head")
    start = clock.LOCAL
    morning = clock.now().astimezone(start).replace(year=2026, month=8, day=10, hour=8, minute=0)
    make_item(
        house.department,
        holder_user_id=holder.pk,
        due_at=morning - timedelta(days=3),
        opened_at=morning - timedelta(days=9),
    )
    monkeypatch.setattr(clock, "now", lambda: morning)
    assert actions.escalate_overdue() == 1
    outbox.drain()
    told = dict(Message.objects.values_list("user_id", "template_code"))
    assert told == {holder.pk: "work.overdue", head.pk: "work.overdue_head"}


def test_board_counts_and_leads_to_lists(house):
    now = clock.now()
    worker = house.user("specialist")
    make_item(house.department, code="TRE", holder_user_id=worker.pk, due_at=now - timedelta(days=1))
    make_item(house.desk, due_at=now + timedelta(days=30))
    foreign = make_house()
    make_item(foreign.desk, code="KHAC", due_at=now - timedelta(days=1))
    client = officer(house, "unit_head")
    answer = client.get("/can-bo/dieu-hanh/")
    total = answer.context["board"].total
    assert (total.total, total.late) == (2, 1)
    assert "TRE" in answer.content.decode()
    assert "KHAC" not in answer.content.decode()
    for link in set(re.findall(r'href="(/can-bo/[^"]*\?[^"]*)"', answer.content.decode())):
        assert client.get(link.replace("&amp;", "&")).status_code == 200
    assert client.get(f"/can-bo/dieu-hanh/{house.department.pk}/").context["board"].total.total == 1
    assert client.get(f"/can-bo/dieu-hanh/{foreign.desk.pk}/").status_code == 404


def counter_post(house, **changes):
    from motcua.dossiers.factories import ANSWERS

    return {
        **ANSWERS,
        "khoa": "khoa-tai-quay-1",
        "channel": "counter",
        "delivery_method": "counter",
        "giay-proof-state": "provided",
        "giay-proof-originals": "1",
        **changes,
    }


def test_counter_files_for_a_person_without_account(house):
    client = officer(house, "receiver")
    code = house.version.procedure.code
    assert code in client.get("/can-bo/ho-so/moi/").content.decode()
    address = f"/can-bo/ho-so/moi/{code}/"
    assert client.get(address).status_code == 200
    scan = SimpleUploadedFile("don.pdf", pdf_bytes())
    done = client.post(address, {**counter_post(house), "giay-proof_files": scan})
    assert done.status_code == 302, done.context["counter"].faults if done.context else ""
    dossier = Dossier.objects.regardless("test").get()
    assert (dossier.channel, dossier.applicant_id, dossier.owner_name) == ("counter", None, "Nguyễn Văn An")
    assert done["Location"] == f"/can-bo/ho-so/{dossier.pk}/tiep-nhan/"
    assert len(Paper.objects.get(dossier=dossier, key="proof").files) == 1
    again = client.post(address, counter_post(house))
    assert again["Location"] == done["Location"]
    assert Dossier.objects.regardless("test").count() == 1
    accepted = client.post(done["Location"], {"revision": dossier.revision, "complete": "on", "papers": ["proof"]})
    assert accepted.status_code == 302
    text = client.get(f"/can-bo/ho-so/{dossier.pk}/").content.decode()
    assert "Giấy tiếp nhận hồ sơ" in text


def test_counter_keeps_everything_when_something_is_wrong(house):
    client = officer(house, "receiver")
    address = f"/can-bo/ho-so/moi/{house.version.procedure.code}/"
    scan = SimpleUploadedFile("don.pdf", pdf_bytes())
    answer = client.post(
        address, {**counter_post(house, name=""), "purpose": "Mục đích đã gõ", "giay-proof_files": scan}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Mục đích đã gõ" in text
    assert "don.pdf" in text
    assert not Dossier.objects.regardless("test").exists()
    lying = SimpleUploadedFile("anh.pdf", b"MZ\x90\x00 not a pdf")
    answer = client.post(address, {**counter_post(house), "giay-proof_files": lying})
    assert answer.status_code == 422
    assert "Mục đích" in answer.content.decode() or answer.context["counter"].errors
    assert not Dossier.objects.regardless("test").exists()


def test_counter_is_for_receivers_of_their_own_house(house):
    foreign = make_house()
    client = officer(house, "receiver")
    assert client.get(f"/can-bo/ho-so/moi/{foreign.version.procedure.code}/").status_code == 404
    assert client.get("/can-bo/ho-so/moi/khong-co/").status_code == 404
    assert officer(house, "specialist").get("/can-bo/ho-so/moi/").status_code == 403


def test_counter_renews_the_checklist_and_keeps_what_was_typed(house):
    client = officer(house, "receiver")
    address = f"/can-bo/ho-so/moi/{house.version.procedure.code}/"
    scan = SimpleUploadedFile("don.pdf", pdf_bytes())
    renewed = client.post(
        address, {**counter_post(house, phone="0909123456"), "cap-nhat": "1", "giay-proof_files": scan}
    )
    text = renewed.content.decode()
    assert renewed.status_code == 200
    assert "Bổ túc hồ sơ" in text
    assert "don.pdf" in text
    assert "khoa-tai-quay-1" in text
    assert not Dossier.objects.regardless("test").exists()


def test_the_account_leads_from_a_number_to_its_excuse_and_the_sheet(house):
    now = clock.now()
    item = make_item(house.desk, code="MUON-9", opened_at=now - timedelta(days=5), due_at=now - timedelta(days=2))
    actions.close_items(subject=item.subject)
    client = officer(house, "unit_head")
    year = clock.today().year
    shown = client.get("/can-bo/trach-nhiem/").content.decode()
    assert f"nam={year}&amp;don-vi={house.desk.pk}&amp;kq=late" in shown
    listed = client.get(f"/can-bo/trach-nhiem/viec/?nam={year}&don-vi={house.desk.pk}&kq=late").content.decode()
    address = f"/can-bo/trach-nhiem/viec/{item.pk}/ly-do/"
    assert "MUON-9" in listed and address in listed
    assert client.post(address, {"reason": ""}).status_code == 422
    asked = client.post(address, {"reason": "Mất mạng cả ngày"})
    assert asked.status_code == 302
    assert client.post(address, {"reason": "Gửi lần nữa"}).status_code == 422
    assert "Ghi kết luận" not in client.get(asked["Location"]).content.decode()
    other = sign_in(Client(), make_officer(house.place, "unit_head"))
    assert "Ghi kết luận" in other.get(asked["Location"]).content.decode()
    assert other.post(asked["Location"], {"granted": "no", "answer": ""}).status_code == 422
    assert other.post(asked["Location"], {"granted": "yes"}).status_code == 302
    assert "đã chấp nhận" in client.get(asked["Location"]).content.decode()
    paper, table = (client.get(f"/can-bo/trach-nhiem/{year}.{kind}") for kind in ("pdf", "xlsx"))
    assert paper.content.startswith(b"%PDF") and table.content.startswith(b"PK")
    assert client.get("/can-bo/trach-nhiem/1999.pdf").status_code == 404
    assert officer(house, "specialist").get("/can-bo/trach-nhiem/").status_code == 403


def test_the_account_is_narrowed_to_a_part_of_the_year_and_to_a_category(house):
    now = clock.now()
    for name in ("Ổ gà", "Đèn đường"):
        item = make_item(house.desk, detail=name, code=name, kind="feedback.report", due_at=now - timedelta(days=2))
        actions.close_items(subject=item.subject)
    client, year, month = officer(house, "unit_head"), clock.today().year, clock.today().month
    assert "Chọn một loại việc" in client.get("/can-bo/trach-nhiem/").text
    page = client.get(f"/can-bo/trach-nhiem/?loai=feedback.report&ky=m{month}").text
    assert "Theo nhóm việc" in page and "Ổ gà" in page and "Đèn đường" in page
    link = re.search(r'href="(/can-bo/trach-nhiem/viec/[^"]*nhom=[^"]*)"', page)
    assert link is not None and f"ky=m{month}" in link[1]
    listed = client.get(link[1].replace("&amp;", "&")).text
    assert ("Ổ gà" in listed) != ("Đèn đường" in listed) and f"Tháng {month}" in listed
    one = client.get("/can-bo/trach-nhiem/?loai=feedback.report&nhom=Ổ gà").text
    assert "Bỏ lọc nhóm" in one and "Theo nhóm việc" not in one
    assert f"/can-bo/trach-nhiem/{year}.pdf?loai=feedback.report&amp;nhom=" in one
    assert client.get(f"/can-bo/trach-nhiem/{year}.xlsx?loai=feedback.report&ky=q1").content.startswith(b"PK")


@pytest.mark.parametrize(
    "asked", ["?nam=abc&don-vi=x&kq=zzz", "?nam=9999", "?don-vi=" + "9" * 40, "?loai=%00", "?ky=m13&nhom=%27"]
)
def test_odd_questions_to_the_account_are_answered_calmly(house, asked):
    client = officer(house, "unit_head")
    assert client.get(f"/can-bo/trach-nhiem/{asked}").status_code == 200
    assert client.get(f"/can-bo/trach-nhiem/viec/{asked}").status_code == 200
