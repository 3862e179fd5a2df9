"""The year's account on a phone: each number can be hit with a finger, and names of units do not stand word below word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PHONE, Look

pytestmark = pytest.mark.browser
LEAST = 24
"""Pixels, as WCAG 2.2 asks of a target."""


def test_the_account_is_read_and_opened_on_a_phone(signed_in: Callable[..., Page], look: Look) -> None:
    page = signed_in("chutich.hocmon", on=PHONE)
    page.goto("/can-bo/trach-nhiem/")
    look(page, "trach-nhiem")
    numbers = [link.bounding_box() for link in page.locator(".mc-table--figures td a").all()]
    assert numbers and all(box and box["width"] >= LEAST and box["height"] >= LEAST for box in numbers)
    names = page.locator(".mc-table--figures tbody th").first.bounding_box()
    assert names and names["width"] >= 130
    page.locator(".mc-table--figures td a").first.click()
    page.wait_for_url("**/trach-nhiem/viec/**")
