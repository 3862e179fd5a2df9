"""Notices on a phone: asked for with one press, shown by the service worker, opened with one, ended with one.

Only the browser's own word with its maker's push service is put in its place here; what our server sends is received by a
push service in this test, read with the phone's key and handed to the worker by the browser's developer tools.
"""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from motcua.notifications.tests.pushing import Browser, PushService, decrypted
from tests.city import City
from tests.journeys.conftest import DESKTOP, PHONE, Look
from tests.people import photo

pytestmark = pytest.mark.browser
ON, OFF = "button:has-text('Nhận thông báo trên máy này')", "button:has-text('Ngừng nhận trên máy này')"
SUBSCRIBE = """told => { PushManager.prototype.subscribe = async options => {
    if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error('asked wrongly')
    return { endpoint: told.endpoint, options, toJSON: () => ({ keys: told.keys }), unsubscribe: async () => true } } }"""
SHOWN = "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(one => [one.title, one.body, one.lang])"
PRESSED = """async () => { const went = []; self.clients.openWindow = async url => { went.push(url) }
    const [notification] = await self.registration.getNotifications()
    const event = new NotificationEvent('notificationclick', { notification }), works = []
    event.waitUntil = work => works.push(work); self.dispatchEvent(event); await Promise.allSettled(works)
    return [went, (await self.registration.getNotifications()).length] }"""


@pytest.fixture
def service() -> Iterator[PushService]:
    """The push service of the phone's maker."""
    made = PushService()
    yield made
    made.stop()


@pytest.fixture
def allowed(device: Callable[..., Page], city: City, service: PushService) -> tuple[Page, Browser]:
    """A phone whose person says yes when the browser asks."""
    page, browser = device(PHONE, service_workers="allow"), Browser(service)
    page.context.grant_permissions(["notifications"], origin=city.url)
    page.context.add_init_script(f"({SUBSCRIBE})({json.dumps({'endpoint': browser.endpoint, 'keys': browser.keys})})")
    return page, browser


def waited(page: Page, there: Callable[[], bool]) -> None:
    """Waits for what happens outside the page, as long as the page itself would be waited for."""
    until = time.monotonic() + 20
    while not there() and time.monotonic() < until:
        page.wait_for_timeout(100)


def handed_over(page: Page, city: City, content: dict[str, Any]) -> None:
    """A message arrives at the phone."""
    tools: CDPSession = page.context.new_cdp_session(page)
    known: list[dict[str, Any]] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    tools.send("ServiceWorker.enable")
    waited(page, lambda: any(one["scopeURL"] == f"{city.url}/" for one in known))
    worker = next(one["registrationId"] for one in known if one["scopeURL"] == f"{city.url}/")
    asked = {"origin": city.url, "registrationId": worker, "data": json.dumps(content)}
    tools.send("ServiceWorker.deliverPushMessage", asked)
    page.wait_for_function(f"async () => (await ({SHOWN})()).length")


def test_a_report_without_an_account_is_followed_on_the_phone(
    city: City, allowed: tuple[Page, Browser], signed_in: Callable[..., Page], look: Look, tmp_path: Path
) -> None:
    page, browser = allowed
    (tmp_path / "o-ga.jpg").write_bytes(photo())
    page.goto("/phan-anh/gui/hoc-mon/o-ga/")
    page.set_input_files("input[type=file]", tmp_path / "o-ga.jpg")
    page.fill("[name=description]", "Ổ gà trước trường")
    page.fill("[name=address]", "Trước cổng trường")
    page.click("button:has-text('Gửi phản ánh')")
    page.click(ON)
    expect(page.locator(OFF)).to_be_visible()
    look(page, "thong-bao-may-bien-nhan")
    code = page.locator(".govuk-panel .mc-code").inner_text()
    [(pk,)] = city.rows(f"SELECT id FROM feedback_report WHERE code = '{code}'")

    desk = signed_in("dothi.hocmon", on=DESKTOP)
    desk.goto(f"/can-bo/phan-anh/{pk}/")
    desk.click("a:has-text('Tiếp nhận')")
    desk.click("main form button.govuk-button")
    waited(page, lambda: bool(browser.service.got))
    [(_path, _headers, body)] = browser.service.got
    content = json.loads(decrypted(body, browser.key, browser.secret))
    handed_over(page, city, content)
    [[title, text, language]] = page.evaluate(SHOWN)
    assert code in title and title == content["title"] and text == content["body"] and language == "vi"
    went, left = page.context.service_workers[0].evaluate(PRESSED)
    assert went == [f"{city.url}/phan-anh/{code}"] and left == 0

    page.click(OFF)
    expect(page.locator(ON)).to_be_visible()
    assert city.rows(f"SELECT count(*) FROM notifications_listening WHERE holder = 'report:{pk}'") == [(0,)]


def test_my_page_says_what_the_browser_refuses_and_offers_nothing_without_scripts(
    signed_in: Callable[..., Page], look: Look
) -> None:
    page = signed_in(phone="0903000001", on=PHONE)
    page.goto("/cua-toi/thong-bao/")
    expect(page.locator("[data-mc=push]")).to_contain_text("Nhận thông báo trên máy này")
    page.context.clear_permissions()
    page.evaluate("() => { Notification.requestPermission = async () => 'denied' }")
    look(page, "thong-bao-may-cua-toi")
    page.evaluate("() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    page.click(ON)
    expect(page.locator("[data-mc-state=denied]")).to_be_visible()
    look(page, "thong-bao-may-bi-chan")
