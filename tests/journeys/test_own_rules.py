"""The head of a ward gives it a desk of its own name; the page before filing follows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PHONE, Look
from tests.people import MARITAL, UNIT

pytestmark = pytest.mark.browser


def test_a_ward_gets_rules_of_its_own(signed_in: Callable[..., Page], look: Look) -> None:
    page = signed_in("chutich.tanthonghoi", on=PHONE)
    page.goto("/can-bo/quy-dinh-rieng/")
    look(page, "quy-dinh-rieng-danh-sach")
    page.goto(f"/can-bo/quy-dinh-rieng/{MARITAL}/")
    look(page, "quy-dinh-rieng-thu-tuc")
    page.click("summary:has-text('Xem dạng danh sách')")
    assert page.locator(".mc-course__stop").count() == page.locator("figure.mc-course li").count() > 1
    page.fill("[name=desk_name]", "Quầy Hộ tịch, cửa số 2")
    page.click("main button:has-text('Công bố quy định riêng')")
    look(page, "quy-dinh-rieng-thieu-can-cu")
    assert page.input_value("[name=desk_name]") == "Quầy Hộ tịch, cửa số 2"
    page.fill("[name=reason]", "Quyết định 12/QĐ-UBND")
    page.click("main button:has-text('Công bố quy định riêng')")
    page.wait_for_selector("text=Đang áp dụng từ ngày")
    look(page, "quy-dinh-rieng-xong")
    page.goto(f"/nop-ho-so/?thu-tuc={MARITAL}&don-vi={UNIT}")
    assert "Quầy Hộ tịch, cửa số 2" in page.inner_text("main")
    page.goto(f"/can-bo/quy-dinh-rieng/?don-vi={UNIT}")
    page.click("main button:has-text('Kết thúc từ hôm nay')")
    page.wait_for_selector("text=Chưa có quy định riêng nào.")
