"""An opinion from a phone: sent, looked over, answered, public; and what a flooded address is told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Look
from tests.journeys.steps import CODE

pytestmark = pytest.mark.browser


def test_an_opinion_from_a_phone_to_the_public_answer(
    phone: Page, no_script: Page, signed_in: Callable[..., Page], look: Look
) -> None:
    phone.goto("/gop-y/")
    look(phone, "gop-y")
    phone.goto("/gop-y/gui/cu-chi/")
    phone.fill("[name=title]", "Đèn ở hành lang tầng hai")
    # The proof of work is found while one is still writing.
    expect(phone.locator("[data-mc=proof]")).to_have_value(re.compile(r"^\d+\.[\w-]+\.\w{24}:\d+$"), timeout=30_000)
    phone.fill("[name=text]", "Hành lang tầng hai tối, bà Trần Thị Bé suýt ngã. Gọi 0903 000 001 để biết thêm.")
    look(phone, "gop-y-gui")
    phone.click("button:has-text('Gửi góp ý')")
    look(phone, "gop-y-bien-nhan")
    found = CODE.search(phone.locator("main").inner_text())
    assert found
    code = found[0]

    leader = signed_in("chutich.cuchi")
    leader.goto("/can-bo/gop-y/?trang-thai=waiting")
    look(leader, "can-bo-gop-y")
    leader.click("text=Đèn ở hành lang tầng hai")
    leader.click("a:has-text('Công khai')")
    look(leader, "can-bo-gop-y-cong-khai")
    assert "bà [đã che] suýt ngã. Gọi [đã che]" in leader.input_value("[name=text]")
    leader.click("main form button:has-text('Công khai')")
    leader.click("a:has-text('Trả lời')")
    leader.fill("[name=text]", "Đã thay bóng đèn hành lang tầng hai sáng nay.")
    leader.click("main form button:has-text('Trả lời')")
    look(leader, "can-bo-gop-y-da-tra-loi")

    no_script.goto(f"/gop-y/{code}")
    shown = no_script.locator("main").inner_text()
    assert "Đã thay bóng đèn" in shown and "Bé" not in shown and "0903" not in shown
    phone.goto(f"/gop-y/{code}")
    look(phone, "gop-y-da-tra-loi")
    phone.click("text=Báo nội dung vi phạm")
    look(phone, "bao-vi-pham")
    leader.goto("/can-bo/kiem-duyet/")
    look(leader, "can-bo-kiem-duyet")
    no_script.goto("/gop-y/thong-ke/")
    assert "Củ Chi" in no_script.locator("main").inner_text()
