"""What people do again and again in journeys: filling screens, going on, reading codes with an independent reader."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

BIRTH = "/nop-ho-so/?thu-tuc=1.001193&don-vi=cu-chi-tan-thong-hoi"
MARITAL = "/nop-ho-so/?thu-tuc=1.004873&don-vi=cu-chi-tan-thong-hoi"
NEXT = "button:has-text('Lưu và tiếp tục')"
CODE = re.compile(r"[A-Z0-9.]+-\d{6}-\d{4,}")
ENDINGS = {
    "-day": "5", "-month": "6", "-year": "1990", "_id": "079090001234", "ethnicity": "Kinh", "nationality": "Việt Nam",
    "copies": "2", "phone": "0903 000 001", "-street": "12/5 ấp Chợ", "-unit": "xã Tân Thông Hội, huyện Củ Chi",
}  # fmt: skip
FIELDS = ("input:is([type=text],[type=tel],[type=number],:not([type]))", "textarea")
TYPED = ", ".join(f"main form[method=post] {field}:visible" for field in FIELDS)


def fill_screen(page: Page) -> None:
    """Answers every visible empty question of a screen with something sound."""
    groups = page.locator("main form[method=post] input[type=radio]:visible").all()
    for name in dict.fromkeys(radio.get_attribute("name") for radio in groups):
        if not page.locator(f"[name='{name}']:checked").count():
            page.locator(f"[name='{name}']").first.check()
    for box in page.locator(TYPED).all():
        name = box.get_attribute("name") or ""
        if not box.input_value() and not name.endswith("email"):
            box.fill(next((value for ending, value in ENDINGS.items() if name.endswith(ending)), "Nguyễn Minh An"))
    for box in page.locator("main form[method=post] input[type=checkbox]:visible").all():
        box.check()


def go_on(page: Page) -> None:
    """Presses the button and waits for the next page."""
    page.click(NEXT)
    page.wait_for_load_state("load")


def place(page: Page) -> str:
    """The last part of the address: which screen it is."""
    return page.url.partition("?")[0].rstrip("/").rsplit("/", 1)[-1]


def begin(page: Page, address: str) -> None:
    """From the page before the form to its first screen."""
    page.goto(address)
    page.click("text=Bắt đầu khai")
    page.wait_for_load_state("load")


def fill_until(page: Page, last: str, look: Callable[[str], None] = lambda name: None) -> None:
    """Fills screen after screen until the named one is shown."""
    for _ in range(25):
        if place(page) == last:
            return
        fill_screen(page)
        look(place(page))
        go_on(page)
    raise AssertionError(f"never came to {last}: {page.url}\n{page.locator('main').inner_text()[:2000]}")


def send_photo(page: Page, paper: Path) -> None:
    """Gives a photo to the first paper and waits until it is there."""
    page.locator("main input[type=file]").first.set_input_files(paper)
    page.locator(".mc-upload__file--done").first.wait_for()


def submit(page: Page) -> tuple[str, str]:
    """Declares and files; answers code and secret."""
    page.check("[name=declared]")
    page.click("button:has-text('Nộp hồ sơ')")
    page.wait_for_url("**/da-nop/")
    return receipt(page)


def receipt(page: Page) -> tuple[str, str]:
    """Code and secret as the receipt page shows them."""
    code = page.locator(".govuk-panel .mc-code").inner_text().strip()
    secret = page.locator(".mc-receipt .mc-code").inner_text().strip()
    assert CODE.fullmatch(code), code
    assert len(secret) == 6
    return code, secret


def file_marital(page: Page) -> tuple[str, str]:
    """Files the short procedure from its first page to its receipt."""
    begin(page, MARITAL)
    fill_until(page, "kiem-tra")
    return submit(page)


def read_sheet(content: bytes) -> tuple[set[str], str]:
    """What an independent reader finds in the barcodes of a PDF's first page, and the page's text."""
    sheet = pypdfium2.PdfDocument(content)[0]
    shown = sheet.render(scale=200 / 72).to_pil().convert("L")
    return {one.text for one in zxingcpp.read_barcodes(shown)}, sheet.get_textpage().get_text_bounded()


def read_picture(content: bytes) -> list[str]:
    """What an independent reader finds in a picture."""
    return [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(content)))]
