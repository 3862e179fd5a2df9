"""A report on a phone, from the photo to the published answer: written without network, sent once, answered, read by all."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.city import City
from tests.journeys.conftest import PHONE, Look

pytestmark = pytest.mark.browser
FORM = "/phan-anh/gui/hoc-mon/o-ga/"
# In the panel of what waits alone: the form below it lists reports near by, with links of their own.
SENT = "() => document.querySelectorAll('.mc-card--call .mc-row a').length === {}"


def reports(city: City) -> int:
    """How many there are."""
    return int(city.rows("SELECT count(*) FROM feedback_report")[0][0])


@pytest.fixture
def taken_here(tmp_path: Path) -> Path:
    """A photo whose notes say that it was taken in the middle of Hóc Môn."""
    notes = Image.Exif()
    notes[0x8825] = {1: "N", 2: (10.0, 53.0, 11.4), 3: "E", 4: (106.0, 35.0, 31.2)}
    content = io.BytesIO()
    Image.effect_noise((640, 480), 90).convert("RGB").save(content, "JPEG", exif=notes)
    path = tmp_path / "o-ga.jpg"
    path.write_bytes(content.getvalue())
    return path


def write(page: Page, photo: Path, words: str) -> None:
    """Chooses the photo, which gives the place, and says what is wrong."""
    page.set_input_files("input[type=file]", photo)
    expect(page.locator("[data-mc-place]")).to_contain_text("ảnh")
    page.fill("[name=description]", words)


def open_for_publishing(page: Page, here: str) -> None:
    """The page of the verb; a photo that is still being prepared behind other work is waited for, as the page says."""
    for _ in range(60):
        page.goto(f"{here}cong-khai/")
        if page.locator("[name=show]").count():
            return
        page.wait_for_timeout(1000)


def test_from_a_photo_without_network_to_the_published_answer(
    city: City, phone: Page, taken_here: Path, look: Look, signed_in: Callable[..., Page]
) -> None:
    before = reports(city)
    phone.goto(FORM)
    look(phone, "phan-anh-to-khai")
    phone.context.set_offline(True)
    write(phone, taken_here, "Ổ gà sâu trước chợ, gọi 0909 123 456")
    phone.click("button:has-text('Gửi phản ánh')")
    panel = phone.locator(".mc-card--call")
    panel.first.wait_for()
    look(phone, "phan-anh-cho-mang")
    assert "Ổ gà" in panel.first.inner_text() and reports(city) == before
    phone.context.set_offline(False)
    link = phone.locator(".mc-toast a, .mc-card--call .mc-row a").first
    link.wait_for()
    phone.evaluate("() => dispatchEvent(new Event('online'))")
    phone.goto(link.get_attribute("href") or "")
    look(phone, "phan-anh-bien-nhan")
    code = phone.locator(".govuk-panel .mc-code").inner_text()
    question = f"SELECT id, longitude, holder_unit_id FROM feedback_report WHERE code = '{code}'"
    [(pk, longitude, _unit)] = city.rows(question)
    assert reports(city) == before + 1 and abs(longitude - 106.592) < 0.001
    assert city.rows(f"SELECT count(*) FROM feedback_photo WHERE report_id = {pk}") == [(1,)]

    desk, leader = signed_in("dothi.hocmon"), signed_in("chutich.hocmon")
    here = f"/can-bo/phan-anh/{pk}/"
    desk.goto(here)
    look(desk, "phan-anh-can-bo")
    desk.click("a:has-text('Tiếp nhận')")
    desk.click("main form button.govuk-button")
    desk.goto(f"{here}trinh-tra-loi/")
    desk.fill("[name=answer]", "Đã vá ổ gà sáng nay.")
    desk.click("main form button.govuk-button")
    leader.goto(f"{here}duyet/")
    leader.click("main form button.govuk-button")
    open_for_publishing(leader, here)
    assert "0909" not in leader.input_value("[name=text]")
    leader.check("[name=show]")
    leader.locator(f"[name=cell-{photo_of(city, pk)}]").first.press("Space")
    leader.click("main form button:has-text('Công khai')")

    phone.goto(f"/phan-anh/{code}")
    expect(phone.locator("main")).to_contain_text("Đã vá ổ gà sáng nay.")
    look(phone, "phan-anh-da-tra-loi")
    phone.goto("/phan-anh/ban-do/?don-vi=hoc-mon")
    look(phone, "phan-anh-ban-do")
    phone.locator(f"a.mc-map__pin[href$='{code}'] circle").dispatch_event("click")
    phone.wait_for_url(f"**/phan-anh/{code}")


def photo_of(city: City, report: int) -> int:
    """The id of a report's picture."""
    return int(city.rows(f"SELECT id FROM feedback_photo WHERE report_id = {report}")[0][0])


