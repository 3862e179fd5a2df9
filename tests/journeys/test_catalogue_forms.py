"""A shopkeeper changes the name and the trade of a shop from a phone: what one screen answers decides what the next ones ask."""

import pytest

from tests.journeys.conftest import PHONE, Device, Look
from tests.journeys.steps import begin, fill_until, go_on, place, submit

pytestmark = pytest.mark.browser
CHANGE = "/nop-ho-so/?thu-tuc=2.000720&don-vi=cu-chi"


def test_answers_of_one_screen_decide_the_next(device: Device, look: Look) -> None:
    page = device(PHONE)
    begin(page, CHANGE)
    page.check("[name=by_proxy][value=false]")
    fill_until(page, "what")
    for change in ("name", "lines"):
        page.check(f"[name=shop_changes][value={change}]")
    page.fill("[name=effective_on-day]", "1")
    page.fill("[name=effective_on-month]", "12")
    page.fill("[name=effective_on-year]", "2026")
    assert not page.locator("#g-contact_change").is_visible()
    go_on(page)
    assert place(page) == "naming"
    assert page.locator("#g-new_name").is_visible() and not page.locator("#g-new_address").is_visible()
    look(page, "ten-moi")
    page.fill("[name=new_name]", "Cà phê Bình An")
    go_on(page)
    assert place(page) == "lines"
    assert page.locator("#g-new_lines").is_visible() and not page.locator("#g-new_capital").is_visible()
    page.fill("[name=new_lines-0-title]", "Dịch vụ phục vụ đồ uống")
    page.fill("[name=new_lines-0-code]", "5630")
    look(page, "nganh-moi")
    go_on(page)
    assert place(page) == "pledge"
    fill_until(page, "kiem-tra")
    words = page.locator("main").inner_text()
    assert "Cà phê Bình An" in words and "Chủ hộ mới" not in words
    submit(page)
