"""People come in: a citizen with a code on a phone, an officer with an authenticator app and with a passkey."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Look
from tests.people import PASSWORD

pytestmark = pytest.mark.browser


def totp(secret: str, at: float) -> str:
    """The six digits of RFC 6238 for a key in base 32."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def with_password(page: Page, name: str) -> None:
    """The first step at the officers' door."""
    page.goto("/can-bo/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_load_state("load")


def leave(page: Page) -> None:
    """Signs out through the menu of the person."""
    page.goto("/dang-xuat/")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/can-bo/dang-nhap/")


def test_a_citizen_with_a_code(phone: Page, look: Look) -> None:
    phone.goto("/cua-toi/thong-tin/")
    look(phone, "dang-nhap")
    phone.get_by_label("Số điện thoại di động hoặc thư điện tử").fill("12")
    phone.get_by_role("button", name="Gửi mã", exact=True).click()
    phone.wait_for_load_state("load")
    look(phone, "dang-nhap-sai-so")
    assert phone.locator(".govuk-error-summary").is_visible()
    phone.get_by_label("Số điện thoại di động hoặc thư điện tử").fill("0903 000 001")
    phone.get_by_role("button", name="Gửi mã", exact=True).click()
    phone.wait_for_load_state("load")
    look(phone, "dang-nhap-ma")
    right = phone.locator("[data-demo-code]").inner_text().strip()
    phone.get_by_label("Mã đăng nhập").fill("000000" if right != "000000" else "111111")
    phone.locator("main").get_by_role("button", name="Đăng nhập", exact=True).click()
    phone.wait_for_load_state("load")
    look(phone, "dang-nhap-sai-ma")
    assert phone.locator(".govuk-error-summary").is_visible()
    phone.get_by_label("Mã đăng nhập").fill(right)
    phone.locator("main").get_by_role("button", name="Đăng nhập", exact=True).click()
    phone.wait_for_url("**/cua-toi/thong-tin/")
    look(phone, "thong-tin-cua-toi")
    assert "Nguyễn Thị Hồng Gấm" in phone.content()
    for address in ("/cua-toi/", "/cua-toi/doanh-nghiep/"):
        phone.goto(address)
        look(phone, "da-dang-nhap" + address.replace("/", "-"))
    phone.get_by_role("button", name="Đăng xuất").click()
    phone.wait_for_load_state("load")
    phone.goto("/cua-toi/thong-tin/")
    assert "/dang-nhap/" in phone.url


def test_an_officer_with_an_authenticator_app(desktop: Page, look: Look) -> None:
    with_password(desktop, "thuphi.tanthonghoi")
    desktop.goto("/can-bo/tai-khoan/ung-dung/")
    look(desktop, "ung-dung-xac-thuc")
    secret = re.sub(r"\s", "", desktop.locator("main code").inner_text())
    at = time.time()
    desktop.locator("[name=code]").fill(totp(secret, at))
    desktop.get_by_role("button", name="Liên kết").click()
    desktop.wait_for_url("**/ma-du-phong/")
    look(desktop, "ma-du-phong")
    spare = re.findall(r"\b[0-9a-z]{8,}\b", desktop.locator("main").inner_text().lower())
    leave(desktop)
    with_password(desktop, "thuphi.tanthonghoi")
    look(desktop, "buoc-hai")
    code = desktop.locator("[name=code]")
    code.fill("000000")
    desktop.get_by_role("button", name="Đăng nhập", exact=True).click()
    desktop.wait_for_load_state("load")
    assert desktop.locator(".govuk-error-summary").is_visible()
    desktop.locator("[name=code]").fill(totp(secret, at + 30))
    desktop.get_by_role("button", name="Đăng nhập", exact=True).click()
    desktop.wait_for_url("**/can-bo/")
    leave(desktop)
    with_password(desktop, "thuphi.tanthonghoi")
    desktop.locator("[name=code]").fill(totp(secret, at + 30))
    desktop.get_by_role("button", name="Đăng nhập", exact=True).click()
    desktop.wait_for_load_state("load")
    assert desktop.locator(".govuk-error-summary").is_visible(), "a code counts once"
    assert spare, "recovery codes are shown"
    desktop.locator("[name=code]").fill(spare[0])
    desktop.get_by_role("button", name="Đăng nhập", exact=True).click()
    desktop.wait_for_url("**/can-bo/")


def test_an_officer_with_a_passkey(desktop: Page, look: Look) -> None:
    session = desktop.context.new_cdp_session(desktop)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    with_password(desktop, "diachinh.tanthonghoi")
    desktop.goto("/can-bo/tai-khoan/khoa/")
    look(desktop, "them-khoa")
    desktop.get_by_label("Tên gợi nhớ").fill("Máy ở quầy")
    desktop.get_by_role("button", name="Tạo khóa").click()
    desktop.wait_for_url("**/ma-du-phong/")
    leave(desktop)
    desktop.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    desktop.wait_for_url("**/can-bo/")
    desktop.goto("/can-bo/tai-khoan/")
    look(desktop, "tai-khoan-co-khoa")
    assert "Máy ở quầy" in desktop.locator("main").inner_text()


def test_an_officer_who_signed_out_sees_nothing_with_the_back_button(signed_in: Callable[..., Page]) -> None:
    page = signed_in("vanthu.tanthonghoi")
    page.goto("/can-bo/")
    leave(page)
    page.go_back()
    page.goto("/can-bo/")
    assert "/dang-nhap/" in page.url
