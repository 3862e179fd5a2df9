"""An editor who never programs: changes a fee and a question, sees the test fail, mends it, publishes from tomorrow.

In a real browser on the test server, so that the kernel's clock can go on to tomorrow without waiting.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings as live_settings
from django.test import Client
from playwright.sync_api import Browser, Page

from motcua.accounts.factories import make_officer, sign_in
from motcua.desk.tests.editing import TRIAL
from motcua.dossiers.factories import House, make_dossier, make_house, reread
from motcua.kernel import clock
from motcua.procedures import queries
from motcua.procedures.queries.drafting import told, workbench
from tests.journeys.conftest import DESKTOP, PHONE, Look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONDAY = datetime(2026, 12, 7, 9, tzinfo=clock.LOCAL)


@pytest.fixture
def at_desk(browser: Browser, live_server) -> Callable[..., Page]:
    """A browser of somebody who is signed in, or of anybody."""

    def make(client: Client | None = None, on: dict = DESKTOP) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="vi-VN", **on)
        context.set_default_timeout(10_000)
        if client is not None:
            value = client.cookies[live_settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": live_settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        return context.new_page()

    return make


def change_the_fee_and_a_question(page: Page, look: Look) -> None:
    """The editor's own part."""
    page.click("button:has-text('Sửa thành phiên bản mới')")
    look(page, "bien-tap-ban-nhap")
    page.click("a:has-text('Phí, lệ phí')")
    page.fill("#r0-amount", "12.000")
    page.click("main button:has-text('Lưu')")
    page.click("a:has-text('Biểu mẫu, câu hỏi')")
    look(page, "bien-tap-cau-hoi")
    page.click("a:has-text('Mục đích')")
    page.fill("[name=title]", "Xin để làm gì")
    page.fill("[name=longest]", "500")
    page.select_option("[name=show-field1]", label="Làm thay người khác")
    page.fill("[name=show-value1]", "đôi khi")
    page.click("main button:has-text('Lưu')")
    look(page, "bien-tap-dieu-kien-sai")
    assert page.input_value("[name=title]") == "Xin để làm gì" and "“có” hoặc “không”" in page.inner_text("main")
    page.select_option("[name=show-field1]", value="")
    page.click("main button:has-text('Lưu')")


def see_the_test_fail_and_mend_it(page: Page, look: Look) -> None:
    """The test case says what came out; it is accepted with a reason."""
    page.click("main a.govuk-back-link")
    assert "1 ca không đúng" in page.inner_text("main")
    page.click("main a:has-text('Ca kiểm thử')")
    look(page, "bien-tap-ca-kiem-thu-sai")
    shown = page.inner_text("main")
    assert "10.000 đ" in shown and "12.000 đ" in shown
    page.click("main button:has-text('Kết quả chạy ra là đúng')")
    assert "Cần nêu lý do" in page.inner_text("main")
    page.fill("[name=reason]", "Nghị quyết 12 tăng lệ phí")
    page.click("main button:has-text('Kết quả chạy ra là đúng')")
    page.wait_for_selector("text=Khác với ca kiểm thử của bản đang áp dụng")
    look(page, "bien-tap-ca-kiem-thu-da-sua")


def try_on_the_phone(page: Page, code: str, look: Look) -> None:
    """The draft in the frame, up to the fee."""
    page.goto(f"/can-bo/thu-tuc/{code}/xem-truoc/dien-thoai/")
    look(page, "bien-tap-dien-thoai")
    frame = page.frame_locator("iframe")
    frame.locator("button:has-text('Nộp hồ sơ')").click()
    frame.locator("[name=name]").fill("Nguyễn Văn An")
    frame.locator("[name=phone]").fill("0909123456")
    frame.locator("button:has-text('Tiếp tục')").click()
    frame.locator("label:has-text('Xin để làm gì')").wait_for()


def test_from_a_fee_to_tomorrow(at_desk, monkeypatch, look: Look) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    house: House = make_house(trials=[TRIAL])
    code = house.version.procedure.code
    editor = at_desk(sign_in(Client(), house.user("editor")))
    second = at_desk(sign_in(Client(), make_officer(house.desk, "editor")), PHONE)
    under_way = make_dossier(house, at=MONDAY)
    editor.goto("/can-bo/thu-tuc/")
    editor.click(f"a[href$='/{code}/']")
    change_the_fee_and_a_question(editor, look)
    see_the_test_fail_and_mend_it(editor, look)
    assert len(told(workbench(code))) == 4
    try_on_the_phone(editor, code, look)
    editor.goto(f"/can-bo/thu-tuc/{code}/duyet/")
    editor.click("button:has-text('Gửi phê duyệt')")
    second.goto(f"/can-bo/thu-tuc/{code}/duyet/")
    look(second, "bien-tap-phe-duyet")
    assert "Nghị quyết 12 tăng lệ phí" in second.inner_text("main")
    second.click("button[value=yes]")
    editor.goto(f"/can-bo/thu-tuc/{code}/cong-bo/")
    assert editor.input_value("[name=valid_from]") == "2026-12-08"
    editor.click("main button:has-text('Công bố')")
    editor.wait_for_selector("text=Đã công bố")
    citizen = at_desk(on=PHONE)
    citizen.goto(f"/thu-tuc/{code}/")
    look(citizen, "bien-tap-sap-doi")
    shown = citizen.inner_text("main")
    assert "Từ ngày 08/12/2026 có thay đổi" in shown and "10.000 đồng → 12.000 đồng" in shown
    assert queries.open_version(code, house.place.pk).pk == house.version.pk
    monkeypatch.setattr(clock, "now", lambda: MONDAY + timedelta(days=1))
    citizen.goto(f"/thu-tuc/{code}/")
    assert "có thay đổi" not in citizen.inner_text("main") and "12.000 đồng" in citizen.inner_text("main")
    assert reread(under_way).version_id == house.version.pk
    editor.goto(f"/can-bo/thu-tuc/{code}/lich-su/")
    look(editor, "bien-tap-lich-su")
