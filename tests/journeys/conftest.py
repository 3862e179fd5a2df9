"""A real Chromium, the real server with the demo city, phones of 360 pixels and desktops, each person with an own address."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

from tests.city import ROOT, City, in_the_morning
from tests.city import city as new_city
from tests.people import Person, own_address, photo

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def city() -> Iterator[City]:
    """The demo city, served by the product's own command for the whole session."""
    with new_city() as place:
        place.start()
        yield place


@pytest.fixture(scope="module")
def morning() -> Iterator[City]:
    """A copy of the demo city for one module, in which it is ten in the morning, for journeys through a day of the hall.

    A module takes it by a fixture `city` of its own; browsers, people and steps then go there. Numbers that other modules
    took would be called before its own.
    """
    with new_city(**in_the_morning()) as place:
        place.start()
        yield place


class Watch:
    """Notes what must never happen in front of a person."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def page(self, page: Page) -> None:
        """Script errors, blocked resources, requests to other hosts, broken answers."""
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: script: {error}"))
        page.on("console", lambda line: self.note("Content Security Policy" in line.text, line.text))
        page.on("request", self.asked)
        page.on("response", self.answered)

    def note(self, bad: bool, words: str) -> None:
        """Keeps a complaint."""
        if bad:
            self.complaints.append(words)

    def asked(self, request: Request) -> None:
        """Nothing is loaded from another host."""
        self.note(not request.url.startswith(("http://localhost", "data:", "blob:")), f"foreign: {request.url}")

    def answered(self, response: Response) -> None:
        """No error of the server, no missing part of a page."""
        missing = response.status == 404 and "/static/" in response.url
        self.note(response.status >= 500 or missing, f"{response.status} {response.url}")


@pytest.fixture
def watch(city: City) -> Iterator[Watch]:
    """The test fails at its end when a page complained."""
    watching = Watch()
    yield watching
    assert watching.complaints == [], city.log()[-4000:]


Device = Callable[..., Page]


@pytest.fixture
def device(browser: Browser, city: City, watch: Watch) -> Iterator[Device]:
    """`device(PHONE)`, `device(DESKTOP, java_script_enabled=False)`: a fresh device with one open page."""
    contexts: list[BrowserContext] = []

    def make(kind: dict = DESKTOP, **options: object) -> Page:
        asked = {"base_url": city.url, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", **kind, **options}
        asked.setdefault("extra_http_headers", {"X-Forwarded-For": own_address()})
        context = browser.new_context(**asked)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        context.on("page", watch.page)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def phone(device: Device) -> Page:
    """A phone 360 pixels wide."""
    return device(PHONE)


@pytest.fixture
def desktop(device: Device) -> Page:
    """A desktop 1280 pixels wide."""
    return device(DESKTOP)


@pytest.fixture
def no_script(device: Device) -> Page:
    """A phone whose browser runs no scripts."""
    return device(PHONE, java_script_enabled=False)


@pytest.fixture
def signed_in(city: City, device: Device) -> Callable[..., Page]:
    """`signed_in("tiepnhan.tanthonghoi")`, `signed_in(phone="0903000001", on=PHONE)`: a device of somebody who is signed in."""

    def make(officer: str = "", *, phone: str = "", on: dict = DESKTOP) -> Page:
        page = device(on)
        with Person(city) as person:
            person.as_officer(officer) if officer else person.as_citizen(phone)
            cookies = [{"name": one.name, "value": one.value, "url": city.url} for one in person.http.cookies.jar]
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        return page

    return make


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Asserts that axe finds nothing against WCAG 2.2 AA, and that the page does not scroll sideways."""
    if not AXE.exists():
        pytest.fail("axe-core is not installed: run make front")
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        page.evaluate(source)
        found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", STANDARD)
        problems = [
            f"{rule['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]
        assert problems == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (
            f"{page.url} scrolls sideways"
        )

    return check


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps a screenshot in the folder named by --pictures, when one is named."""
    folder = request.config.getoption("--pictures")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return take


Look = Callable[[Page, str], None]


@pytest.fixture
def look(accessible: Callable[[Page], None], picture: Callable[[Page, str], None]) -> Look:
    """`look(page, "name")`: the page is accessible, does not scroll sideways, and its picture is kept."""

    def see(page: Page, name: str) -> None:
        size = page.viewport_size
        picture(page, f"{size['width'] if size else 0}-{name}")
        accessible(page)

    return see


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A photo of a paper on the phone."""
    path = tmp_path / "giay-chung-sinh.jpg"
    path.write_bytes(photo())
    return path