def test_the_form_opens_without_network_and_two_fillings_are_two_reports(
    city: City, device: Callable[..., Page], taken_here: Path
) -> None:
    before = reports(city)
    page = device(PHONE, service_workers="allow")
    page.goto(FORM)
    page.evaluate("() => navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
    page.reload()
    page.wait_for_function(f"async () => Boolean(await (await caches.open('mc-pages')).match('{FORM}'))")
    page.context.set_offline(True)
    for words in ("Ổ gà thứ nhất", "Ổ gà thứ hai"):
        page.goto(FORM)
        write(page, taken_here, words)
        page.click("button:has-text('Gửi phản ánh')")
        page.locator(".mc-card--call").first.wait_for()
    expect(page.locator(".mc-card--call .mc-row")).to_have_count(2)
    page.context.set_offline(False)
    page.wait_for_function(SENT.format(2), timeout=60_000)
    assert reports(city) == before + 2


def test_what_the_first_try_could_not_carry_is_sent_by_a_later_one(
    city: City, device: Callable[..., Page], taken_here: Path
) -> None:
    before = reports(city)
    page = device(PHONE, service_workers="block")
    page.clock.install()
    page.goto(FORM)
    page.context.set_offline(True)
    write(page, taken_here, "Ổ gà ở nơi sóng yếu")
    page.click("button:has-text('Gửi phản ánh')")
    page.locator(".mc-card--call").first.wait_for()
    page.route(f"**{FORM}", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed", lambda request: request.url.endswith(FORM)):
        page.context.set_offline(False)
    expect(page.locator(".mc-card--call .mc-row")).to_contain_text("chờ mạng để gửi")
    page.clock.fast_forward(11_000)
    page.wait_for_function(SENT.format(1))
    assert reports(city) == before + 1


def test_who_is_signed_in_opens_the_form_without_network_too_and_nothing_personal_is_kept(
    city: City, signed_in: Callable[..., Page], taken_here: Path
) -> None:
    before = reports(city)
    page = signed_in(phone="0903000001", on={**PHONE, "service_workers": "allow"})
    page.goto(FORM)
    page.evaluate("() => navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
    assert page.locator("body[data-person]").count() == 1
    page.reload()
    page.wait_for_function(f"async () => Boolean(await (await caches.open('mc-pages')).match('{FORM}'))")
    kept = page.evaluate(f"async () => (await (await caches.open('mc-pages')).match('{FORM}')).text()")
    assert "data-person" not in kept and "Nguyễn Thị Hồng Gấm" not in kept
    page.context.set_offline(True)
    page.goto(FORM)
    write(page, taken_here, "Ổ gà của người đã đăng nhập")
    page.click("button:has-text('Gửi phản ánh')")
    page.locator(".mc-card--call").first.wait_for()
    page.context.set_offline(False)
    page.wait_for_function(SENT.format(1), timeout=60_000)
    [(sender,)] = city.rows("SELECT reporter_id FROM feedback_report ORDER BY id DESC LIMIT 1")
    assert reports(city) == before + 1 and sender is not None
