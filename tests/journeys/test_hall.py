"""The hall as people meet it: the touch screen's press, the ticket, the display and its voice, the officer's call."""

import re
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.city import City
from tests.gates.queue import step
from tests.journeys.conftest import Device, Look
from tests.people import UNIT

# Other journeys may have taken numbers at this desk before.
NUMBER = re.compile(r"^C\d{3}$")
DESK = f"{UNIT}-mot-cua"
TALL = {"viewport": {"width": 1080, "height": 1920}, "has_touch": True}
PRINTS = "window.printed = 0; window.print = () => { window.printed += 1 }"
# What the loudspeaker gets: how long each sound is that was really decoded and started.
LISTENS = """window.heard = []; const start = AudioBufferSourceNode.prototype.start
AudioBufferSourceNode.prototype.start = function () { window.heard.push(this.buffer.duration); return start.call(this) }"""


@pytest.fixture
def city(morning: City) -> City:
    """It is ten in the morning, whenever this runs."""
    return morning


def paired(machine: Page, officer: Page, look: Look) -> None:
    """An officer registers a machine; the machine itself types the code on its screen."""
    machine.goto(f"/kiosk/{DESK}/")
    expect(machine.locator("main")).to_contain_text("Máy này chưa được ghép")
    look(machine, "may-chua-ghep")
    officer.goto("/can-bo/may-lay-so/")
    officer.get_by_label("Tên máy").fill("Máy cửa chính")
    officer.get_by_role("button", name="Đăng ký máy").click()
    officer.get_by_role("button", name="Tạo mã ghép").click()
    code = officer.locator(".mc-number").inner_text().replace("-", "")
    look(officer, "may-ma-ghep")
    machine.get_by_role("link", name="Ghép máy").click()
    for key in code:
        machine.locator(f'[data-key="{key}"]').click()
    machine.get_by_role("button", name="Ghép máy").click()
    expect(machine.locator("h1")).to_have_text("Đến để làm gì?")


def large_enough(machine: Page) -> None:
    """Everything that can be pressed measures at least 64 pixels both ways."""
    sizes = machine.locator("a:visible, button:visible").evaluate_all(
        "all => all.map(one => { const box = one.getBoundingClientRect(); return Math.min(box.width, box.height) })"
    )
    assert sizes and min(sizes) >= 64, sizes


def until(page: Page, words: str) -> None:
    """Waits until an expression holds; the page's own policy forbids Playwright to watch one."""
    for _ in range(150):
        if page.evaluate(words):
            return
        page.wait_for_timeout(100)
    raise AssertionError(words)


def test_from_a_press_in_the_hall_to_being_served(
    city: City, device: Device, signed_in: Callable[..., Page], look: Look
) -> None:
    step(city, "open", DESK).communicate()
    machine, hall, officer = device(TALL), device(), signed_in("tiepnhan.tanthonghoi")
    machine.add_init_script(PRINTS)
    hall.add_init_script(LISTENS)
    paired(machine, officer, look)
    look(machine, "may-bat-dau")
    large_enough(machine)
    machine.get_by_role("link", name="Đăng ký kinh doanh").click()
    look(machine, "may-uu-tien")
    large_enough(machine)
    hall.goto(f"/man-hinh/{DESK}/")
    hall.get_by_role("button", name="Bật âm thanh").click()
    machine.get_by_role("button", name="Người cao tuổi").dblclick()
    expect(machine.locator(".mc-ticket__number")).to_have_text(NUMBER)
    pressed = machine.locator(".mc-ticket__number").inner_text()
    until(machine, "window.printed === 1")
    look(machine, "may-phieu")
    officer.goto("/can-bo/quay/")
    officer.get_by_role("button", name="Mở quầy 3").click()
    officer.get_by_role("button", name="Mời người tiếp theo").click()
    expect(hall.locator(".is-calling")).to_contain_text(pressed)
    if shutil.which("espeak-ng"):
        until(hall, "window.heard.length > 0 && window.heard[0] > 2")
    look(hall, "man-hinh-am-thanh")
    expect(officer.locator("main")).to_contain_text("Người cao tuổi")
    officer.get_by_role("button", name="Đã đến, phục vụ").click()
    officer.get_by_role("button", name="Xong").click()
    machine.get_by_role("link", name="Xong").click()
    expect(machine.locator("h1")).to_have_text("Đến để làm gì?")
    machine.get_by_role("link", name="English").click()
    expect(machine.locator("h1")).to_have_text("What do you come for?")
    look(machine, "may-tieng-anh")
    away_and_back(machine, hall, pressed)


def away_and_back(machine: Page, hall: Page, pressed: str) -> None:
    """Without the network both say so; a press that met no server becomes one number when it is back."""
    hall.context.set_offline(True)
    expect(hall.locator("[data-mc=state]")).to_contain_text("Mất kết nối")
    hall.context.set_offline(False)
    expect(hall.locator("[data-mc=state]")).to_be_empty()
    machine.get_by_role("link", name="Đăng ký kinh doanh").click()
    machine.route("**/linh-vuc/**", lambda route: route.abort())
    machine.get_by_role("button", name="No, get a number").click()
    expect(machine.locator("[data-mc=away]")).to_contain_text("The machine has lost its connection")
    machine.unroute("**/linh-vuc/**")
    # Two presses of the first number and one without a server: each is one number.
    expect(machine.locator(".mc-ticket__number")).to_have_text(f"C{int(pressed[1:]) + 1:03d}", timeout=30_000)
