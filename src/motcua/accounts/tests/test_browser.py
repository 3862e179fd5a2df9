"""Passkeys and one-time codes in a real browser, with a virtual authenticator."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from motcua.accounts.factories import make_officer
from motcua.accounts.models import User
from motcua.accounts.queries import factors_of
from motcua.units.factories import make_place, make_unit
from motcua.units.queries import desk_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "một câu dài khó đoán"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    view = context.new_page()
    view.violations = []
    view.on("console", lambda line: view.violations.append(line.text) if "Content Security" in line.text else None)
    yield view
    assert view.violations == []
    context.close()


def with_authenticator(page: Page) -> None:
    """A device with a fingerprint reader that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_make_a_passkey_and_sign_in_with_it(page, live_server):
    ward = make_place(parent=make_unit(level="city"))
    user = make_officer(desk_of(ward.pk), username="lan.nt", password=PASSWORD)
    with_authenticator(page)
    page.goto(f"{live_server.url}/can-bo/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("lan.nt")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.goto(f"{live_server.url}/can-bo/tai-khoan/khoa/")
    page.get_by_label("Tên gợi nhớ").fill("Điện thoại")
    page.get_by_role("button", name="Tạo khóa").click()
    page.wait_for_url("**/ma-du-phong/")
    assert len(factors_of(User.objects.get(pk=user.pk)).passkeys) == 1
    page.goto(f"{live_server.url}/dang-xuat/")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/can-bo/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.wait_for_url(lambda address: "dang-nhap" not in address)
    page.goto(f"{live_server.url}/can-bo/tai-khoan/")
    assert page.get_by_role("heading", name="Tài khoản và bảo mật").is_visible()


def test_a_citizen_signs_in_on_a_phone(page, live_server, settings):
    settings.DEMO = True
    page.goto(f"{live_server.url}/cua-toi/thong-tin/")
    page.get_by_label("Số điện thoại di động hoặc thư điện tử").fill("0903 000 001")
    page.get_by_role("button", name="Gửi mã", exact=True).click()
    code = page.locator("[data-demo-code]").inner_text()
    page.get_by_label("Mã đăng nhập").fill(code)
    page.get_by_role("button", name="Đăng nhập", exact=True).last.click()
    page.wait_for_url("**/cua-toi/thong-tin/")
    assert User.objects.get().phone == "+84903000001"
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
