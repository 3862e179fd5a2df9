"""An appointment from the phone, checked in at the desk, called before who came without; a question answered."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.city import City
from tests.gates.queue import step
from tests.journeys.conftest import Look
from tests.people import UNIT

DESK = f"{UNIT}-mot-cua"


@pytest.fixture
def city(morning: City) -> City:
    """It is ten in the morning, whenever this runs."""
    return morning


def signed_in_on_the_way(page: Page, phone: str) -> None:
    """The telephone is confirmed by the code that the demo city shows."""
    page.get_by_role("link", name="Nhận mã về điện thoại").click()
    page.get_by_label(re.compile("Số điện thoại")).fill(phone)
    page.locator("main form button").first.click()
    code = re.search(r"\b\d{6}\b", page.locator("main").inner_text())
    assert code is not None
    page.locator("input[name=code]").fill(code[0])
    page.locator("main form button").first.click()


def test_an_appointment_is_booked_checked_in_and_a_question_answered(
    city: City, phone: Page, signed_in: Callable[..., Page], look: Look
) -> None:
    step(city, "open", DESK).communicate()
    officer = signed_in("tiepnhan.tanthonghoi")
    officer.goto("/can-bo/lich-hen/cai-dat/kinh-doanh/")
    look(officer, "hen-cai-dat")
    officer.get_by_label("Đặt trước ít nhất (phút)").fill("0")
    officer.get_by_role("button", name="Lưu").click()
    look(officer, "hen-cac-linh-vuc")
    person = phone
    person.goto("/dat-hen/")
    look(person, "hen-viec")
    person.get_by_role("link", name="Đăng ký kinh doanh").click()
    person.get_by_text("Huyện Củ Chi (").click()
    look(person, "hen-noi")
    person.get_by_role("link", name="Xã Tân Thông Hội", exact=True).click()
    look(person, "hen-ngay")
    person.locator(".mc-row__title a").first.click()
    look(person, "hen-gio")
    person.locator(".mc-times button").first.click()
    expect(person.locator("main")).to_contain_text("Chỗ này đang được giữ đến")
    look(person, "hen-giu-cho")
    signed_in_on_the_way(person, "0903 000 079")
    person.get_by_role("button", name="Đặt lịch hẹn").click()
    look(person, "hen-loi")
    person.get_by_label("Họ tên người sẽ đến").fill("Phạm Thị Út")
    person.get_by_role("button", name="Đặt lịch hẹn").click()
    expect(person.locator("main")).to_contain_text("Cần mang theo")
    look(person, "hen-da-dat")
    reference = person.locator(".mc-code").inner_text()
    officer.goto("/can-bo/lich-hen/")
    look(officer, "hen-hom-nay")
    officer.get_by_role("button", name=f"Đã đến: {reference}").click()
    person.reload()
    expect(person.locator(".mc-number")).to_have_text(re.compile(r"^C\d{3}$"))
    expect(officer.locator("main")).to_contain_text(f"Số thứ tự: {person.locator('.mc-number').inner_text()}")
    asked_and_answered(person, officer, look)


def asked_and_answered(person: Page, officer: Page, look: Look) -> None:
    """A question for a call back, answered by an officer, read by who asked."""
    person.goto(f"/tu-van/{DESK}/thu-tuc/")
    look(person, "tu-van")
    person.get_by_label("Họ tên").fill("Phạm Thị Út")
    person.get_by_label("Điều muốn hỏi").fill("Đổi tên hộ kinh doanh thì nộp ở đâu?")
    person.get_by_role("button", name="Gửi câu hỏi").click()
    look(person, "tu-van-da-gui")
    officer.goto("/can-bo/tu-van/")
    look(officer, "tu-van-cho-tra-loi")
    officer.get_by_role("link", name="Thủ tục hành chính – Phạm Thị Út").click()
    look(officer, "tu-van-tra-loi")
    officer.get_by_label("Đã trả lời thế nào").fill("Nộp tại bộ phận một cửa, mẫu có sẵn ở quầy 3.")
    officer.get_by_role("button", name="Ghi câu trả lời").click()
    person.reload()
    expect(person.locator("main")).to_contain_text("mẫu có sẵn ở quầy 3")
