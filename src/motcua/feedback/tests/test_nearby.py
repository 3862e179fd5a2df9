"""Reports near by: found before one more is sent, followed instead, merged by officers with a fair verdict."""

import math
import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts.factories import make_citizen, sign_in
from motcua.accounts.queries import actor_of
from motcua.feedback import actions
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.feedback.models import Follower, Report
from motcua.feedback.queries.nearby import near
from motcua.feedback.rules.mercator import DEEPEST, cell_of
from motcua.feedback.rules.nearby import box_around, metres_between, spans_around
from motcua.kernel import clock, outbox
from motcua.kernel.refusals import Refusal
from motcua.ledger.queries import STAFF, timeline
from motcua.notifications.models import Message
from motcua.units.factories import make_place
from motcua.work.models import WorkItem

HERE = (106.5920, 10.8865)
SENT = datetime(2026, 11, 25, 9, tzinfo=clock.LOCAL)
HOUR = timedelta(hours=1)


def north_of(metres: float) -> tuple[float, float]:
    return (HERE[0], HERE[1] + metres / 111_195)


def test_the_box_holds_the_circle_and_the_distance_is_exact() -> None:
    box = box_around(HERE, 100)
    assert metres_between(HERE, (HERE[0], box.north)) == pytest.approx(100, abs=0.01)
    assert metres_between(HERE, (box.east, HERE[1])) == pytest.approx(100, abs=0.01)
    assert metres_between((106.70098, 10.77653), (106.69507, 10.77978)) == pytest.approx(740, abs=5)


@given(st.tuples(st.floats(102, 110), st.floats(8, 24)), st.integers(1, 5000), st.floats(-1, 1), st.floats(-1, 1))
def test_every_place_of_the_box_is_in_one_of_its_few_ranges(
    point: tuple[float, float], radius: int, across: float, along: float
) -> None:
    box = box_around(point, radius)
    spans = spans_around(box)
    assert 1 <= len(spans) <= 4 and all(first < end for first, end in spans)
    place = point[0] + across * (box.east - point[0]), point[1] + along * (box.north - point[1])
    assert sum(first <= cell_of(place) < end for first, end in spans) == 1
    cells_across = (box.east - box.west) / 360 * 2**DEEPEST
    assert all(math.isqrt(end - first) <= max(1, 2.1 * cells_across) for first, end in spans)


@pytest.mark.django_db
def test_what_is_near_is_found_across_the_edges_of_cells() -> None:
    town = make_town()
    chance = random.Random(5)
    points = [(HERE[0] + chance.uniform(-0.003, 0.003), HERE[1] + chance.uniform(-0.003, 0.003)) for _ in range(60)]
    known = {make_report(town, point=point).pk: point for point in points}
    for asked in points[::6]:
        close = sorted((metres_between(asked, point), pk) for pk, point in known.items())
        wanted = [pk for metres, pk in close if metres <= town.category().radius]
        assert [each.report.pk for each in near(town.category(), asked, most=60)] == wanted


@pytest.mark.django_db
def test_near_is_the_same_kind_within_the_radius_and_not_long_answered() -> None:
    town = make_town()
    close = make_report(town, point=north_of(40))
    edge = make_report(town, point=north_of(99))
    make_report(town, point=north_of(104))
    make_report(town, key="den", point=HERE, details={"cot": "1"})
    old = answered(town, make_report(town, point=HERE, at=SENT - timedelta(days=60)), at=SENT - timedelta(days=60))
    assert old.state == "answered"
    found = near(town.category(), HERE)
    assert [each.report.pk for each in found] == [close.pk, edge.pk] and found[0].metres in (40, 50)
    assert near(town.category(), None) == [] and near(town.category("ho-so"), HERE) == []
    assert near(make_town().category(), HERE) == []


def send(client: Client, town: Town, **fields: Any) -> Any:
    data = {
        "token": "mot-to-khai-gan-day", "description": "Ổ gà sâu", "address": "", "longitude": HERE[0], "latitude": HERE[1],
        **fields,
    }  # fmt: skip
    return client.post(f"/phan-anh/gui/{town.place.code}/o-ga/", data)


@pytest.mark.django_db
def test_before_sending_the_known_one_is_shown_once_and_may_be_followed(client: Client) -> None:
    town = make_town()
    known = make_report(town, point=north_of(30), description="Chữ của người khác")
    page = send(client, town)
    assert page.status_code == 200 and known.code in page.text and "Chữ của người khác" not in page.text
    assert "Ổ gà sâu" in page.text and Report.objects.regardless("test").count() == 1
    assert (
        f"next=%2Fphan-anh%2F{known.code}" in client.post("/phan-anh/theo-doi/", {"ma": known.code}).headers["Location"]
    )
    other = make_citizen("Trần Văn Bình")
    sign_in(client, other)
    for _twice in range(2):
        assert client.post("/phan-anh/theo-doi/", {"ma": known.code}).headers["Location"] == f"/phan-anh/{known.code}"
    known.refresh_from_db()
    assert known.followed == 1 and known.code in client.get("/phan-anh/").text
    fragment = client.post(
        f"/phan-anh/gui/{town.place.code}/o-ga/gan-day/", {"longitude": HERE[0], "latitude": HERE[1]}
    ).text
    assert "1 người theo dõi" in fragment and "<html" not in fragment
    actions.accept(actor=town.actor("specialist"), report_id=known.pk)
    outbox.drain()
    mine = Message.objects.filter(template_code="report.followed", user=other)
    assert mine.exists() and all("đã được tiếp nhận" in message.subject for message in mine if message.subject)
    client.post("/phan-anh/bo-theo-doi/", {"ma": known.code})
    known.refresh_from_db()
    assert known.followed == 0 and not Follower.objects.exists()
    assert send(client, town, seen="1").status_code == 302
    assert send(client, town, token="mot-to-khai-cho-mang").status_code == 200
    data = {"token": "mot-to-khai-cho-mang", "description": "Ổ gà sâu", "longitude": HERE[0], "latitude": HERE[1]}
    waited = client.post(f"/phan-anh/gui/{town.place.code}/o-ga/", data, headers={"X-Requested-With": "queue"})
    assert waited.status_code == 302


