"""Author → editor → leader → everybody: who may do what, what is kept, what follows."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.accounts.factories import make_officer, sign_in
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.ledger.queries import STAFF, timeline
from motcua.pages import actions
from motcua.pages.factories import make_entry
from motcua.pages.models import Entry, Official, SectionPage
from motcua.pages.queries import flow
from motcua.pages.rules.flow import Facts, State, compared, state_of
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db
HOME = "/trang/quan-thu-phuong-1/"
W = actions.Written


def site(district, number=1):
    return district.sites[f"quan-thu-phuong-{number}"]


def open_work(entry):
    return list(WorkItem.objects.regardless("test").open().about(f"page:{entry.pk}").values_list("kind", flat=True))


@pytest.fixture
def people(district):
    return {role: district.actor(role) for role in ("specialist", "clerk", "unit_head")}


def written(district, people, **more):
    said = W(title="Tin mới", body="Nội dung", **more)
    return actions.write(actor=people["specialist"], unit_site=site(district), kind="news", written=said)


def decide(actor, entry, approve=True, comment=""):
    seen = Entry.objects.get(pk=entry.pk).latest_revision_id
    return actions.decide(actor=actor, entry_id=entry.pk, seen_revision=seen, approve=approve, comment=comment)


def published(district, people, **more):
    entry = written(district, people, **more)
    actions.submit(actor=people["specialist"], entry_id=entry.pk)
    decide(people["clerk"], entry)
    return decide(people["unit_head"], entry)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (Facts(False, True, False, False), State.DRAFT),
        (Facts(True, True, False, False, step="approval"), State.APPROVAL),
        (Facts(False, True, False, False, returned=True), State.RETURNED),
        (Facts(False, True, False, True), State.SCHEDULED),
        (Facts(True, False, False, False), State.LIVE),
        (Facts(True, True, False, False), State.CHANGED),
        (Facts(False, False, True, False), State.OVER),
        (Facts(False, False, False, False, was_live=True), State.WITHDRAWN),
    ],
)
def test_where_an_entry_stands(facts, state):
    assert state_of(facts) is state


def test_comparison_says_what_went_and_what_came():
    pieces = [(piece.how, piece.text) for piece in compared("a\nb\nc", "a\nB\nc\nd")]
    assert pieces == [("same", "a"), ("out", "b"), ("in", "B"), ("same", "c"), ("in", "d")]


def test_the_way_of_a_piece_is_kept_and_only_its_end_is_public(district, people):
    entry = written(district, people)
    address = f"{HOME}tin-tuc/tin-moi/"
    assert Client().get(address).status_code == 404 and open_work(entry) == []
    actions.submit(actor=people["specialist"], entry_id=entry.pk)
    assert flow.where(Entry.objects.get(pk=entry.pk)) is State.EDITING and open_work(entry) == ["pages.edit"]
    decide(people["clerk"], entry)
    assert open_work(entry) == ["pages.approve"] and Client().get(address).status_code == 404
    decide(people["unit_head"], entry, comment="Tốt")
    assert Client().get(address).status_code == 200 and open_work(entry) == []
    events = timeline(f"page:{entry.pk}", STAFF)
    assert [event.kind for event in events] == [
        "written",
        "submitted",
        "editing-approved",
        "approval-approved",
        "published",
    ]
    leader = events[3]
    assert leader.actor["user_id"] == people["unit_head"].user_id and leader.data["comment"] == "Tốt"


def test_an_editor_who_writes_goes_straight_to_the_leader(district, people):
    entry = actions.write(actor=people["clerk"], unit_site=site(district), kind="notice", written=W(title="Thông báo"))
    actions.submit(actor=people["clerk"], entry_id=entry.pk)
    assert flow.step_of(Entry.objects.get(pk=entry.pk)) is State.APPROVAL


def test_nobody_approves_what_they_wrote(district, people):
    entry = actions.write(actor=people["unit_head"], unit_site=site(district), kind="news", written=W(title="Của tôi"))
    actions.submit(actor=people["unit_head"], entry_id=entry.pk)
    with pytest.raises(NotAllowed):
        decide(people["unit_head"], entry)
    decide(district.actor("unit_head"), entry)
    assert Entry.objects.get(pk=entry.pk).live


def test_only_the_right_duties_decide(district, people):
    entry = written(district, people)
    with pytest.raises(Conflict):
        decide(people["clerk"], entry)
    actions.submit(actor=people["specialist"], entry_id=entry.pk)
    with pytest.raises(NotAllowed):
        decide(people["specialist"], entry)
    decide(people["clerk"], entry)
    with pytest.raises(NotAllowed):
        decide(people["clerk"], entry)
    with pytest.raises(Conflict):
        actions.submit(actor=people["specialist"], entry_id=entry.pk)


def test_another_ward_is_out_of_reach(district, people):
    stranger = {role: district.actor(role, district.wards[1]) for role in ("specialist", "clerk", "unit_head")}
    entry = written(district, people)
    with pytest.raises(NotAllowed):
        actions.write(actor=stranger["specialist"], unit_site=site(district), kind="news", written=W(title="x"))
    with pytest.raises(NotAllowed):
        actions.revise(
            actor=stranger["clerk"], entry_id=entry.pk, seen_revision=entry.latest_revision_id, written=W(title="x")
        )
    actions.submit(actor=people["specialist"], entry_id=entry.pk)
    with pytest.raises(NotAllowed):
        decide(stranger["clerk"], entry)
    client = sign_in(Client(), make_officer(district.wards[1], "unit_head"))
    for path in (f"bai/{entry.pk}/", f"bai/{entry.pk}/sua/", "o/quan-thu-phuong-1/", "o/quan-thu-phuong-1/viet/news/",
                 "o/quan-thu-phuong-1/giao-dien/", "o/quan-thu-phuong-1/nguoi/", "o/quan-thu-phuong-1/chuyen-muc/"):  # fmt: skip
        assert client.get(f"/can-bo/trang/{path}").status_code == 404, path
    for verb in ("nop", "quyet-dinh", "go", "gop-y"):
        assert client.post(f"/can-bo/trang/bai/{entry.pk}/{verb}/", {"text": "x", "seen": 1}).status_code == 404
    with pytest.raises(NotAllowed):
        actions.change_look(actor=stranger["clerk"], unit_site=site(district), colour="", motto="", blocks=[])


def test_sent_back_with_a_reason_and_submitted_again(district, people):
    entry = written(district, people)
    actions.submit(actor=people["specialist"], entry_id=entry.pk)
    with pytest.raises(Refusal):
        decide(people["clerk"], entry, approve=False, comment=" ")
    decide(people["clerk"], entry, approve=False, comment="Thiếu ngày")
    row = Entry.objects.get(pk=entry.pk)
    assert flow.where(row) is State.RETURNED and open_work(entry) == ["pages.revise"]
    actions.revise(
        actor=people["specialist"],
        entry_id=entry.pk,
        seen_revision=row.latest_revision_id,
        written=W(title="Tin mới", body="Ngày 1"),
    )
    actions.submit(actor=people["specialist"], entry_id=entry.pk)
    decide(people["clerk"], entry)
    decide(people["unit_head"], entry)
    assert "Ngày 1" in Client().get(f"{HOME}tin-tuc/tin-moi/").content.decode()


def test_two_editors_on_one_page(district, people):
    entry = written(district, people)
    seen = entry.latest_revision_id
    actions.revise(actor=people["clerk"], entry_id=entry.pk, seen_revision=seen, written=W(title="Của người nhanh hơn"))
    with pytest.raises(Conflict):
        actions.revise(actor=people["specialist"], entry_id=entry.pk, seen_revision=seen, written=W(title="Của tôi"))
    actions.submit(actor=people["specialist"], entry_id=entry.pk)
    with pytest.raises(Conflict):
        actions.decide(actor=people["clerk"], entry_id=entry.pk, seen_revision=seen, approve=True)


def test_a_change_of_a_public_page_waits_for_the_leader_and_a_correction_is_marked(district, people):
    entry = published(district, people)
    first = Entry.objects.get(pk=entry.pk)
    changed_text = W(title="Tin mới", body="Đã sửa số liệu", correction="Sửa số liệu ở đoạn đầu")
    actions.revise(
        actor=people["specialist"], entry_id=entry.pk, seen_revision=first.latest_revision_id, written=changed_text
    )
    address = f"{HOME}tin-tuc/tin-moi/"
    assert "Đã sửa" not in Client().get(address).content.decode()
    assert flow.where(Entry.objects.get(pk=entry.pk)) is State.CHANGED
    names = [name for name, _pieces in flow.comparison(Entry.objects.get(pk=entry.pk)).fields]
    assert names == ["body", "correction"]
    actions.submit(actor=people["specialist"], entry_id=entry.pk)
    decide(people["clerk"], entry)
    decide(people["unit_head"], entry)
    text = Client().get(address).content.decode()
    assert "Đã sửa số liệu" in text and "Đã đính chính lúc" in text and "Sửa số liệu ở đoạn đầu" in text
    assert abs(Entry.objects.get(pk=entry.pk).date - first.date) < timedelta(seconds=1), "a correction is no new piece"


def test_publication_on_time_and_expiry(district, people, monkeypatch):
    now = clock.now()
    entry = published(district, people, go_live_at=now + timedelta(hours=2), expire_at=now + timedelta(hours=5))
    address = f"{HOME}tin-tuc/tin-moi/"
    assert flow.where(Entry.objects.get(pk=entry.pk)) is State.SCHEDULED and Client().get(address).status_code == 404
    assert actions.publish_due() == 0
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=3))
    assert actions.publish_due() == 1 and actions.publish_due() == 0
    assert Client().get(address).status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=6))
    assert Client().get(f"{HOME}tin-tuc/").content.decode().count("Tin mới") == 0, (
        "what is over is not shown, job or no job"
    )
    assert actions.publish_due() == 1 and flow.where(Entry.objects.get(pk=entry.pk)) is State.OVER
    kinds = [event.kind for event in timeline(f"page:{entry.pk}", STAFF)]
    assert kinds.count("published") == 1 and kinds[-1] == "over"


def test_a_page_taken_down_leads_on(district, people):
    entry = published(district, people)
    with pytest.raises(NotAllowed):
        actions.take_down(actor=people["clerk"], entry_id=entry.pk, reason="x")
    with pytest.raises(Refusal):
        actions.take_down(actor=people["unit_head"], entry_id=entry.pk, reason=" ")
    actions.take_down(actor=people["unit_head"], entry_id=entry.pk, reason="Trùng tin")
    assert Client().get(f"{HOME}tin-tuc/tin-moi/")["Location"] == f"{HOME}tin-tuc/"
    assert (
        "Tin mới"
        not in Client()
        .get(f"{HOME}tim-tren-trang", {"q": "tin moi"})
        .content.decode()
        .split("<main", 1)[1]
        .split("</form>", 1)[1]
    )


def photo(side=1800, kind="JPEG"):
    target = io.BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(target, kind, quality=95)
    return SimpleUploadedFile("anh.jpg", target.getvalue(), content_type="image/jpeg")


def test_a_large_photograph_is_made_small_and_needs_words(district):
    officer = make_officer(district.wards[0], "clerk")
    client = sign_in(Client(), officer)
    upload = photo()
    assert upload.size > 2_000_000
    address = "/can-bo/trang/o/quan-thu-phuong-1/viet/news/"
    refused = client.post(address, {"title": "Ảnh", "language": "vi", "picture": upload})
    assert refused.status_code == 422 and "Viết một câu tả ảnh" in refused.content.decode()
    assert not Entry.objects.exists()
    upload.seek(0)
    done = client.post(
        address, {"title": "Ảnh", "language": "vi", "picture": upload, "picture_alt": "Hạt nhiễu", "keep": "1"}
    )
    assert done.status_code == 302
    entry = flow.latest_of(Entry.objects.get())
    path = f"{HOME}anh/{entry.picture_id}.jpg"
    assert Client().get(path).status_code == 404, "a draft's picture is nobody's yet"
    actions.submit(actor=actor_of(officer), entry_id=entry.pk)
    decide(district.actor("unit_head"), entry)
    answer = Client().get(path)
    assert answer.status_code == 200 and len(answer.content) <= 300_000
    assert max(Image.open(io.BytesIO(answer.content)).size) <= 1280
    assert Client().get(f"/trang/quan-thu-phuong-2/anh/{entry.picture_id}.jpg").status_code == 404


def test_what_is_no_picture_is_refused_and_nothing_typed_is_lost(district):
    client = sign_in(Client(), make_officer(district.wards[0], "clerk"))
    fake = SimpleUploadedFile("anh.jpg", b"<script>alert(1)</script>", content_type="image/jpeg")
    address = "/can-bo/trang/o/quan-thu-phuong-1/viet/news/"
    answer = client.post(
        address, {"title": "Có ảnh giả", "body": "Đoạn dài", "language": "vi", "picture": fake, "picture_alt": "x"}
    )
    assert (
        answer.status_code == 422 and "Có ảnh giả" in answer.content.decode() and "Đoạn dài" in answer.content.decode()
    )
    for bad in (
        {"title": "", "language": "vi"},
        {"title": "x" * 300, "language": "vi"},
        {"title": "a\x00b", "language": "vi"},
        {"title": "x", "language": "fr"},
    ):
        assert client.post(address, bad).status_code == 422
    event = client.post("/can-bo/trang/o/quan-thu-phuong-1/viet/event/", {"title": "Hội", "language": "vi"})
    assert event.status_code == 422 and "Ghi ngày, giờ bắt đầu." in event.content.decode()


def test_documents_are_public_with_their_entry_only(district):
    officer = make_officer(district.wards[0], "clerk")
    client = sign_in(Client(), officer)
    pdf = SimpleUploadedFile("ke-hoach.pdf", make_pdf(), content_type="application/pdf")
    client.post(
        "/can-bo/trang/o/quan-thu-phuong-1/viet/document/",
        {"title": "Kế hoạch", "language": "vi", "documents": pdf, "in_force": "on"},
    )
    entry = flow.latest_of(Entry.objects.get())
    (file,) = entry.attachments
    assert (
        Client().get(f"/tep/{file['id']}/xem").status_code == 404
        and client.get(f"/tep/{file['id']}/xem").status_code == 200
    )
    actions.submit(actor=actor_of(officer), entry_id=entry.pk)
    decide(district.actor("unit_head"), entry)
    assert Client().get(f"/tep/{file['id']}/xem").status_code == 200
    assert "ke-hoach.pdf" in Client().get(f"{HOME}van-ban/ke-hoach/").content.decode()
    json.dumps(entry.attachments)


def make_pdf():
    from motcua.files.factories import pdf_bytes

    return pdf_bytes()


def test_the_whole_way_in_the_browser_without_scripts(district):
    author, editor, leader = (
        sign_in(Client(), make_officer(district.wards[0], role)) for role in ("specialist", "clerk", "unit_head")
    )
    done = author.post(
        "/can-bo/trang/o/quan-thu-phuong-1/viet/news/",
        {
            "title": "Từ điện thoại",
            "body": "<p onclick='x()'>Chào <b>bà con</b></p><script>alert(1)</script>",
            "language": "vi",
            "submit": "1",
        },
    )
    page = done["Location"]
    for client in (editor, leader):
        text = client.get(page).content.decode()
        seen = text.split('name="seen" value="')[1].split('"')[0]
        assert client.post(f"{page}quyet-dinh/", {"seen": seen, "back": "1", "comment": ""}).status_code == 422
        assert client.post(f"{page}quyet-dinh/", {"seen": seen, "approve": "1", "comment": ""}).status_code == 302
    public = Client().get(f"{HOME}tin-tuc/tu-dien-thoai/").content.decode()
    assert "Chào <strong>bà con</strong>" in public and "alert" not in public
    assert leader.get("/can-bo/trang/o/quan-thu-phuong-1/?xem=live").status_code == 200
    assert (
        author.post(f"{page}gop-y/", {"text": "Nên thêm ảnh"}).status_code == 302
        and "Nên thêm ảnh" in leader.get(page).content.decode()
    )
    assert leader.post(f"{page}go/", {"reason": "Nhầm", "leads_to": ""}).status_code == 302
    assert Client().get(f"{HOME}tin-tuc/tu-dien-thoai/").status_code == 301


def test_titles_alike_get_addresses_of_their_own(district, people):
    one, two = written(district, people), written(district, people)
    assert {one.slug, two.slug} == {"tin-moi", "tin-moi-2"}


def test_look_sections_and_people_belong_to_the_editors(district, people):
    where, clerk = site(district), people["clerk"]
    with pytest.raises(NotAllowed):
        actions.change_look(actor=people["specialist"], unit_site=where, colour="", motto="", blocks=[])
    for colour in ("#ffd54a", "red", "#12"):
        with pytest.raises(Refusal):
            actions.change_look(actor=clerk, unit_site=where, colour=colour, motto="", blocks=[])
    with pytest.raises(Refusal):
        actions.change_look(actor=clerk, unit_site=where, colour="", motto="", blocks=["news", "khong-co"])
    client = sign_in(Client(), make_officer(district.wards[0], "clerk"))
    base = "/can-bo/trang/o/quan-thu-phuong-1/"
    look = {"colour": "#0b5c9e", "motto": "Gần dân", "khoi_contact": "1", "khoi_services": "2"}
    assert client.post(f"{base}giao-dien/", look).status_code == 302
    home = Client().get(HOME).content.decode()
    assert "Gần dân" in home and home.index("khoi-lien-he") < home.index("khoi-dich-vu")
    section = {"title": "Về phường", "body": "## Lịch sử\n\nLập năm 1976.", "live": "on", "show_in_menus": "on"}
    assert client.post(f"{base}chuyen-muc/introduction/", section).status_code == 302
    text = Client().get(f"{HOME}gioi-thieu/").content.decode()
    assert "Về phường" in text and "Lập năm 1976." in text
    closed = {"title": "Quy hoạch", "body": ""}
    assert (
        client.post(f"{base}chuyen-muc/plan/", closed).status_code == 302
        and Client().get(f"{HOME}quy-hoach/").status_code == 404
    )
    person = {"body": "committee", "name": "Lê Văn A", "post": "Phó Chủ tịch", "order": "1", "is_spokesperson": "on"}
    assert client.post(f"{base}nguoi/them/", person).status_code == 422, "a spokesperson has phone and e-mail"
    whole = {**person, "phone": "028 0000 0000", "email": "a@example.vn"}
    assert client.post(f"{base}nguoi/them/", whole).status_code == 302
    assert client.post(f"{base}nguoi/them/", {**whole, "name": "Trần Thị B"}).status_code == 302
    assert Official.objects.filter(is_spokesperson=True).values_list("name", flat=True).get() == "Trần Thị B"
    assert "Trần Thị B" in Client().get(f"{HOME}nguoi-phat-ngon/").content.decode()
    pk = Official.objects.get(name="Lê Văn A").pk
    assert (
        client.post(f"{base}nguoi/{pk}/xoa/").status_code == 302
        and "Lê Văn A" not in Client().get(f"{HOME}to-chuc-bo-may/").content.decode()
    )
    for path in ("", "giao-dien/", "chuyen-muc/", "chuyen-muc/news/", "nguoi/", "nguoi/them/", "viet/plan/"):
        assert client.get(base + path).status_code == 200, path
    assert SectionPage.objects.get(unit_site=where, kind="plan").live is False


def test_an_entry_planted_without_revision_can_be_revised(district, people):
    row = make_entry(site(district), "Bài nhập từ trang cũ", body="Cũ")
    client = sign_in(Client(), make_officer(district.wards[0], "clerk"))
    assert client.get(f"/can-bo/trang/bai/{row.pk}/").status_code == 200
    done = client.post(
        f"/can-bo/trang/bai/{row.pk}/sua/",
        {"title": "Bài nhập từ trang cũ", "body": "Mới", "language": "vi", "submit": "1"},
    )
    assert done.status_code == 302
    decide(people["unit_head"], row)
    assert "Mới" in Client().get(f"{HOME}tin-tuc/bai-nhap-tu-trang-cu/").content.decode()
