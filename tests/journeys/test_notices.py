"""A phone subscribes, an officer writes, the chairman approves, the letter comes, one click ends it; two leaders put up a banner."""

import email
import re
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
from playwright.sync_api import Page, expect

from motcua.kernel import clock
from tests.city import City
from tests.journeys.conftest import PHONE, Look
from tests.people import UNIT

MAIL = "bac.sau@example.vn"
TITLE = "Cúp nước hẻm 12 để thay ống"
DANGER = "Nước lên nhanh: rời khỏi hẻm 12"


def letter(city: City, words: str) -> "email.message.Message":
    """The newest letter with these words, as soon as the outbox handed it over."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        for path in sorted((city.home / "mail").glob("*.log"), reverse=True):
            for part in re.split(rb"^-{79}$", path.read_bytes(), flags=re.M):
                found = email.message_from_bytes(part.strip())
                if found["To"] == MAIL and words in text_of(found):
                    return found
        time.sleep(0.3)
    raise AssertionError(f"no letter with {words}")


def text_of(found: "email.message.Message") -> str:
    """The body of a letter."""
    body = found.get_payload(decode=True)
    return body.decode("utf-8") if isinstance(body, bytes) else ""


def test_from_a_wish_on_a_phone_to_the_letter_and_the_end(
    city: City, phone: Page, desktop: Page, no_script: Page, signed_in: Callable[..., Page], look: Look
) -> None:
    phone.goto(f"/thong-bao/noi/{UNIT}/")
    look(phone, "thong-bao-danh-sach")
    phone.get_by_role("button", name="Đăng ký để được báo").click()
    phone.get_by_label("Mất nước").check()
    phone.get_by_label("Địa chỉ thư điện tử").fill(MAIL)
    look(phone, "thong-bao-dang-ky")
    phone.get_by_role("button", name="Đăng ký").click()
    expect(phone.locator("h1")).to_have_text("Mời xem hộp thư")
    link = re.search(r"http\S+/nhan-tin/\S+", text_of(letter(city, "bấm xác nhận")))
    assert link
    phone.goto(link[0])
    look(phone, "thong-bao-xac-nhan")
    phone.get_by_role("button", name="Xác nhận nhận tin").click()
    expect(phone.locator("main")).to_contain_text("Đang nhận tin")

    clerk = signed_in("vanthu.tanthonghoi", on=PHONE)
    clerk.goto("/can-bo/thong-bao-dan/moi/")
    clerk.get_by_label("Chủ đề").select_option(label="Mất nước")
    clerk.get_by_label("Tiêu đề", exact=True).fill(TITLE)
    clerk.get_by_role("textbox", name="Nội dung", exact=True).fill("Trữ nước trước 8 giờ.")
    # An emergency, so that this story also goes on at night.
    clerk.get_by_label("Khẩn cấp").check()
    look(clerk, "thong-bao-soan")
    clerk.get_by_role("button", name="Lưu, xem số người nhận").click()
    expect(clerk.locator("main")).to_contain_text("1 trong 1 đăng ký")
    look(clerk, "thong-bao-so-nguoi")
    clerk.get_by_role("button", name="Trình duyệt").click()
    address = clerk.url
    leader = signed_in("chutich.tanthonghoi", on=PHONE)
    leader.goto(address)
    leader.get_by_role("button", name="Duyệt và gửi").click()
    told = letter(city, "Trữ nước trước 8 giờ")
    page = re.search(r"http\S+/thong-bao/\d+/\S*", text_of(told))
    assert page
    no_script.goto(page[0])
    expect(no_script.locator("h1")).to_have_text(TITLE)
    desktop.goto(page[0])
    look(desktop, "thong-bao-trang")
    leader.goto(address)
    expect(leader.locator("main")).to_contain_text("Kết quả gửi")
    look(leader, "thong-bao-ket-qua")

    where = re.fullmatch(r"<(http\S+/huy/)>", told["List-Unsubscribe"].replace("\n", "").replace(" ", ""))
    assert where and httpx.post(where[1], data={"List-Unsubscribe": "One-Click"}).status_code == 200
    phone.reload()
    expect(phone.locator("main")).to_contain_text("Đăng ký này đã ngừng")


def test_two_leaders_put_a_banner_over_the_pages_of_their_place(
    phone: Page, no_script: Page, signed_in: Callable[..., Page], look: Look
) -> None:
    # The district has a site of its own.
    site = "/trang/cu-chi/"
    no_script.goto(site)
    expect(no_script.locator("h1").first).to_be_visible()
    expect(no_script.locator("body")).not_to_contain_text(DANGER)
    leader = signed_in("chutich.cuchi", on=PHONE)
    leader.goto("/can-bo/khan-cap/moi/")
    leader.get_by_label("Một câu").fill(DANGER)
    leader.get_by_label("Tự hết lúc").fill(f"{clock.local(clock.now()) + timedelta(hours=2):%Y-%m-%dT%H:%M}")
    look(leader, "khan-cap-de-nghi")
    leader.get_by_role("button", name="Gửi đề nghị").click()
    deputy = signed_in("phochutich.cuchi", on=PHONE)
    deputy.goto(leader.url)
    look(deputy, "khan-cap-xac-nhan")
    deputy.get_by_role("button", name="Xác nhận cho hiện").click()
    expect(deputy.locator("main")).to_contain_text("Đang hiện")
    time.sleep(1)
    no_script.reload()
    expect(no_script.get_by_role("alert")).to_contain_text(DANGER)
    phone.goto(site)
    look(phone, "khan-cap-trang")
    no_script.get_by_role("button", name="Thu gọn").click()
    expect(no_script.locator("body")).not_to_contain_text(DANGER)
    phone.get_by_role("button", name="Thu gọn").click()
    look(phone, "khan-cap-gap")
    deputy.get_by_label("Lý do").fill("Nước đã rút")
    deputy.get_by_role("button", name="Gỡ băng").click()
    expect(deputy.locator("main")).to_contain_text("Đã hết")
