"""A mother in xã Tân Thông Hội registers a birth from her phone, and the commune sees it through to the certificate."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.city import City
from tests.journeys.conftest import PHONE, Device, Look
from tests.journeys.steps import BIRTH, begin, fill_until, go_on, read_picture, read_sheet, send_photo, submit

pytestmark = pytest.mark.browser


def file_birth(page: Page, look: Look, paper: Path) -> tuple[str, str]:
    """From the first page to the receipt, looking at every screen."""
    page.goto("/")
    look(page, "trang-dau")
    page.goto("/nop-ho-so/")
    look(page, "bat-dau")
    page.click("main a:has-text('Đăng ký khai sinh')")
    page.wait_for_load_state("load")
    look(page, "noi-nop")
    page.goto(BIRTH)
    look(page, "truoc-khi-khai")
    begin(page, BIRTH)
    go_on(page)
    look(page, "cho-can-sua")
    assert page.locator(".govuk-error-summary").is_visible()
    fill_until(page, "giay-to", lambda name: look(page, f"khai-{name}"))
    send_photo(page, paper)
    look(page, "giay-to")
    go_on(page)
    look(page, "lien-he")
    go_on(page)
    look(page, "kiem-tra")
    found = submit(page)
    look(page, "da-nop")
    return found


def check_paper(page: Page, city: City, code: str, secret: str) -> None:
    """The sheet and the screen carry what another program reads back."""
    address = page.locator("a:has-text('PDF')").get_attribute("href")
    answer = page.request.get(address or "")
    assert answer.headers["content-type"] == "application/pdf"
    codes, words = read_sheet(answer.body())
    assert codes == {code, f"{city.url}/tra-cuu/{code}"}
    assert code in words
    assert secret in words
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert read_picture(page.locator(".mc-receipt__qr").screenshot()) == [f"{city.url}/tra-cuu/{code}"]


def act(page: Page, code: str, button: str, done: str, look: Look, name: str, **fields: str) -> None:
    """An officer finds the dossier in the list of work, opens it and does the one thing that moves it on."""
    page.goto("/can-bo/")
    row = page.locator(".mc-item", has_text=code)
    row.locator("a.mc-item__link").click()
    page.wait_for_load_state("load")
    look(page, f"ho-so-{name}")
    page.locator(".mc-acts__main").get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("load")
    for box in page.locator("#act-form input[type=checkbox]").all():
        box.check()
    for label, value in fields.items():
        page.fill(f"[name={label}]", value)
    look(page, f"viec-{name}")
    page.locator("#act-form button.govuk-button").click()
    page.wait_for_load_state("load")
    assert done in page.locator(".mc-banner").inner_text()


@pytest.mark.parametrize("kind", ["phone", "desktop"])
def test_from_the_phone_to_the_certificate(
    kind: str,
    request: pytest.FixtureRequest,
    city: City,
    device: Device,
    signed_in: Callable[..., Page],
    look: Look,
    paper: Path,
) -> None:
    mother: Page = request.getfixturevalue(kind)
    code, secret = file_birth(mother, look, paper)
    check_paper(mother, city, code, secret)
    if kind == "desktop":
        return
    stranger = device(PHONE)

    def outside(words: str, name: str) -> None:
        stranger.goto(f"/tra-cuu/{code}")
        look(stranger, f"tra-cuu-{name}")
        assert words in stranger.locator(".mc-progress").inner_text()
        assert "N*** M*** A***" in stranger.locator(".mc-progress").inner_text()
        assert "Nguyễn Minh An" not in stranger.content()
        assert secret not in stranger.content()

    outside("chờ tiếp nhận", "1-da-nop")
    receiver = signed_in("tiepnhan.tanthonghoi")
    receiver.goto("/can-bo/")
    look(receiver, "can-bo-viec-can-lam")
    act(receiver, code, "Tiếp nhận hồ sơ", "Đã tiếp nhận", look, "1-tiep-nhan")
    look(receiver, "ho-so-2-da-tiep-nhan")
    outside("Tư pháp", "2-da-tiep-nhan")
    act(signed_in("tuphap.tanthonghoi"), code, "Hoàn thành bước, chuyển tiếp", "bước sau", look, "3-xu-ly")
    outside("trình ký", "3-trinh-ky")
    act(signed_in("chutich.tanthonghoi"), code, "Ký kết quả", "Đã ký", look, "4-ky")
    act(signed_in("vanthu.tanthonghoi"), code, "Phát hành kết quả", "Đã phát hành", look, "5-phat-hanh")
    outside("Đã có kết quả", "5-co-ket-qua")
    act(receiver, code, "Trả kết quả", "Đã trả kết quả", look, "6-tra", fee_document="BL 000123")
    outside("Đã trả", "6-da-tra")

    mother.context.clear_cookies()
    mother.goto("/tra-cuu/")
    look(mother, "tra-cuu-nhap-ma")
    mother.fill("#ma", code.lower().replace(".", " ").replace("-", " "))
    mother.click("main button:has-text('Tra cứu')")
    mother.wait_for_url(f"**/tra-cuu/{code}")
    mother.fill("[name=secret]", "AAAAAA")
    mother.click("button:has-text('Xem thêm')")
    mother.wait_for_load_state("load")
    look(mother, "tra-cuu-sai-ma-rieng")
    assert mother.locator(".govuk-error-summary").is_visible()
    mother.fill("[name=secret]", secret.lower())
    mother.click("button:has-text('Xem thêm')")
    mother.wait_for_url("**/cua-toi/ho-so/**")
    look(mother, "ho-so-cua-toi")
    shown = mother.locator("main").inner_text()
    assert "Nguyễn Minh An" in shown
    assert secret not in mother.url
    mother.get_by_label("Rất hài lòng", exact=True).check()
    mother.fill("[name=comment]", "Làm nhanh, cảm ơn cô ở quầy")
    mother.click("button:has-text('Gửi đánh giá')")
    mother.wait_for_load_state("load")
    look(mother, "da-danh-gia")
    assert "5/5" in mother.locator("#danh-gia").inner_text()
    mother.click("text=Ai đã xem thông tin cá nhân")
    assert "Trần Thị Ngọc Lan" in mother.locator("main").inner_text()
