"""On a phone, six procedures are found by what people call them, and filing begins; the papers of one's own case on the way."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Look

pytestmark = pytest.mark.browser
# What a person types who knows no official name → the procedure meant.
WANTED = {
    "vợ mới đẻ làm giấy gì": "1.001193",
    "giay doc than": "1.004873",
    "sao y cong chung": "2.000815",
    "tôi muốn mở quán cà phê thì cần giấy tờ gì": "1.001612",
    "xin phep xay nah": "1.013225",
    "ông nội mới mất": "1.000656",
}


def first_place(page: Page) -> None:
    """Chooses the first place offered when there is a choice."""
    if "don-vi=" not in page.url:
        for closed in page.locator("main details:not([open]) > summary").all()[:1]:
            closed.click()
        page.locator("main a[href*='don-vi=']:visible").first.click()
        page.wait_for_load_state("load")


def test_six_procedures_are_found_and_begun_without_their_names(phone: Page, look: Look) -> None:
    for words, code in WANTED.items():
        phone.goto("/thu-tuc/")
        phone.get_by_role("combobox", name="Cần làm thủ tục gì?").fill(words)
        phone.keyboard.press("Enter")
        phone.wait_for_load_state("load")
        phone.locator("ol.mc-rows a").first.click()
        phone.wait_for_url(f"**/{code}/**")
        phone.get_by_role("button", name="Nộp hồ sơ", exact=True).click()
        phone.wait_for_load_state("load")
        first_place(phone)
        phone.click("text=Bắt đầu khai")
        phone.wait_for_load_state("load")
        expect(phone.locator("main form[method=post]").first).to_be_visible()
    look(phone, "bat-dau-khai")


def test_suggestions_by_keys_and_the_case_goes_along(phone: Page, look: Look) -> None:
    phone.goto("/thu-tuc/")
    look(phone, "thu-tuc")
    box = phone.get_by_role("combobox", name="Cần làm thủ tục gì?")
    box.press_sequentially("mo quan ca")
    expect(phone.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "tim-thu-tuc-goi-y-0")
    look(phone, "goi-y")
    box.press("Escape")
    expect(phone.get_by_role("listbox")).to_be_hidden()
    box.press_sequentially(" phe")
    expect(phone.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    phone.wait_for_url("**/1.001612/")
    phone.get_by_role("button", name="Trả lời vài câu").click()
    phone.wait_for_load_state("load")
    phone.get_by_label("Các thành viên hộ gia đình").check()
    phone.get_by_role("group", name="Người nộp là người được ủy quyền").get_by_label("Không").check()
    look(phone, "truong-hop")
    phone.get_by_role("button", name="Xem giấy tờ cần chuẩn bị").click()
    expect(phone.get_by_text("Biên bản họp thành viên hộ gia đình")).to_be_visible()
    look(phone, "giay-to-cua-toi")
    phone.get_by_role("button", name="Nộp hồ sơ với các câu trả lời này").click()
    phone.wait_for_load_state("load")
    first_place(phone)
    phone.click("text=Bắt đầu khai")
    phone.wait_for_load_state("load")
    expect(phone.get_by_label("Các thành viên hộ gia đình")).to_be_checked()
