"""A mother files a birth registration from a phone 360 pixels wide, keeps the receipt, and follows the dossier."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
START = "/nop-ho-so/?thu-tuc=1.001193&don-vi=cu-chi-tan-thong-hoi"
NEXT = "button:has-text('Lưu và tiếp tục')"
ENDINGS = {
    "-day": "5", "-month": "6", "-year": "1990", "_id": "079190001234", "ethnicity": "Kinh", "nationality": "Việt Nam",
    "copies": "2", "phone": "0903 000 001", "-street": "12/5 ấp Chợ", "-unit": "xã Tân Thông Hội, huyện Củ Chi",
}  # fmt: skip


def fill_screen(page: Page) -> None:
    """Answers every visible empty question of a screen with something sound."""
    inputs = "form[data-mc] input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file])"
    for box in page.locator(inputs).all():
        if box.is_visible() and not box.input_value():
            name = box.get_attribute("name") or ""
            if name.endswith("email"):
                continue
            box.fill(next((value for ending, value in ENDINGS.items() if name.endswith(ending)), "Nguyễn Minh An"))
    for name in dict.fromkeys(
        r.get_attribute("name") for r in page.locator("form[data-mc] input[type=radio]").all() if r.is_visible()
    ):
        if not page.locator(f"[name='{name}']:checked").count():
            page.locator(f"[name='{name}']").first.check()
    for box in page.locator("form[data-mc] input[type=checkbox]").all():
        if box.is_visible():
            box.check()


def go_on(page: Page) -> None:
    """Presses the button and waits for the next page."""
    page.click(NEXT)
    page.wait_for_load_state("load")


def file_it(
    page: Page, accessible: Callable[[Page], None], picture: Callable[[Page, str], None], photo: Path
) -> tuple[str, str]:
    """From the first page to the receipt; answers code and secret."""
    seen = 0

    def look(name: str) -> None:
        nonlocal seen
        seen += 1
        accessible(page)
        picture(page, f"{page.viewport_size['width']}-{seen:02d}-{name}")

    page.goto("/nop-ho-so/")
    look("bat-dau")
    page.goto("/nop-ho-so/?thu-tuc=1.001193")
    look("noi-nop")
    page.goto(START)
    look("truoc-khi-khai")
    page.click("text=Bắt đầu khai")
    page.wait_for_url("**/declarant/")
    go_on(page)
    look("cho-can-sua")
    for _ in range(20):
        where = page.url.rstrip("/").rsplit("/", 1)[-1]
        if where == "giay-to":
            break
        fill_screen(page)
        look(f"khai-{where}")
        go_on(page)
    look("giay-to")
    page.locator("input[type=file]").first.set_input_files(photo)
    page.locator(".mc-upload__file--done").wait_for()
    look("da-gui-tep")
    go_on(page)
    look("lien-he")
    go_on(page)
    look("kiem-tra")
    page.check("[name=declared]")
    page.click("button:has-text('Nộp hồ sơ')")
    page.wait_for_url("**/da-nop/")
    look("da-nop")
    code = page.locator(".govuk-panel .mc-code").inner_text().strip()
    return code, page.locator(".mc-receipt .mc-code").inner_text().strip()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "giay-chung-sinh.jpg"
    Image.new("RGB", (900, 1200), "#f4efe0").save(path)
    return path


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_filing_keeping_the_receipt_and_following_it(screen, request, accessible, picture, photo) -> None:
    page: Page = request.getfixturevalue(screen)
    code, secret = file_it(page, accessible, picture, photo)
    assert re.fullmatch(r"[A-Z0-9.]+-\d{6}-\d{4,}", code) and len(secret) == 6
    address = page.locator("a:has-text('PDF')").get_attribute("href")
    sheet = pypdfium2.PdfDocument(page.request.get(address).body())[0].render(scale=200 / 72).to_pil()
    assert code in {one.text for one in zxingcpp.read_barcodes(sheet.convert("L"))}
    shown = Image.open(io.BytesIO(page.locator(".mc-receipt__qr").screenshot()))
    assert [one.text.rsplit("/", 1)[-1] for one in zxingcpp.read_barcodes(shown)] == [code]

    page.context.clear_cookies()
    page.goto("/tra-cuu/")
    accessible(page)
    page.fill("#ma", code.lower().replace(".", " ").replace("-", " "))
    page.click("main button:has-text('Tra cứu')")
    page.wait_for_url(f"**/tra-cuu/{code}")
    accessible(page)
    picture(page, f"{screen}-tra-cuu")
    assert "Nguyễn Minh An" not in page.content() and secret not in page.content()
    page.fill("[name=secret]", "AAAAAA")
    page.click("button:has-text('Xem thêm')")
    page.wait_for_load_state("load")
    accessible(page)
    assert page.locator(".govuk-error-summary").is_visible()
    page.fill("[name=secret]", secret.lower())
    page.click("button:has-text('Xem thêm')")
    page.wait_for_url("**/cua-toi/ho-so/**")
    accessible(page)
    picture(page, f"{screen}-ho-so-cua-toi")
    assert "Nguyễn Minh An" in page.content() and secret not in page.url


def test_a_closed_tab_loses_nothing(phone: Page) -> None:
    phone.goto(START)
    phone.click("text=Bắt đầu khai")
    phone.wait_for_url("**/declarant/")
    phone.fill("[name=declarant_name]", "Nguyễn Thị Hồng Gấm")
    with phone.expect_response(lambda answer: answer.url.endswith("/luu/")) as saved:
        phone.fill("[name=declarant_phone]", "0903")
    assert saved.value.ok
    phone.locator(".mc-saved").filter(has_text="Đã lưu").wait_for()
    address = phone.url
    again = phone.context.new_page()
    phone.close()
    again.goto("/nop-ho-so/")
    again.click("a:has-text('Đăng ký khai sinh') >> nth=0")
    again.wait_for_url(address)
    assert again.input_value("[name=declarant_name]") == "Nguyễn Thị Hồng Gấm"
    assert again.input_value("[name=declarant_phone]") == "0903"


def test_typed_without_network_it_is_filed_once_when_the_network_is_back(phone: Page, photo: Path) -> None:
    phone.goto(START)
    phone.click("text=Bắt đầu khai")
    for _ in range(20):
        phone.wait_for_load_state("load")
        if "giay-to" in phone.url:
            break
        fill_screen(phone)
        go_on(phone)
    phone.locator("input[type=file]").first.set_input_files(photo)
    phone.locator(".mc-upload__file--done").wait_for()
    go_on(phone)
    go_on(phone)
    assert "kiem-tra" in phone.url
    phone.check("[name=declared]")
    phone.context.set_offline(True)
    phone.click("button:has-text('Nộp hồ sơ')")
    phone.locator(".mc-card--call").first.wait_for()
    phone.context.set_offline(False)
    phone.locator(".mc-toast a, .mc-row a").first.wait_for()
    address = phone.locator(".mc-toast a, .mc-row a").first.get_attribute("href")
    assert address is not None and address.endswith("/da-nop/")
    phone.goto(address)
    assert phone.locator(".govuk-panel").is_visible()
