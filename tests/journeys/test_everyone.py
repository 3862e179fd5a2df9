"""For everybody: the other language, large letters, the keyboard alone, a slow line."""

import gzip
import io
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.city import City
from tests.journeys.conftest import PHONE, Device, Look
from tests.journeys.steps import ENDINGS, MARITAL, place, receipt
from tests.people import Person

pytestmark = pytest.mark.browser
MOST_BYTES = 70_000
VIETNAMESE = re.compile(r"\b(thủ tục|hồ sơ|không|trang|nộp|tra cứu)\b", re.IGNORECASE)
PAGES = ["/", "/thu-tuc/", "/thu-tuc/1.001193/", "/tra-cuu/", "/nop-ho-so/", "/don-vi/", "/tro-giup/", "/tiep-can/",
         "/quyen-rieng-tu/", "/dang-nhap/", "/khong-co-trang-nay/"]  # fmt: skip


def test_every_public_page_on_a_desktop(desktop: Page, look: Look) -> None:
    for address in PAGES:
        desktop.goto(address)
        look(desktop, "trang" + address.replace("/", "-"))


def test_every_public_page_on_a_phone_in_english(phone: Page, look: Look) -> None:
    phone.goto("/tra-cuu/")
    phone.get_by_role("button", name="English").click()
    phone.wait_for_load_state("load")
    assert urlsplit(phone.url).path == "/tra-cuu/"
    for address in PAGES:
        phone.goto(address)
        look(phone, "page" + address.replace("/", "-"))
        assert phone.locator("html").get_attribute("lang") == "en"
        assert not VIETNAMESE.search(phone.locator("h1").first.inner_text()) or address == "/thu-tuc/1.001193/"
    phone.goto("/")
    phone.get_by_role("button", name="Tiếng Việt").click()
    phone.wait_for_load_state("load")
    assert phone.locator("html").get_attribute("lang") == "vi"


def test_large_letters_stay_and_fit(device: Device, look: Look) -> None:
    page = device({"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True})
    page.goto("/tra-cuu/")
    for _ in range(2):
        page.get_by_role("button", name="Chữ lớn hơn").click()
        page.wait_for_load_state("load")
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert float(size.removesuffix("px")) >= 20
    for address in ("/", "/nop-ho-so/", MARITAL, "/tra-cuu/", "/thu-tuc/1.001193/"):
        page.goto(address)
        look(page, "chu-lon" + address.partition("?")[0].replace("/", "-"))
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == size


def focused(page: Page) -> dict[str, str]:
    """What the keyboard stands on, and whether one sees it."""
    return page.evaluate(
        """() => { const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect()
        const beside = at.nextElementSibling ? getComputedStyle(at.nextElementSibling, '::before') : look
        return {tag: at.tagName, type: at.type || '', name: at.name || '', value: at.value || '', text: at.textContent.trim(),
                checked: String(at.checked), id: at.id, main: String(Boolean(at.closest('main'))),
                seen: String(look.outlineStyle !== 'none' || look.boxShadow !== 'none' || beside.boxShadow !== 'none' || beside.outlineStyle !== 'none'),
                inside: String(box.bottom > 0 && box.top < innerHeight)} }"""
    )


def press_through(page: Page, button: str) -> None:
    """Tab by tab through a screen, typing and choosing, until the button is pressed."""
    groups: set[str] = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        at = focused(page)
        if at["main"] != "true":
            continue
        assert at["seen"] == "true", f"focus is not visible on {at}"
        assert at["inside"] == "true", f"focus is outside the screen on {at}"
        if at["tag"] == "BUTTON" and button in at["text"]:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        if at["type"] == "radio" and at["name"] not in groups:
            groups.add(at["name"])
            wanted = {"issued_before": 1, "purpose": 2}.get(at["name"], 0)
            page.keyboard.press("Space")
            for _step in range(wanted):
                page.keyboard.press("ArrowDown")
        elif at["type"] == "checkbox" and at["checked"] == "false":
            page.keyboard.press("Space")
        elif (
            at["tag"] in ("INPUT", "TEXTAREA")
            and at["type"] in ("text", "tel", "number", "textarea")
            and not at["value"]
            and "period_until" not in at["name"]
        ):
            page.keyboard.type(next((v for e, v in ENDINGS.items() if at["name"].endswith(e)), "Nguyen Minh An"))
    raise AssertionError(f"{button} was never reached on {page.url}")


def test_the_short_procedure_with_the_keyboard_alone(desktop: Page) -> None:
    desktop.goto(MARITAL)
    desktop.keyboard.press("Tab")
    assert "noi-dung" in desktop.evaluate("document.activeElement.hash || ''"), "the first stop skips to the content"
    press_through(desktop, "Bắt đầu khai")
    for _ in range(10):
        if place(desktop) == "kiem-tra":
            break
        press_through(desktop, "Lưu và tiếp tục")
        assert desktop.locator(".govuk-error-summary").count() == 0, desktop.locator(
            ".govuk-error-summary"
        ).inner_text()
    press_through(desktop, "Nộp hồ sơ")
    desktop.wait_for_url("**/da-nop/")
    receipt(desktop)


@pytest.mark.parametrize("address", ["/", "/thu-tuc/1.001193/", "/tra-cuu/", "/nop-ho-so/", "/dang-nhap/"])
def test_a_first_visit_weighs_at_most_70_kb(address: str, device: Device) -> None:
    """Bytes on the wire with an empty cache, fonts included, as the real server sends them; then the app's own files."""
    page = device(PHONE, service_workers="block")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    weights: dict[str, float] = {}
    names: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    session.on(
        "Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]})
    )
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    told = {names.get(number, number): weight for number, weight in weights.items()}
    fonts = [url for url in told if url.endswith(".woff2")]
    assert fonts, "the fonts are counted"
    assert sum(told.values()) <= MOST_BYTES, sorted(told.items(), key=lambda pair: -pair[1])


def test_pages_travel_compressed_and_parts_are_kept(city: City) -> None:
    with Person(city) as visitor:
        page = visitor.http.get("/", headers={"Accept-Encoding": "gzip"})
        assert page.headers["content-encoding"] == "gzip"
        part = next(piece.split('"')[0] for piece in page.text.split('href="') if ".css" in piece.split('"')[0])
        style = visitor.http.get(part, headers={"Accept-Encoding": "gzip"})
        assert style.headers["content-encoding"] == "gzip"
        assert "max-age=" in style.headers["cache-control"]
        assert len(gzip.compress(style.content)) < len(style.content) / 3
        with visitor.http.stream("GET", "/", headers={"Accept-Encoding": "gzip"}) as raw:
            sent = b"".join(raw.iter_raw())
        assert gzip.GzipFile(fileobj=io.BytesIO(sent)).read().decode().startswith("<!")


def test_the_desk_in_english(signed_in: Callable[..., Page], look: Look) -> None:
    page = signed_in("tiepnhan.tanthonghoi")
    page.goto("/can-bo/")
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state("load")
    look(page, "desk-english")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "Việc cần làm" not in page.locator("body").inner_text()
