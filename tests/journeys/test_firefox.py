"""The same in Firefox: the twenty sites on a phone and on a desktop, and a visitor's main ways."""

import re
from collections.abc import Iterator

import pytest

from tests.city import City
from tests.journeys.conftest import AXE, STANDARD
from tests.journeys.firefox import FIREFOX, Firefox
from tests.journeys.firefox import firefox as new_firefox
from tests.journeys.steps import MARITAL
from tests.journeys.test_sites import PAGES

pytestmark = pytest.mark.browser
MOST_BYTES = 70_000
PHONE, DESKTOP = (360, 740), (1280, 900)
PHOTOGRAPHS = re.compile(r"\.(jpe?g|webp|avif|png)(\?|$)")
CHECK = """
if (!window.axe) (0, eval)(arguments[0])
return axe.run(document, {runOnly: arguments[1], resultTypes: ['violations']}).then(found => [
  found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`)),
  innerWidth, document.documentElement.scrollWidth])
"""


@pytest.fixture(scope="module")
def city(morning: City) -> City:
    """It is ten in the morning: numbers are given."""
    return morning


@pytest.fixture(scope="module")
def firefox(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """One Firefox for all of these."""
    if FIREFOX is None:
        pytest.fail("no Firefox on this machine: run make test")
    with new_firefox(tmp_path_factory.mktemp("firefox"), city.url) as running:
        yield running


@pytest.fixture(autouse=True)
def quiet(firefox: Firefox) -> Iterator[None]:
    """No script breaks and nothing is forbidden by a page's own policy."""
    firefox.complaints()
    yield
    assert firefox.complaints() == []


def seen_well(firefox: Firefox, *sizes: tuple[int, int]) -> None:
    """Axe finds nothing at each size, and the page doesn't scroll sideways."""
    source = AXE.read_text(encoding="utf-8")
    for width, height in sizes:
        firefox.size(width, height)
        found, inner, wide = firefox.run(CHECK, source, STANDARD)
        assert inner == width
        assert found == [], (firefox.tell("WebDriver:GetCurrentURL"), width)
        assert wide <= width + 1, (firefox.tell("WebDriver:GetCurrentURL"), f"{wide} > {width}")


def weight(firefox: Firefox, path: str) -> int:
    """Compressed bytes of a first visit without photographs."""
    firefox.open(path)
    page = firefox.run("return performance.getEntriesByType('navigation')[0].encodedBodySize")
    return int(page) + sum(size for name, size in firefox.loaded() if not PHOTOGRAPHS.search(name))


@pytest.mark.timeout(900)
def test_the_twenty_sites(firefox: Firefox) -> None:
    firefox.size(*DESKTOP)
    firefox.open("/trang/")
    seen_well(firefox, DESKTOP, PHONE)
    homes = firefox.run(
        "return [...new Set([...document.querySelectorAll('main a')].map(a => a.getAttribute('href')))]"
    )
    homes = [home for home in homes if re.fullmatch(r"/trang/[\w-]+/", home)]
    assert len(homes) == 20
    for number, home in enumerate(homes):
        heavy = weight(firefox, home)
        assert 10_000 < heavy <= MOST_BYTES, f"{home} weighs {heavy:,} bytes"
        # A ward's home has the same parts as its neighbour's; the portals and each third ward are also seen on a desktop.
        seen_well(firefox, PHONE, *([DESKTOP] if home.count("-phuong-") == 0 or number % 3 == 0 else []))
        if number < len(PAGES):
            firefox.open(home + PAGES[number])
            seen_well(firefox, PHONE if number % 2 else DESKTOP)


def refused(firefox: Firefox) -> None:
    """The form that was sent empty says what is missing, well."""
    assert firefox.run("return document.querySelectorAll('.govuk-error-summary a').length") > 0, firefox.text()
    seen_well(firefox, PHONE)


def test_a_visitors_main_ways(firefox: Firefox) -> None:
    firefox.size(*PHONE)
    firefox.open("/thu-tuc/?q=mo+quan+ca+phe")
    seen_well(firefox, PHONE)
    firefox.open("/thu-tuc/?q=giay+khai+sinh").press("Đăng ký khai sinh", "ol//a")
    assert "/1.001193/" in firefox.tell("WebDriver:GetCurrentURL")
    seen_well(firefox, PHONE, DESKTOP)
    firefox.size(*PHONE)
    firefox.open(MARITAL).press("Bắt đầu khai").press("Lưu và tiếp tục")
    refused(firefox)
    firefox.open("/phan-anh/gui/hoc-mon/o-ga/").press("Gửi phản ánh", "button")
    refused(firefox)
    firefox.open("/lay-so/").press("Huyện Củ Chi (").press("Xã Tân Thông Hội", "a").press("Hộ tịch, chứng thực")
    firefox.press("Lấy số", "button")
    refused(firefox)
    firefox.fill("Họ tên người sẽ đến", "Nguyễn Thị Hồng Gấm").fill("Số điện thoại di động", "0903 000 099")
    firefox.press("Lấy số", "button")
    assert firefox.run("return document.querySelector('.mc-number')?.textContent.trim()"), firefox.text()
    seen_well(firefox, PHONE)
