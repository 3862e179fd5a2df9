"""The tree of categories as leaders change it: names, questions, clocks, order; closed while somebody writes."""

from typing import Any

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.accounts.queries import actor_of
from motcua.feedback import actions
from motcua.feedback.actions import Wanted
from motcua.feedback.factories import LONG_AGO, Town, make_report, make_town, save_category
from motcua.feedback.models import Category, Report
from motcua.feedback.queries.categories import leaves_of, tree_of
from motcua.feedback.rules.limits import Limit, limit_of
from motcua.feedback.rules.questions import as_lines, from_lines
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.ledger.queries import STAFF, timeline
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db
TREE = "/can-bo/phan-anh/nhom/"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def leader(town: Town) -> Client:
    return sign_in(Client(), town.user("unit_head"))


def fields(**changed: Any) -> dict[str, Any]:
    """A category as its form sends it: named, open, nothing else."""
    limits = dict.fromkeys(("route", "accept", "answer", "done"), "")
    numbers = {f"{name}_number": "" for name in limits}
    given = {"name": "Cống nghẹt", "parent_id": "", "hint": "", "questions": "", "radius": "100", "stop_message": ""}
    return {**given, **limits, **numbers, "is_open": "on", **changed}


def category(key: str) -> Category:
    return Category.objects.regardless("test").get(key=key)


def names(unit_id: int) -> list[str]:
    return [each.name for each in leaves_of(unit_id)]


@pytest.mark.parametrize(
    "policy",
    ["working 3d", "working 8h", "elapsed 90m", "elapsed 240m; closed 17:00-07:30",
     "elapsed 240m; closed 17:00-07:30; working-mornings; pause-closed"],
)  # fmt: skip
def test_limits_come_back_from_the_boxes_as_they_were(policy: str) -> None:
    limit = limit_of(policy)
    assert limit is not None and limit.policy == policy


def test_what_the_boxes_can_not_say_is_left_alone() -> None:
    assert limit_of("same-day; cutoff 15:00") is None
    assert limit_of("elapsed 240m; closed 18:00-07:00") is None
    assert Limit("shifted m", 240, mornings=True).policy == "elapsed 240m; closed 17:00-07:30; working-mornings"


def test_a_question_keeps_its_key_when_only_its_words_change() -> None:
    known = [
        {"key": "ma", "label": "Mã hồ sơ", "required": True},
        {"key": "gio", "label": "Giờ nào", "required": False},
    ]
    assert from_lines(as_lines(known), known, str) == known
    reworded = from_lines("Mã trên biên nhận *\nGiờ nào", known, str)
    assert [each["key"] for each in reworded] == ["ma", "gio"]
    swapped = from_lines("Giờ nào\nMã hồ sơ *\nAi nữa", known, lambda label: "ma")
    assert [(each["key"], each["required"]) for each in swapped] == [("gio", False), ("ma", True), ("ma-2", False)]
    assert from_lines("\n * \n", known, str) == []


def test_a_leader_adds_a_category_and_reports_come_under_its_clock(town: Town, leader: Client) -> None:
    above = category("ha-tang")
    page = leader.get(f"{TREE}them/?trong={above.pk}").text
    assert f'value="{above.pk}" selected' in page
    sent = fields(
        parent_id=above.pk, questions="Nghẹt từ bao giờ *", anonymous="on", answer="shifted m", answer_number="90"
    )
    assert leader.post(f"{TREE}them/", sent).status_code == 302
    made = category("cong-nghet")
    assert (made.parent_id, made.clocks) == (above.pk, {"answer": "elapsed 90m; closed 17:00-07:30"})
    assert made.questions == [{"key": "nghet-tu-bao-gio", "label": "Nghẹt từ bao giờ", "required": True}]
    assert "Cống nghẹt" in Client().get(f"/phan-anh/gui/{town.place.code}/").text
    report = make_report(town, key="cong-nghet", details={"nghet-tu-bao-gio": "hôm qua"})
    assert (
        report.clocks["answer"]["policy"] == made.clocks["answer"] and report.clocks["done"]["policy"] == "working 5d"
    )
    told = timeline(f"categories:{town.place.pk}", STAFF)
    assert [event.kind for event in told] == ["categories.saved"]


def test_a_change_counts_from_now_on_and_the_address_stays(town: Town, leader: Client) -> None:
    before, hole = make_report(town), category("o-ga")
    due, name = before.due_at, before.category_name
    same = fields(name="Hố trên đường", parent_id=hole.parent_id, answer="working d", answer_number="2", anonymous="on")
    leader.post(f"{TREE}{hole.pk}/", same)
    hole.refresh_from_db()
    before.refresh_from_db()
    assert (hole.key, hole.name) == ("o-ga", "Hố trên đường") and (before.due_at, before.category_name) == (due, name)
    assert make_report(town).clocks["answer"]["policy"] == "working 2d"
    assert "Phản ánh gửi lúc này có các hạn" in leader.get(f"{TREE}{hole.pk}/").text


