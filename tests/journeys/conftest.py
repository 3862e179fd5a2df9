"""A real Chromium, the real server with the demo city, a phone of 360 pixels and a desktop."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.city import ROOT, City
from tests.city import city as new_city

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def city() -> Iterator[City]:
    """The demo city, served by the product's own command for the whole session."""
    with new_city() as place:
        place.start()
        yield place


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    if PROGRAM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=PROGRAM, args=SWITCHES)
        yield running
        running.close()


def opened(browser: Browser, city: City, **options: object) -> BrowserContext:
    """A fresh context that fails on script errors and on requests to other hosts."""
    context = browser.new_context(base_url=city.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    return context


@pytest.fixture
def watched() -> Iterator[Callable[[Page], Page]]:
    """Watches a page: a script error, a blocked resource or a request to another host fails the test at its end."""
    complaints: list[str] = []

    def watch(page: Page) -> Page:
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("http://localhost", "data:", "blob:"))
                else complaints.append(request.url)
            ),
        )
        return page

    yield watch
    assert complaints == []


@pytest.fixture
def phone(browser: Browser, city: City, watched: Callable[[Page], Page]) -> Iterator[Page]:
    """A phone 360 pixels wide."""
    context = opened(browser, city, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield watched(context.new_page())
    context.close()


@pytest.fixture
def desktop(browser: Browser, city: City, watched: Callable[[Page], Page]) -> Iterator[Page]:
    """A desktop 1280 pixels wide."""
    context = opened(browser, city, viewport={"width": 1280, "height": 900})
    yield watched(context.new_page())
    context.close()


@pytest.fixture
def no_script(browser: Browser, city: City) -> Iterator[Page]:
    """A phone whose browser runs no scripts."""
    context = opened(browser, city, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Asserts that axe finds nothing against WCAG 2.2 AA, and that the page does not scroll sideways."""
    source = (
        AXE.read_text(encoding="utf-8") if AXE.exists() else pytest.fail("axe-core is not installed: run make front")
    )

    def check(page: Page) -> None:
        page.evaluate(source)
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", STANDARD)
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
