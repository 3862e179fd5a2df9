"""An officer covers parts of a photo before it is published: with the mouse, with a finger, with keys alone, without scripts."""

import io
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.city import City
from tests.journeys.conftest import PHONE, Look
from tests.people import own_address

pytestmark = pytest.mark.browser
LEADER = "chutich.hocmon"
PUBLISH = "main form button:has-text('Công khai')"


@pytest.fixture
def shown(city: City) -> tuple[int, int]:
    """A published report of the demo city, and its photo."""
    question = (
        "SELECT r.id, p.id FROM feedback_report r JOIN feedback_photo p ON p.report_id = r.id JOIN units_unit u"
        " ON u.id = r.unit_id WHERE r.published_at IS NOT NULL AND u.code = 'hoc-mon' ORDER BY r.id LIMIT 1"
    )
    [(report, photo)] = city.rows(question)
    return int(report), int(photo)


def covered(city: City, photo: int) -> list[list[float]]:
    """The boxes that were kept."""
    [(kept,)] = city.rows(f"SELECT covered FROM feedback_photo WHERE id = {photo}")
    return json.loads(kept) if isinstance(kept, str) else kept


def public_copy(city: City, photo: int) -> Image.Image:
    """What everybody is given."""
    [(token,)] = city.rows(f"SELECT public_file_id FROM feedback_photo WHERE id = {photo}")
    answer = httpx.get(f"{city.url}/tep/{UUID(str(token))}/xem", headers={"X-Forwarded-For": own_address()})
    assert answer.status_code == 200
    return Image.open(io.BytesIO(answer.content)).convert("L")


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draws from one place of the photo to another, in fractions."""
    box = seen(page)
    page.mouse.move(box["x"] + start[0] * box["width"], box["y"] + start[1] * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + end[0] * box["width"], box["y"] + end[1] * box["height"], steps=4)
    page.mouse.up()


def finger(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """The same with a finger."""
    box, touch = seen(page), page.context.new_cdp_session(page)
    path = [start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end]
    points = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in path]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
    for point in points[1:]:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def seen(page: Page) -> Any:
    """Where the photo lies on the screen."""
    photo = page.locator(".mc-cover").first
    photo.scroll_into_view_if_needed()
    expect(page.locator(".mc-redact--drawing").first).to_be_visible()
    return photo.bounding_box()


def close(kept: list[float], wanted: tuple[float, ...]) -> bool:
    """Whether a box is where it was drawn, to a few pixels of the screen."""
    return all(abs(one - other) < 0.02 for one, other in zip(kept, wanted, strict=True))


def test_boxes_are_drawn_taken_away_and_black_for_good(
    city: City, shown: tuple[int, int], signed_in: Callable[..., Page], look: Look
) -> None:
    report, photo = shown
    page = signed_in(LEADER)
    page.goto(f"/can-bo/phan-anh/{report}/cong-khai/")
    drag(page, (0.1, 0.3), (0.3, 0.6))
    # From right to left, and beyond the edge.
    drag(page, (0.9, 0.9), (0.7, 1.3))
    drag(page, (0.5, 0.5), (0.6, 0.7))
    expect(page.locator("[data-mc=cover-count]").first).to_have_text("Số hộp che: 3")
    page.locator("button[data-mc=cover-last]").first.click()
    page.locator(f".mc-cover >> input[name=cell-{photo}]").first.focus()
    page.keyboard.press("Space")
    look(page, "phan-anh-che-anh")
    drag(page, (0.5, 0.2), (0.6, 0.4))
    page.get_by_role("button", name="Bỏ hộp che 3").click()
    page.locator(PUBLISH).click()
    page.wait_for_url(f"**/can-bo/phan-anh/{report}/")
    first, second, cell = covered(city, photo)
    assert (
        close(first, (0.1, 0.3, 0.3, 0.6)) and close(second, (0.7, 0.9, 0.9, 1)) and close(cell, (0, 0, 1 / 8, 1 / 6))
    )
    copy = public_copy(city, photo)
    for box in (first, second, cell):
        sides = [round(part * whole) for part, whole in zip(box, copy.size * 2, strict=True)]
        assert copy.crop((sides[0], sides[1], sides[2], sides[3])).getextrema()[1] < 24
    assert copy.getpixel((round(0.55 * copy.width), round(0.6 * copy.height))) > 60  # type: ignore[operator]

    hand = signed_in(LEADER, on=PHONE)
    hand.goto(f"/can-bo/phan-anh/{report}/cong-khai/")
    expect(hand.locator("[data-mc=cover-count]").first).to_have_text("Số hộp che: 3")
    look(hand, "phan-anh-che-anh-lai")
    hand.locator("button[data-mc=cover-none]").first.click()
    expect(hand.locator("[data-mc=cover-count]").first).to_have_text("Số hộp che: 0")
    finger(hand, (0.4, 0.4), (0.7, 0.8))
    expect(hand.locator("[data-mc=cover-count]").first).to_have_text("Số hộp che: 1")
    hand.locator(PUBLISH).click()
    hand.wait_for_url(f"**/can-bo/phan-anh/{report}/")
    [only] = covered(city, photo)
    assert close(only, (0.4, 0.4, 0.7, 0.8)) and public_copy(city, photo).getpixel((5, 5)) > 60  # type: ignore[operator]


def test_without_scripts_boxes_of_before_stay_or_go_and_cells_are_ticked(
    city: City, shown: tuple[int, int], signed_in: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    report, photo = shown
    desk = signed_in(LEADER)
    desk.goto(f"/can-bo/phan-anh/{report}/cong-khai/")
    desk.locator("button[data-mc=cover-none]").first.click()
    drag(desk, (0.4, 0.4), (0.7, 0.8))
    desk.locator(PUBLISH).click()
    desk.wait_for_url(f"**/can-bo/phan-anh/{report}/")
    page = signed_in(LEADER, on={**PHONE, "java_script_enabled": False})
    page.goto(f"/can-bo/phan-anh/{report}/cong-khai/")
    before = covered(city, photo)
    assert page.get_by_label("Giữ hộp che").count() == len(before) == 1
    picture(page, "360-phan-anh-che-khong-script")
    page.locator(f"input[name=cell-{photo}]").nth(8).check()
    page.locator(PUBLISH).click()
    page.wait_for_url(f"**/can-bo/phan-anh/{report}/")
    assert covered(city, photo) == [before[0], [0, 0.166667, 0.125, 0.333333]]
    page.goto(f"/can-bo/phan-anh/{report}/cong-khai/")
    page.get_by_label("Giữ hộp che 1").uncheck()
    page.locator(PUBLISH).click()
    page.wait_for_url(f"**/can-bo/phan-anh/{report}/")
    assert covered(city, photo) == [[0, 0.166667, 0.125, 0.333333]]
