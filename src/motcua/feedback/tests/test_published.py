"""What everybody finds at the door of the room: published reports by place, group and verdict."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.feedback import actions
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


def published(town: Town, text: str, **more: Any) -> None:
    report = answered(town, make_report(town, description=text, **more))
    actions.publish(
        actor=town.actor("unit_head"), report_id=report.pk, text=text, answer="Đã vá.", address="", photos={}
    )


def test_the_list_is_narrowed_by_group_and_verdict_and_says_when_nothing_fits(client: Client) -> None:
    town = make_town()
    published(town, "Ổ gà mới")
    published(town, "Ổ gà cũ", at=clock.now() - timedelta(days=40))
    place = f"/phan-anh/?don-vi={town.place.code}"
    assert {"Ổ gà mới", "Ổ gà cũ"} == {text for text in ("Ổ gà mới", "Ổ gà cũ") if text in client.get(place).text}
    late = client.get(f"{place}&ket-qua=qua-han").text
    assert "Ổ gà cũ" in late and "Ổ gà mới" not in late and "mc-filters" in late
    assert "Ổ gà cũ" in client.get(f"{place}&nhom=o-ga").text
    nothing = client.get(f"{place}&nhom=den&ket-qua=dung-han").text
    assert "Không có phản ánh nào như vậy" in nothing and "Bỏ bớt điều kiện" in nothing


def test_filters_that_are_none_are_left_out(client: Client) -> None:
    town = make_town()
    published(town, "Ổ gà mới")
    page = client.get(f"/phan-anh/?don-vi={town.place.code}&nhom=%27--&ket-qua=khong-co&trang=x")
    assert page.status_code == 200 and "Ổ gà mới" in page.text