@pytest.mark.django_db
def test_merged_everybody_moves_along_and_each_is_judged_by_its_own_clock() -> None:
    town = make_town()
    desk, leader = town.actor("specialist"), town.actor("unit_head")
    first = make_report(town, at=SENT, point=HERE)
    second = make_report(town, at=SENT + HOUR, point=north_of(20))
    fan = actor_of(make_citizen("Trần Văn Bình"))
    actions.follow(actor=fan, report_id=second.pk)
    with pytest.raises(Refusal) as refused:
        actions.merge(actor=desk, report_id=first.pk, into=second.code, at=SENT + HOUR)
    assert "chiều ngược lại" in str(refused.value.fields["into"])
    merged = actions.merge(actor=desk, report_id=second.pk, into=first.code, reason="Cùng ổ gà", at=SENT + 2 * HOUR)
    assert merged.state == "merged" and merged.verdict == "" and merged.closed_at is None
    items = {item.code: item for item in WorkItem.objects.regardless("test").filter(kind="feedback.report")}
    assert items[second.code].closed_at is not None and items[second.code].verdict == ""
    assert items[first.code].closed_at is None
    assert Follower.objects.get().report_id == first.pk and Follower.objects.get().came_from == second.code
    assert [event.kind for event in timeline(first.subject, STAFF)][-1] == "report.absorbed"
    actions.accept(actor=desk, report_id=first.pk, at=SENT + 2 * HOUR)
    actions.draft_answer(actor=desk, report_id=first.pk, answer="Đã vá.", handled=True, at=SENT + 3 * HOUR)
    actions.approve(actor=leader, report_id=first.pk, answer="Đã vá.", at=SENT + 4.5 * HOUR)
    first.refresh_from_db()
    merged.refresh_from_db()
    assert (first.verdict, merged.verdict) == ("late", "on_time")
    assert merged.answer == "Đã vá." and merged.answered_at == first.answered_at
    outbox.drain()
    kinds = set(Message.objects.values_list("template_code", "related"))
    assert {("report.merged", merged.subject), ("report.answered", merged.subject)} <= kinds
    assert ("report.followed", first.subject) in kinds


@pytest.mark.django_db
def test_merging_cures_no_lateness_and_crosses_no_border() -> None:
    town = make_town()
    first, second = (make_report(town, at=SENT + minutes * HOUR / 60, point=HERE) for minutes in (0, 10))
    merged = actions.merge(
        actor=town.actor("specialist"), report_id=second.pk, into=first.code, at=SENT + timedelta(days=1)
    )
    assert merged.verdict == "late"
    item = WorkItem.objects.regardless("test").get(subject=merged.subject)
    assert item.verdict == "late"
    third = make_report(town, at=SENT + HOUR)
    elsewhere = make_report(make_town(), at=SENT)
    for code in (elsewhere.code, third.code, second.code, "PA-000000-9999", "\x00"):
        with pytest.raises(Refusal):
            actions.merge(actor=town.actor("specialist"), report_id=third.pk, into=code)
    assert make_place().pk != town.place.pk


@pytest.mark.django_db
def test_the_pages_say_where_it_went(client: Client) -> None:
    town = make_town()
    first, second = make_report(town, at=SENT, point=HERE), make_report(town, at=SENT + HOUR, point=HERE)
    desk = sign_in(Client(), town.user("specialist"))
    base = f"/can-bo/phan-anh/{second.pk}/"
    assert f'value="{first.code}"' in desk.get(f"{base}gop/").text
    wrong = desk.post(f"{base}gop/", {"revision": 1, "into": "PA-1", "reason": "Cùng một hố"})
    assert wrong.status_code == 422 and "Cùng một hố" in wrong.text
    desk.post(f"{base}gop/", {"revision": 1, "into": first.code, "reason": "Cùng một hố"})
    assert first.code in desk.get(base).text and second.code in desk.get(f"/can-bo/phan-anh/{first.pk}/").text
    page = client.get(f"/phan-anh/{second.code}").text
    assert first.code in page and "được gộp" in page
    again = desk.post(f"{base}gop/", {"revision": 2, "into": first.code})
    assert again.status_code == 409
