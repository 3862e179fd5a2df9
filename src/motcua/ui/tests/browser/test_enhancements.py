"""What scripts add to pages: saving while one types, uploads that go on, waiting for the network, scanning."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from motcua.ui.tests.browser import pages

# Playwright keeps an event loop in this thread; the database is used by the test server's thread only.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(settings.PACKAGE).parents[1] / "node_modules" / "axe-core" / "axe.min.js"


def received(got: list, name: str) -> list[dict[str, list[str]]]:
    """What came under a name."""
    return [posted for kind, posted in got if kind == name]


def test_typing_is_saved_and_says_so(opened, got):
    page = opened("/thu/autosave/")
    page.fill("#ten", "Nguyễn Thị Hồng Gấm")
    expect(page.locator(".mc-saved")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    assert received(got, "save")[-1]["ten"] == ["Nguyễn Thị Hồng Gấm"]


def test_what_was_typed_without_network_comes_back_and_is_saved(opened, got):
    page = opened("/thu/autosave/")
    page.fill("#ten", "Một")
    expect(page.locator(".mc-saved")).to_contain_text("Đã lưu")
    page.context.set_offline(True)
    page.fill("#ten", "Hai")
    page.check("#ai-2")
    expect(page.locator(".mc-saved")).to_contain_text("Chưa có mạng")
    saved = len(received(got, "save"))
    second = page.context.new_page()
    page.close(run_before_unload=False)
    second.context.set_offline(False)
    second.goto("/thu/autosave/")
    expect(second.locator("#ten")).to_have_value("Hai")
    expect(second.locator("#ai-2")).to_be_checked()
    expect(second.locator("#uy")).to_be_visible()
    expect(second.locator(".mc-saved")).to_contain_text("Đã lưu")
    assert received(got, "save")[saved:][-1]["ten"] == ["Hai"]


def test_a_lost_session_keeps_the_text(opened, got):
    pages.STATUS["save"] = 403
    page = opened("/thu/autosave/")
    page.fill("#ten", "Ba")
    expect(page.locator(".mc-saved")).to_contain_text("Phiên đăng nhập đã hết")
    pages.STATUS["save"] = 200
    page.reload()
    expect(page.locator("#ten")).to_have_value("Ba")


def test_conditional_fields_follow_the_answer(opened):
    page = opened("/thu/autosave/")
    expect(page.locator("#uy")).to_be_hidden()
    page.check("#ai-2")
    expect(page.locator("#uy")).to_be_visible()
    page.check("#ai-1")
    expect(page.locator("#uy")).to_be_hidden()


def test_two_clicks_are_one_submission(opened, got):
    page = opened("/thu/leave/")
    page.fill("#ten", "Bốn")
    page.evaluate("() => { const b = document.querySelector('#gui'); b.click(); b.click(); b.click() }")
    page.wait_for_url("**/thu/xong/")
    assert len(received(got, "receive")) == 1


def test_files_are_sent_at_once_and_a_lost_connection_goes_on(opened, got, tmp_path):
    big = tmp_path / "ban-ve.pdf"
    big.write_bytes(b"%PDF-1.4\n" + os.urandom(3_500_000) + b"\n%%EOF\n")
    page = opened("/thu/leave/")
    sent = {"pieces": 0, "lost": 0}

    def flaky(route) -> None:
        if route.request.method == "PATCH":
            sent["pieces"] += 1
            if sent["pieces"] == 2:
                sent["lost"] += 1
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/tep/**", flaky)
    page.set_input_files("#id_giay", str(big))
    row = page.locator(".mc-upload__file")
    expect(row).to_have_class(re.compile("mc-upload__file--(done|bad)"), timeout=30_000)
    assert sent["lost"] == 1
    assert sent["pieces"] >= 5
    if "mc-upload__file--done" in (row.get_attribute("class") or ""):
        assert row.locator("input[type=hidden]").get_attribute("name") == "giay"


def test_an_uploaded_picture_travels_with_the_form_and_can_be_removed(opened, got, tmp_path):
    from PIL import Image

    for name in ("a.jpg", "b.jpg"):
        Image.new("RGB", (600, 400), "#a3201d").save(tmp_path / name)
    page = opened("/thu/leave/")
    page.set_input_files("#id_giay", [str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")])
    expect(page.locator(".mc-upload__file--done")).to_have_count(2, timeout=20_000)
    page.locator(".mc-upload__file", has_text="a.jpg").get_by_role("button").click()
    expect(page.locator(".mc-upload__file")).to_have_count(1)
    kept = page.locator(".mc-upload__file input[type=hidden]").get_attribute("value")
    page.click("#gui")
    page.wait_for_url("**/thu/xong/")
    assert received(got, "receive")[0]["giay"] == [kept]


def test_pictures_chosen_together_in_a_new_browser_all_arrive_over_a_slow_line(opened, tmp_path):
    from PIL import Image

    names = ("mot.jpg", "hai.jpg", "ba.jpg")
    for name in names:
        Image.new("RGB", (60, 40), "#0b6b5b").save(tmp_path / name)
    page = opened("/thu/leave/")

    def slow(route) -> None:
        answer = route.fetch()
        page.wait_for_timeout(300)
        route.fulfill(response=answer)

    page.route(re.compile("/tep/$"), slow)
    page.set_input_files("#id_giay", [str(tmp_path / name) for name in names])
    expect(page.locator(".mc-upload__file--done")).to_have_count(len(names), timeout=20_000)


def test_a_file_that_is_refused_says_why_in_words(opened, tmp_path):
    liar = tmp_path / "anh.jpg"
    liar.write_bytes(b"MZ\x90\x00" + b"\x00" * 500)
    page = opened("/thu/leave/")
    page.set_input_files("#id_giay", str(liar))
    row = page.locator(".mc-upload__file--bad")
    expect(row).to_be_visible()
    assert len(row.locator(".mc-upload__state").inner_text()) > 10
    assert row.locator("input[type=hidden]").count() == 0


def test_a_submission_without_network_waits_and_is_sent_once(opened, got):
    page = opened("/thu/queue/")
    page.fill("#ten", "Năm")
    page.context.set_offline(True)
    page.click("#gui")
    expect(page.get_by_role("heading", name="Đang chờ mạng")).to_be_visible()
    expect(page.locator("#cho")).to_contain_text("Phiếu thử")
    assert received(got, "receive") == []
    page.context.set_offline(False)
    expect(page.locator("#cho")).to_contain_text("đã gửi")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(800)
    assert [posted["ten"] for posted in received(got, "receive")] == [["Năm"]]
    assert received(got, "receive")[0]["token"] == ["khoa-1"]
    page.locator("#cho").get_by_role("link", name="Xem kết quả").first.click()
    page.wait_for_url("**/thu/xong/")


COUNT = """() => new Promise(done => { const asked = indexedDB.open('motcua'); asked.onsuccess = () => {
    const all = asked.result.transaction('drafts').objectStore('drafts').count()
    all.onsuccess = () => { asked.result.close(); done(all.result) } } })"""


def test_signing_out_leaves_nothing_on_the_device(opened, got):
    page = opened("/thu/autosave/")
    page.context.set_offline(True)
    page.fill("#ten", "Bí mật")
    expect(page.locator(".mc-saved")).to_contain_text("Chưa có mạng")
    assert page.evaluate(COUNT) == 1
    page.evaluate("() => document.querySelector('form[data-mc]').setAttribute('action', '/dang-xuat/')")
    page.evaluate("() => document.querySelector('form[data-mc]').dispatchEvent(new Event('submit', {bubbles: true}))")
    page.wait_for_timeout(300)
    assert page.evaluate(COUNT) == 0


def test_the_camera_reads_a_barcode_into_the_field(opened):
    page = opened("/thu/leave/")
    page.click("#quet")
    expect(page.locator("#ten")).to_have_value("H29.18.12-261122-0001", timeout=25_000)
    expect(page.locator("dialog")).to_have_count(0)


def worker_ready(page: Page) -> None:
    """Waits until the service worker controls the page."""
    page.evaluate("() => navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")


def test_without_network_public_pages_are_kept_and_personal_ones_are_not(opened):
    page = opened("/thu-tuc/", service_workers="allow")
    worker_ready(page)
    page.goto("/tro-giup/")
    page.goto("/thu-tuc/")
    page.wait_for_timeout(500)
    kept = page.evaluate(
        """async () => { const urls = []; for (const name of await caches.keys())
        for (const one of await (await caches.open(name)).keys()) urls.push(new URL(one.url).pathname); return urls }"""
    )
    assert "/thu-tuc/" in kept
    assert "/ngoai-tuyen/" in kept
    assert [url for url in kept if not url.startswith(("/static/", "/thu-tuc/", "/ngoai-tuyen/"))] == []
    page.context.set_offline(True)
    page.goto("/thu-tuc/")
    expect(page.locator("h1")).to_contain_text("Thủ tục")
    page.goto("/cua-toi/")
    expect(page.locator("h1")).to_contain_text("không có kết nối mạng")


@pytest.mark.parametrize(
    "address", ["/", "/tro-giup/", "/tiep-can/", "/quyen-rieng-tu/", "/don-vi/", "/thu/autosave/", "/ngoai-tuyen/"]
)
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_and_do_not_scroll_sideways(opened, address, width):
    page = opened(address, viewport={"width": width, "height": 800})
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    assert [f"{rule['id']} {node['target']}" for rule in found["violations"] for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_the_largest_text_on_the_smallest_phone_fits(opened):
    page = opened(viewport={"width": 320, "height": 640})
    page.goto("/")
    for _step in range(2):
        page.get_by_role("button", name="Chữ lớn hơn").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_the_form_works_without_scripts(opened, got):
    page = opened("/thu/autosave-queue/", java_script_enabled=False)
    page.fill("#ten", "Sáu")
    expect(page.locator("#uy")).to_be_visible()
    page.click("#gui")
    page.wait_for_url("**/thu/xong/")
    assert received(got, "receive")[0]["ten"] == ["Sáu"]
