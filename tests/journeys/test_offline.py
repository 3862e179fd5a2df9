"""Without network: what was filled waits on the phone and is filed once; public pages stay readable, personal ones are not kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import CHROMIUM, SWITCHES
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.city import City
from tests.journeys.conftest import PHONE, Look, Watch
from tests.journeys.steps import BIRTH, begin, fill_until, go_on, receipt, send_photo

pytestmark = pytest.mark.browser
KEPT = """async () => { const paths = []
    for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) paths.push(new URL(one.url).pathname)
    return paths }"""


def dossiers(city: City) -> int:
    """How many there are."""
    return int(city.rows("SELECT count(*) FROM dossiers_dossier")[0][0])


def test_filed_without_network_it_is_one_dossier_when_the_network_is_back(
    city: City, phone: Page, paper: Path, look: Look
) -> None:
    before = dossiers(city)
    begin(phone, BIRTH)
    fill_until(phone, "giay-to")
    send_photo(phone, paper)
    go_on(phone)
    fill_until(phone, "kiem-tra")
    phone.check("[name=declared]")
    phone.context.set_offline(True)
    phone.click("button:has-text('Nộp hồ sơ')")
    panel = phone.locator(".mc-card--call")
    panel.first.wait_for()
    look(phone, "cho-mang")
    assert "Đang chờ mạng" in panel.first.inner_text()
    assert dossiers(city) == before
    phone.context.set_offline(False)
    link = phone.locator(".mc-toast a, .mc-row a").first
    link.wait_for()
    look(phone, "da-co-mang")
    phone.evaluate("() => dispatchEvent(new Event('online'))")
    phone.goto(link.get_attribute("href") or "")
    code, _secret = receipt(phone)
    phone.goto(f"/tra-cuu/{code}")
    assert "chờ tiếp nhận" in phone.locator(".mc-progress").inner_text()
    assert dossiers(city) == before + 1


@pytest.fixture
def installed(playwright: Playwright, city: City, watch: Watch, tmp_path: Path) -> Iterator[BrowserContext]:
    """A phone that keeps what it was given, as an installed app does."""
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path / "profile"), executable_path=CHROMIUM, args=SWITCHES, base_url=city.url, locale="vi-VN", **PHONE
    )
    context.set_default_timeout(15_000)
    context.on("page", watch.page)
    yield context
    context.close()


def test_the_installed_app_reads_without_network_and_keeps_nothing_personal(
    installed: BrowserContext, look: Look, signed_in: Callable[..., Page]
) -> None:
    page = installed.new_page()
    page.goto("/thu-tuc/1.001193/")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
    manifest = page.request.get(page.locator("link[rel=manifest]").get_attribute("href") or "").json()
    assert manifest["display"] == "standalone"
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    person = signed_in(phone="0903000001", on=PHONE)
    installed.add_cookies(person.context.cookies())  # type: ignore[arg-type]
    for address in ("/cua-toi/", "/cua-toi/thong-tin/", "/thu-tuc/2.000815/", "/"):
        page.goto(address)
    installed.clear_cookies()
    page.goto("/thu-tuc/1.001193/")
    page.wait_for_function(f"async () => (await ({KEPT})()).includes('/thu-tuc/1.001193/')")
    kept = page.evaluate(KEPT)
    assert [path for path in kept if not path.startswith(("/static/", "/thu-tuc/1.001193", "/ngoai-tuyen/"))] == []
    installed.set_offline(True)
    page.goto("/thu-tuc/1.001193/")
    expect(page.locator("h1")).to_contain_text("khai sinh")
    page.goto("/cua-toi/")
    look(page, "ngoai-tuyen")
    expect(page.locator("h1")).to_contain_text("không có kết nối mạng")
    assert "Nguyễn Thị Hồng Gấm" not in page.content()
