"""The camera of the phone reads the slip's barcode or QR and opens the tracking page."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from conftest import CHROMIUM, SWITCHES
from PIL import Image
from playwright.sync_api import Page, Playwright

from tests.city import City
from tests.journeys.conftest import PHONE, Look, Watch
from tests.journeys.steps import file_marital
from tests.people import own_address

pytestmark = pytest.mark.browser
WIDTH, HEIGHT = 1280, 960


def film(picture: Image.Image, path: Path) -> Path:
    """A film of a moment that shows a picture, as uncompressed YUV 4:2:0 with neutral colours."""
    luma = picture.convert("L").resize((WIDTH, HEIGHT)).tobytes()
    frame = b"FRAME\n" + luma + bytes([128]) * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420mpeg2\n".encode() + frame * 3)
    return path


def sheet(content: bytes) -> Image.Image:
    """The first page of a PDF."""
    return pypdfium2.PdfDocument(content)[0].render(scale=200 / 72).to_pil().convert("L")


def close_up(page: Image.Image, kind: str) -> Image.Image:
    """What a phone held over the barcode or the QR of a slip sees."""
    found = next(one for one in zxingcpp.read_barcodes(page) if ("QR" in str(one.format)) == (kind == "qr"))
    corners = [found.position.top_left, found.position.bottom_right]
    middle_x, middle_y = (sum(corner.x for corner in corners) // 2, sum(corner.y for corner in corners) // 2)
    wide = max(abs(corners[1].x - corners[0].x), 200) * 1.5
    box = (middle_x - wide / 2, middle_y - wide * 3 / 8, middle_x + wide / 2, middle_y + wide * 3 / 8)
    seen = Image.new("L", (int(wide), int(wide * 3 / 4)), 255)
    seen.paste(page.crop(tuple(int(side) for side in box)), (0, 0))
    return seen


@pytest.fixture
def filed(phone: Page) -> tuple[str, bytes]:
    """A code and the slip that carries it."""
    code, _secret = file_marital(phone)
    address = phone.locator("a:has-text('PDF')").get_attribute("href")
    return code, phone.request.get(address or "").body()


@pytest.fixture
def camera(playwright: Playwright, city: City, watch: Watch, tmp_path: Path) -> Iterator:
    """`camera(picture)`: a phone whose camera shows the picture."""
    opened = []

    def make(picture: Image.Image) -> Page:
        switches = [
            *SWITCHES, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={film(picture, tmp_path / 'film.y4m')}",
        ]  # fmt: skip
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=switches)
        opened.append(browser)
        headers = {"X-Forwarded-For": own_address()}
        context = browser.new_context(base_url=city.url, permissions=["camera"], extra_http_headers=headers, **PHONE)
        page = context.new_page()
        watch.page(page)
        return page

    yield make
    for browser in opened:
        browser.close()


@pytest.mark.parametrize("kind", ["qr", "barcode"])
def test_the_slip_held_before_the_camera_opens_its_page(
    kind: str, filed: tuple[str, bytes], camera, look: Look, city: City
) -> None:
    code, slip = filed
    page = camera(close_up(sheet(slip), kind))
    page.goto("/tra-cuu/" if kind == "qr" else "/")
    page.click("button:has-text('Quét mã bằng máy ảnh')")
    page.wait_for_url(f"**/tra-cuu/{code}", timeout=30_000)
    look(page, f"quet-{kind}")
    assert "chờ tiếp nhận" in page.locator(".mc-progress").inner_text()
