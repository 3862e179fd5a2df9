"""From an opinion to the public answer and back: nobody reads before an officer did, nobody is named against their will."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.factories import make_citizen, make_officer, sign_in
from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.kernel import clock, outbox
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger.queries import STAFF, timeline
from motcua.notifications.models import Message
from motcua.opinions import actions
from motcua.opinions.factories import leader_of, make_asked_place, make_draft, make_opinion
from motcua.opinions.models import Opinion, OpinionReply
from motcua.opinions.queries.figures import figures
from motcua.units.factories import make_place
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db
TOKEN = "mot-gop-y-tren-trang"


@pytest.fixture
def place():
    return make_asked_place()


@pytest.fixture
def leader(place):
    return leader_of(place)


@pytest.fixture
def desk(leader) -> Client:
    return sign_in(Client(), User.objects.get(pk=leader.user_id))


def only() -> Opinion:
    return Opinion.objects.regardless("test").get()


def open_kinds() -> list[str]:
    return sorted(WorkItem.objects.regardless("test").filter(closed_at=None).values_list("kind", flat=True))


def send(client: Client, place: Any, **fields: str) -> Any:
    data = {
        "token": TOKEN, "title": "Giờ mở cửa", "text": "Ông Nguyễn Văn Hai, 0909 123 456, phải chờ lâu", "name": "Lê Thị Hoa",
        **fields,
    }  # fmt: skip
    return client.post(f"/gop-y/gui/{place.code}/", data)


def test_the_whole_way_through_the_pages(place, desk: Client, client: Client) -> None:
    assert place.name in client.get("/gop-y/gui/").text
    assert "Về việc gì" in client.get(f"/gop-y/gui/{place.code}/").text
    sent = send(client, place)
    opinion = only()
    assert sent.headers["Location"] == f"/gop-y/{opinion.code}/bien-nhan/"
    assert opinion.secret in client.get(sent.headers["Location"]).text
    assert send(client, place).headers["Location"] == sent.headers["Location"] and only()

    stranger = Client()
    hidden = stranger.get(f"/gop-y/{opinion.code}").text
    assert "Chờ duyệt" in hidden and "Giờ mở cửa" not in hidden and "Lê Thị Hoa" not in hidden
    assert stranger.get(f"/gop-y/{opinion.code}/bien-nhan/").status_code == 302
    assert "Nguyễn Văn Hai" in client.get(f"/gop-y/{opinion.code}").text

    base = f"/can-bo/gop-y/{opinion.pk}/"
    assert "Duyệt góp ý" in desk.get("/can-bo/").text and opinion.code in desk.get("/can-bo/gop-y/").text
    assert "không cho hiện tên" in desk.get(base).text
    proposal = desk.get(f"{base}cong-khai/").text
    assert "Ông [đã che], [đã che], phải chờ lâu" in proposal
    desk.post(f"{base}cong-khai/", {"revision": 1, "title": "Giờ mở cửa", "text": "Phải chờ lâu"})
    assert open_kinds() == ["opinions.answer"]
    public = stranger.get(f"/gop-y/{opinion.code}").text
    assert "Phải chờ lâu" in public and "Người dân" in public and "Hoa" not in public and "0909" not in public
    assert (
        "Giờ mở cửa" in stranger.get("/gop-y/").text
        and "chờ trả lời" in stranger.get(f"/gop-y/?don-vi={place.code}").text
    )

    desk.post(f"{base}tra-loi/", {"revision": 2, "text": "Từ tháng sau mở thêm sáng thứ bảy."})
    assert open_kinds() == []
    answered = stranger.get(f"/gop-y/{opinion.code}").text
    assert "mở thêm sáng thứ bảy" in answered and place.name in answered

    assert stranger.post(f"/gop-y/{opinion.code}/y-kien-them/", {"text": "Tôi thêm"}).status_code == 404
    client.post(f"/gop-y/{opinion.code}/y-kien-them/", {"text": "Xin mở cả chiều"})
    client.post(f"/gop-y/{opinion.code}/y-kien-them/", {"text": "Xin mở cả chiều"})
    assert open_kinds() == ["opinions.moderate"]
    assert "mở cả chiều" not in stranger.get(f"/gop-y/{opinion.code}").text
    assert "mở cả chiều" in client.get(f"/gop-y/{opinion.code}").text
    reply = OpinionReply.objects.get(of_unit=False)
    desk.post(f"{base}y-kien/{reply.pk}/", {"text": "Xin mở cả chiều thứ bảy"})
    assert "mở cả chiều thứ bảy" in stranger.get(f"/gop-y/{opinion.code}").text
    assert open_kinds() == ["opinions.answer"]
    assert desk.post(f"{base}y-kien/{reply.pk}/", {"refuse": "1"}).status_code == 409
    assert "100,0" in stranger.get("/gop-y/thong-ke/").text


def test_a_name_is_shown_only_when_its_bearer_said_so(place, leader) -> None:
    said = {"name": "Lê Thị Hoa", "show_name": True}
    shown = make_opinion(place, **said)
    quiet = make_opinion(place, name="Trần Văn Tư", actor=actor_of(make_citizen("Trần Văn Tư")))
    for opinion in (shown, quiet):
        actions.publish(actor=leader, opinion_id=opinion.pk, title="Giờ", text="Chờ lâu")
    assert "Lê Thị Hoa" in Client().get(f"/gop-y/{shown.code}").text
    assert "Tư" not in Client().get(f"/gop-y/{quiet.code}").text
    assert "Tư" not in str([event.actor for event in timeline(quiet.subject, STAFF)])


def test_what_is_missing_is_said_and_nothing_is_lost(place, client: Client) -> None:
    page = send(client, place, title="", text="Ngắn")
    assert page.status_code == 422 and "Ghi ngắn gọn" in page.text and "Lê Thị Hoa" in page.text and TOKEN in page.text
    page = send(client, place, text="Có ký tự \0 lạ trong nội dung này")
    assert page.status_code == 422
    assert send(client, place, text="x" * 4001).status_code == 422
    assert not Opinion.objects.regardless("test").exists()
    assert client.get("/gop-y/gui/khong-co/").status_code == 404
    assert client.get("/gop-y/GY-990101-0001").status_code == 404
    assert client.get("/gop-y/?ma=abc").status_code == 404


def test_the_private_code_opens_it_elsewhere_too(place, client: Client) -> None:
    opinion = make_opinion(place)
    assert client.post(f"/gop-y/{opinion.code}", {"secret": "SAI999"}).status_code == 422
    client.post(f"/gop-y/{opinion.code}", {"secret": opinion.secret.lower()})
    assert "Nên mở cửa" in client.get(f"/gop-y/{opinion.code}").text


def test_refused_with_a_reason_that_the_author_reads(place, leader) -> None:
    person = make_citizen()
    opinion = make_opinion(place, actor=actor_of(person))
    with pytest.raises(Refusal):
        actions.refuse(actor=leader, opinion_id=opinion.pk, reason=" ")
    actions.refuse(actor=leader, opinion_id=opinion.pk, reason="Lặp lại góp ý trước")
    assert open_kinds() == []
    mine = sign_in(Client(), person).get(f"/gop-y/{opinion.code}").text
    assert "Lặp lại góp ý trước" in mine
    assert "Lặp lại" not in Client().get(f"/gop-y/{opinion.code}").text
    notices = Message.objects.filter(user=person).values_list("template_code", flat=True)
    assert set(notices) == {"opinion.submitted", "opinion.refused"}
    with pytest.raises(Conflict):
        actions.publish(actor=leader, opinion_id=opinion.pk, title="Giờ", text="Chờ lâu")


def test_two_officers_at_once_and_officers_of_other_places(place, leader, desk: Client) -> None:
    opinion = make_opinion(place)
    base = f"/can-bo/gop-y/{opinion.pk}/"
    actions.publish(actor=leader, opinion_id=opinion.pk, title="Giờ", text="Chờ lâu", revision=1)
    late = desk.post(f"{base}tra-loi/", {"revision": 1, "text": "Câu trả lời đã soạn"})
    assert late.status_code == 409 and "Câu trả lời đã soạn" in late.text
    other = leader_of(make_place())
    for verb, words in (("publish", {"title": "a", "text": "b"}), ("hide", {"reason": "c"}), ("answer", {"text": "d"})):
        with pytest.raises(NotFound):
            getattr(actions, verb)(actor=other, opinion_id=opinion.pk, **words)
    stranger = sign_in(Client(), User.objects.get(pk=other.user_id))
    assert stranger.get(base).status_code == 404
    with pytest.raises(NotAllowed):
        actions.answer(actor=actor_of(make_officer(place, "receiver")), opinion_id=opinion.pk, text="Trả lời")


def test_a_draft_is_asked_about_from_its_first_to_its_last_day(place, leader, desk: Client, monkeypatch) -> None:
    today = clock.today()
    words = {
        "title": "Dự thảo giờ thu rác", "summary": "", "text": "Điều 1.", "opens_on": f"{today:%Y-%m-%d}",
        "closes_on": f"{today - timedelta(days=1):%Y-%m-%d}",
    }  # fmt: skip
    refused = desk.post("/can-bo/gop-y/du-thao/moi/", words)
    assert refused.status_code == 422 and "Xem lại ngày cuối" in refused.text and "Điều 1." in refused.text
    saved = desk.post("/can-bo/gop-y/du-thao/moi/", {**words, "closes_on": f"{today + timedelta(days=9):%Y-%m-%d}"})
    number = int(saved.headers["Location"].rstrip("/").rsplit("/", 1)[1])
    page = f"/gop-y/du-thao/{number}/"
    assert Client().get(page).status_code == 404
    desk.post(f"/can-bo/gop-y/du-thao/{number}/cong-khai/")
    assert "Góp ý dự thảo này" in Client().get(page).text
    form = {"token": TOKEN, "title": "Giờ thu rác", "text": "Nên thu trước 19 giờ ở hẻm nhỏ"}
    assert Client().post(f"{page}gui/", form).status_code == 302
    actions.publish(actor=leader, opinion_id=only().pk, title="Giờ thu rác", text="Nên thu trước 19 giờ")
    assert "trước 19 giờ" in Client().get(page).text

    later = clock.now() + timedelta(days=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    closed = Client().post(f"{page}gui/", {**form, "token": f"{TOKEN}-2"})
    assert closed.status_code == 422 and "hết hạn góp ý" in closed.text and "hẻm nhỏ" in closed.text
    assert Client().get(f"{page}gui/").status_code == 302 and "Đã hết hạn" in Client().get(page).text
    desk.post(f"/can-bo/gop-y/du-thao/{number}/tiep-thu/", {"conclusion": "Tiếp thu giờ thu ở hẻm nhỏ."})
    assert "Tiếp thu giờ thu" in Client().get(page).text


def test_a_public_draft_stays_as_it_was_read(place, leader) -> None:
    draft = make_draft(place, leader)
    kept = {"title": "Khác", "summary": "", "text": "Khác", "opens_on": draft.opens_on}
    longer = draft.closes_on + timedelta(days=5)
    saved = actions.save_draft(actor=leader, unit_id=place.pk, draft_id=draft.pk, closes_on=longer, **kept)
    assert (saved.title, saved.closes_on) == ("Dự thảo giờ thu rác", longer)
    with pytest.raises(Conflict):
        actions.save_draft(actor=leader, unit_id=place.pk, draft_id=draft.pk, closes_on=draft.closes_on, **kept)
    with pytest.raises(NotAllowed):
        make_draft(place, leader_of(make_place()))


def test_abuse_takes_an_opinion_down(place, leader, desk: Client) -> None:
    opinion = make_opinion(place)
    actions.publish(actor=leader, opinion_id=opinion.pk, title="Giờ", text="Chờ lâu")
    Client().post(f"/bao-vi-pham/gop-y/{opinion.code}/", {"abuse": "insult"})
    desk.post(f"/can-bo/kiem-duyet/{opinion.subject}/quyet-dinh/", {"take_down": "yes", "answer": "Xúc phạm"})
    outbox.drain()
    outbox.drain()
    assert only().state == "hidden" and "Chờ lâu" not in Client().get(f"/gop-y/{opinion.code}").text


def test_figures_by_place(place, leader) -> None:
    first, second, third = (make_opinion(place) for _each in range(3))
    actions.publish(actor=leader, opinion_id=first.pk, title="Giờ", text="Chờ lâu")
    actions.publish(actor=leader, opinion_id=second.pk, title="Giờ", text="Chờ lâu")
    actions.refuse(actor=leader, opinion_id=third.pk, reason="Trùng")
    actions.answer(actor=leader, opinion_id=first.pk, text="Đã mở thêm.")
    [line] = figures(clock.today().year)
    assert (line.received, line.published, line.refused, line.waiting, line.answered, line.share) == (
        3,
        2,
        1,
        0,
        1,
        50.0,
    )
    assert line.took is not None and figures(clock.today().year - 1) == []
    assert Client().get("/gop-y/thong-ke/?nam=9999999").status_code == 200
