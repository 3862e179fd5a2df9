"""A real Chromium against the test server; a camera that shows a picture."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import CHROMIUM, SWITCHES
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from motcua.ui.tests.browser import pages


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film the fake camera plays: a sheet of paper with a barcode."""
    import io

    import barcode
    from barcode.writer import ImageWriter
    from PIL import Image

    made = io.BytesIO()
    options = {"module_width": 0.5, "module_height": 30, "write_text": False, "dpi": 150}
    barcode.get("code128", "H29.18.12-261122-0001", writer=ImageWriter()).write(made, options)
    sheet = Image.new("RGB", (1280, 720), "white")
    code = Image.open(made).convert("RGB")
    code.thumbnail((1100, 400))
    sheet.paste(code, ((1280 - code.width) // 2, (720 - code.height) // 2))
    frame = io.BytesIO()
    sheet.save(frame, "JPEG", quality=92)
    film = tmp_path_factory.mktemp("camera") / "film.mjpeg"
    film.write_bytes(frame.getvalue() * 4)
    return film


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, camera: Path) -> Iterator[Browser]:
    """One browser for the session."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    film = [
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
    ]  # fmt: skip
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES + film)
    yield browser
    browser.close()


@pytest.fixture
def got(settings) -> list:
    """What the server received; also mounts the pages of the test."""
    settings.ROOT_URLCONF = "motcua.ui.tests.browser.pages"
    pages.GOT.clear()
    pages.STATUS["save"] = 200
    return pages.GOT


@pytest.fixture
def opened(chromium: Browser, live_server, got) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own; a script error or a blocked resource fails the test at its end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def heard(line) -> None:
        if "Content Security Policy" in line.text:
            complaints.append(line.text)

    def open_page(path: str = "", **options) -> Page:
        settings = {"viewport": {"width": 360, "height": 740}, "locale": "vi-VN", "service_workers": "block", **options}
        context = chromium.new_context(base_url=live_server.url, permissions=["camera"], **settings)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", heard)
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