def test_what_can_not_be_is_said_at_its_field(town: Town, leader: Client) -> None:
    top, hole = category("ha-tang"), category("o-ga")
    for wrong, words in (
        (fields(parent_id=hole.pk), "Không đặt một nhóm vào chính nó"),
        (fields(answer="working d"), "Ghi một con số"),
        (fields(stop_message="Gọi 113"), "Nhóm có nhóm con"),
        (fields(), "Cần thời hạn trả lời"),
        (fields(name=""), "Ghi tên nhóm"),
    ):
        page = leader.post(f"{TREE}{top.pk}/", wrong)
        assert page.status_code == 422 and words in page.text, words
    top.refresh_from_db()
    assert top.name == "Hạ tầng" and "answer" in top.clocks
    emergency = category("khan-cap")
    below = leader.post(f"{TREE}them/", fields(parent_id=emergency.pk, answer="working d", answer_number="1"))
    assert below.status_code == 422


def test_a_rule_written_by_hand_stays_until_another_is_chosen(town: Town, leader: Client) -> None:
    lamp = category("den")
    lamp.clocks = {"answer": "same-day; cutoff 15:00"}
    save_category(lamp)
    assert "Giữ quy tắc: same-day; cutoff 15:00" in leader.get(f"{TREE}{lamp.pk}/").text
    leader.post(f"{TREE}{lamp.pk}/", fields(name="Đèn", parent_id=lamp.parent_id, answer="keep"))
    lamp.refresh_from_db()
    assert (lamp.name, lamp.clocks) == ("Đèn", {"answer": "same-day; cutoff 15:00"})


def test_categories_change_places_and_a_closed_group_closes_what_is_below(town: Town, leader: Client) -> None:
    assert names(town.place.pk)[:2] == ["Ổ gà", "Đèn đường"]
    leader.post(f"{TREE}{category('den').pk}/doi-cho/", {"viec": "len"})
    assert names(town.place.pk)[:2] == ["Đèn đường", "Ổ gà"]
    group = category("ha-tang")
    group.is_open = False
    save_category(group)
    assert names(town.place.pk) == ["Hồ sơ trễ hạn"]
    assert [branch.category.key for branch in tree_of(town.place.pk)] == ["ho-so", "khan-cap"]
    page = leader.get(TREE).text
    assert "Ổ gà" in page and "ngừng nhận" in page
    assert Client().get(f"/phan-anh/gui/{town.place.code}/o-ga/").status_code == 404


def test_closed_while_somebody_writes_nothing_is_lost_and_another_category_takes_it(town: Town, client: Client) -> None:
    address = f"/phan-anh/gui/{town.place.code}/"
    lamp = category("den")
    lamp.anonymous, lamp.questions = True, []
    save_category(lamp)
    hole = category("o-ga")
    hole.is_open = False
    save_category(hole)
    written = {"token": "viet-luc-nhom-con-mo", "description": "Ổ gà sâu trước chợ", "address": "12 Lê Lợi"}
    page = client.post(f"{address}o-ga/", written)
    assert page.status_code == 422 and "vừa ngừng nhận" in page.text and "Ổ gà sâu trước chợ" in page.text
    assert f'formaction="{address}den/"' in page.text and not Report.objects.regardless("test").exists()
    assert client.post(f"{address}den/", written).status_code == 302
    assert Report.objects.regardless("test").get().category == lamp


def test_a_place_without_categories_begins_with_the_usual_tree(town: Town) -> None:
    place = make_place()
    boss = sign_in(Client(), make_officer(place, "unit_head", valid_from=LONG_AGO))
    assert "chưa có nhóm nào" in boss.get(TREE).text
    boss.post(f"{TREE}khoi-dau/")
    assert {"Ổ gà", "Tiếng ồn, karaoke", "Hồ sơ quá ngày hẹn trả"} <= set(names(place.pk))
    boss.post(f"{TREE}khoi-dau/")
    assert names(place.pk).count("Ổ gà") == 1


def test_only_leaders_of_the_place_change_its_tree(town: Town) -> None:
    other = make_town()
    wanted = Wanted(name="Nhóm lạ", clocks={"answer": "working 1d"})
    with pytest.raises(NotFound):
        actions.save_category(actor=town.actor("unit_head"), unit_id=other.place.pk, wanted=wanted)
    with pytest.raises(NotFound):
        actions.move_category(
            actor=town.actor("unit_head"), unit_id=town.place.pk, category_id=other.category().pk, by=1
        )
    with pytest.raises(NotAllowed):
        actions.save_category(actor=town.actor("specialist"), unit_id=town.place.pk, wanted=wanted)
    with pytest.raises(Refusal):
        many = "\n".join(f"Câu {number}" for number in range(11))
        actions.save_category(
            actor=actor_of(town.user("unit_head")), unit_id=town.place.pk,
            wanted=Wanted(name="Nhiều câu", questions=many, clocks={"answer": "working 1d"}),
        )  # fmt: skip
    desk = sign_in(Client(), town.user("specialist"))
    assert desk.get(TREE).status_code == 403
    assert sign_in(Client(), other.user("unit_head")).get(f"{TREE}{town.category().pk}/").status_code == 404
