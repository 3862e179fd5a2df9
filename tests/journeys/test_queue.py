"""A number from the phone, the hall's display in a second browser, call, serve, link to the dossier, rate."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.city import City
from tests.gates.queue import step
from tests.journeys.conftest import PHONE, Device, Look
from tests.people import UNIT, Person

DESK = f"{UNIT}-mot-cua"


@pytest.fixture
def city(morning: City) -> City:
    """It is ten in the morning, whenever this runs."""
    return morning


def test_a_number_is_taken_shown_served_and_rated(
    city: City, phone: Page, device: Device, signed_in: Callable[..., Page], look: Look
) -> None:
    step(city, "open", DESK).communicate()
    with Person(city).as_citizen("0903000001") as person:
        dossier = person.filed("so-thu-tu")
    hall = device()
    hall.goto(f"/man-hinh/{DESK}/")
    look(hall, "man-hinh-trong")
    phone.goto("/lay-so/")
    look(phone, "lay-so-noi")
    phone.get_by_text("Huyện Củ Chi (").click()
    phone.get_by_role("link", name="Xã Tân Thông Hội", exact=True).click()
    look(phone, "lay-so-linh-vuc")
    phone.get_by_role("link", name="Hộ tịch, chứng thực").click()
    phone.get_by_role("button", name="Lấy số").click()
    look(phone, "lay-so-loi")
    phone.get_by_label("Họ tên người sẽ đến").fill("Nguyễn Thị Hồng Gấm")
    phone.get_by_label("Số điện thoại di động").fill("0903 000 077")
    phone.get_by_role("button", name="Lấy số").click()
    expect(phone.locator(".mc-number")).to_have_text(re.compile(r"^A\d{3}$"))
    number = phone.locator(".mc-number").inner_text()
    look(phone, "so-cho")
    address = phone.url
    officer = signed_in("tiepnhan.tanthonghoi")
    officer.goto("/can-bo/quay/")
    look(officer, "quay")
    officer.get_by_role("button", name="Mở quầy 2").click()
    officer.get_by_role("button", name="Mời người tiếp theo").click()
    expect(hall.locator(".is-calling")).to_contain_text(number)
    look(hall, "man-hinh-moi")
    look(officer, "quay-moi")
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text("Mời đến quầy 2 ngay")
    officer.get_by_role("button", name="Đã đến, phục vụ").click()
    officer.get_by_label("Gắn với hồ sơ").fill(dossier["code"])
    officer.get_by_role("button", name="Gắn", exact=True).click()
    expect(officer.locator("main")).to_contain_text(dossier["code"])
    officer.get_by_role("button", name="Xong").click()
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text(dossier["code"])
    phone.get_by_label("Rất hài lòng").check()
    look(phone, "so-danh-gia")
    phone.get_by_role("button", name="Gửi đánh giá").click()
    expect(phone.locator("main")).to_contain_text("Đã nhận đánh giá")
    expect(hall.locator("[data-mc=nobody]")).to_be_visible()


def test_without_scripts_the_queue_works(city: City, no_script: Page, device: Device, look: Look) -> None:
    step(city, "open", DESK).communicate()
    no_script.goto(f"/lay-so/{DESK}/dat-dai/")
    no_script.get_by_label("Họ tên người sẽ đến").fill("Trần Văn Tám")
    no_script.get_by_label("Số điện thoại di động").fill("0903 000 078")
    no_script.get_by_role("button", name="Lấy số").click()
    expect(no_script.locator(".mc-number")).to_have_text(re.compile(r"^B\d{3}$"))
    small = device(PHONE)
    small.goto(f"/man-hinh/{DESK}/")
    look(small, "man-hinh-nho")
