"""A ward's site on a phone: read, write, approve, see it published; every kind of page is accessible."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Look

pytestmark = pytest.mark.browser
WARD = "/trang/quan-10-phuong-3/"
PAGES = ["", "gioi-thieu/", "to-chuc-bo-may/", "tin-tuc/", "su-kien/", "quy-hoach/", "nguoi-phat-ngon/", "thu-tuc-hanh-chinh/",
         "lich-lam-viec/", "tim-tren-trang?q=ve+sinh"]  # fmt: skip


def test_the_pages_of_a_site(phone: Page, desktop: Page, look: Look) -> None:
    for address in PAGES:
        phone.goto(WARD + address)
        look(phone, "trang-don-vi-" + address.replace("/", "-").replace("?", "-"))
    phone.goto(WARD)
    phone.get_by_role("link", name="Phường 3 nhận hồ sơ ngoài giờ").click()
    look(phone, "trang-don-vi-bai")
    for address in ("/trang/", "/trang/thu-duc/", "/trang/-/"):
        desktop.goto(address)
        look(desktop, "trang" + address.replace("/", "-"))


def test_a_piece_from_the_phone_to_everybody(signed_in: Callable[..., Page], phone: Page, look: Look) -> None:
    author = signed_in("tuphap.tanthonghoi", on=PHONE)
    author.goto("/can-bo/trang/")
    expect(author.get_by_role("heading", level=1)).to_have_text("Trang của đơn vị")
    opener = signed_in("bientap", on=PHONE)
    opener.goto("/can-bo/trang/mo/")
    look(opener, "mo-trang")
    opener.get_by_label("Đơn vị").select_option("cu-chi-tan-thong-hoi")
    opener.get_by_role("button", name="Mở trang").click()
    expect(opener.get_by_role("link", name="Xã Tân Thông Hội").first).to_be_visible()
    author.goto("/can-bo/trang/o/cu-chi-tan-thong-hoi/viet/news/")
    look(author, "viet-bai")
    author.get_by_label("Tiêu đề").fill("Mở lớp học bơi cho trẻ em")
    author.get_by_role("textbox", name="Nội dung").fill("## Thời gian\n\n- Thứ Bảy\n- Chủ nhật")
    author.get_by_role("button", name="Lưu và nộp để duyệt").click()
    where = author.url
    for officer, shot in (("vanthu.tanthonghoi", "bien-tap"), ("chutich.tanthonghoi", "duyet")):
        page = signed_in(officer, on=PHONE)
        page.goto(where)
        look(page, f"bai-{shot}")
        page.get_by_role("button", name="Duyệt", exact=True).click()
        expect(page.get_by_text("Đã duyệt.")).to_be_visible()
    phone.goto("/trang/cu-chi-tan-thong-hoi/")
    phone.get_by_role("link", name="Mở lớp học bơi cho trẻ em").click()
    expect(phone.get_by_role("heading", name="Thời gian")).to_be_visible()
