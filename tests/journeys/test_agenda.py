"""The week's plan: entered on a phone, a clash told while typing, submitted, approved by the chairman, read by a resident."""

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from motcua.kernel import clock
from tests.city import City
from tests.journeys.conftest import PHONE, Look
from tests.people import UNIT

TITLE = "Họp chuẩn bị ngày hội việc làm"


def wednesday() -> datetime:
    """The middle of next week, which nobody has planned yet."""
    today = clock.local(clock.now())
    return today + timedelta(days=9 - today.weekday())


def fill(page: Page, title: str, starts: str, ends: str) -> None:
    """What every entry of this story has."""
    page.get_by_role("textbox", name="Nội dung").fill(title)
    page.get_by_label("Từ", exact=True).fill(starts)
    page.get_by_label("Đến", exact=True).fill(ends)
    page.get_by_label("Phó Chủ tịch Lê Thị Kim Hoa").check()


def test_a_week_is_planned_on_a_phone_approved_and_read(
    city: City, phone: Page, signed_in: Callable[..., Page], look: Look
) -> None:
    day = wednesday().date().isoformat()
    clerk = signed_in("vanthu.tanthonghoi", on=PHONE)
    clerk.goto(f"/can-bo/lich/them/?ngay={day}")
    fill(clerk, TITLE, "08:00", "10:00")
    clerk.locator("[name=room]").select_option(index=1)
    look(clerk, "lich-them")
    clerk.get_by_role("button", name="Thêm vào lịch").click()
    expect(clerk.locator("main")).to_contain_text(TITLE)
    clerk.goto(f"/can-bo/lich/them/?ngay={day}")
    fill(clerk, "Kiểm tra công trình", "09:00", "11:00")
    expect(clerk.locator("[data-mc-clashes]")).to_contain_text(TITLE)
    clerk.get_by_label("Lý do vẫn xếp").fill("Dự phần cuối")
    look(clerk, "lich-trung")
    clerk.get_by_role("button", name="Thêm vào lịch").click()
    expect(clerk.locator("main")).to_contain_text("2 việc bị trùng giờ")
    clerk.get_by_role("button", name="Trình duyệt").click()
    look(clerk, "lich-da-trinh")
    leader = signed_in("chutich.tanthonghoi", on=PHONE)
    leader.goto("/can-bo/")
    leader.get_by_role("link", name="Duyệt lịch công tác tuần").click()
    look(leader, "lich-duyet")
    leader.get_by_role("button", name="Duyệt và công bố").click()
    expect(leader.locator("main")).to_contain_text("Đã duyệt và công bố")
    phone.goto("/lich-cong-tac/")
    look(phone, "lich-noi")
    phone.goto(f"/lich-cong-tac/{UNIT}/")
    look(phone, "lich-tuan-nay")
    phone.get_by_role("link", name="Tuần sau").click()
    expect(phone.locator("main")).to_contain_text(TITLE)
    look(phone, "lich-tuan-sau")
