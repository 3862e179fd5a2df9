"""Nothing typed or sent is lost: a closed tab, a killed server, another device; no dossier is there twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.city import City
from tests.journeys.conftest import DESKTOP, PHONE, Device, Look
from tests.journeys.steps import BIRTH, MARITAL, begin, file_marital, fill_until, go_on, place, receipt, send_photo
from tests.people import TOKEN

pytestmark = pytest.mark.browser


def saved(page: Page) -> None:
    """Waits until the page says that what was typed is kept."""
    expect(page.locator(".mc-saved")).to_contain_text("Đã lưu")


def type_and_wait(page: Page, name: str, text: str) -> None:
    """Types and waits until the server has it."""
    with page.expect_response(lambda answer: answer.url.endswith("/luu/")) as sent:
        page.fill(f"[name={name}]", text)
    assert sent.value.ok
    saved(page)


def test_a_closed_tab_loses_nothing(phone: Page, look: Look) -> None:
    begin(phone, BIRTH)
    type_and_wait(phone, "declarant_name", "Nguyễn Thị Hồng Gấm")
    type_and_wait(phone, "declarant_phone", "0903")
    address = phone.url
    again = phone.context.new_page()
    phone.close()
    again.goto("/nop-ho-so/")
    look(again, "ban-khai-do")
    again.click("a:has-text('Đăng ký khai sinh') >> nth=0")
    again.wait_for_url(address)
    assert again.input_value("[name=declarant_name]") == "Nguyễn Thị Hồng Gấm"
    assert again.input_value("[name=declarant_phone]") == "0903"


def test_a_killed_server_loses_nothing_typed_or_uploaded(city: City, phone: Page, paper: Path) -> None:
    begin(phone, BIRTH)
    fill_until(phone, "giay-to")
    send_photo(phone, paper)
    saved(phone)
    address = phone.url
    go_on(phone)
    type_and_wait(phone, "phone", "0903 77")
    city.kill()
    phone.fill("[name=phone]", "0903 777 888")
    phone.locator(".mc-saved--waiting").wait_for()
    with phone.expect_response(lambda answer: answer.url.endswith("/luu/") and answer.ok, timeout=120_000):
        city.start()
        phone.fill("[name=email]", "gam@example.vn")
    phone.goto(address)
    assert phone.locator(".mc-upload__file").inner_text().startswith("giay-chung-sinh.jpg")
    go_on(phone)
    assert phone.input_value("[name=phone]") == "0903 777 888"
    assert phone.input_value("[name=email]") == "gam@example.vn"
    go_on(phone)
    assert place(phone) == "kiem-tra"


def test_a_signed_in_citizen_goes_on_on_another_device(signed_in: Callable[..., Page], look: Look) -> None:
    phone = signed_in(phone="0903000002", on=PHONE)
    begin(phone, MARITAL)
    assert phone.input_value("[name=applicant_name]") == "Trần Quốc Việt"
    fill_until(phone, "purpose")
    with phone.expect_response(lambda answer: answer.url.endswith("/luu/") and answer.ok):
        phone.get_by_label("Vay vốn ngân hàng").check()
    desk = signed_in(phone="0903000002", on=DESKTOP)
    desk.goto("/cua-toi/")
    look(desk, "cua-toi-ban-khai")
    desk.click("main a:has-text('tình trạng hôn nhân') >> nth=0")
    desk.wait_for_load_state("load")
    assert place(desk) == place(phone)
    assert desk.get_by_label("Vay vốn ngân hàng").is_checked()
    fill_until(desk, "kiem-tra")
    look(desk, "kiem-tra-may-ban")
    desk.check("[name=declared]")
    desk.click("button:has-text('Nộp hồ sơ')")
    desk.wait_for_url("**/da-nop/")
    code, _secret = receipt(desk)
    phone.goto("/cua-toi/")
    look(phone, "cua-toi")
    assert code in phone.locator("main").inner_text()
    assert phone.locator("text=Bản khai đang làm dở").count() == 0


def test_a_double_click_and_a_repeated_post_are_one_dossier(city: City, phone: Page) -> None:
    before = city.rows("SELECT count(*) FROM dossiers_dossier")[0][0]
    begin(phone, MARITAL)
    fill_until(phone, "kiem-tra")
    phone.check("[name=declared]")
    review = phone.url
    fields = {
        box.get_attribute("name") or "": box.get_attribute("value") or "on"
        for box in phone.locator("form:has([name=declared]) input").all()
    }
    phone.evaluate(
        "() => { const b = document.querySelector('form:has([name=declared]) button'); b.click(); b.click(); b.click() }"
    )
    phone.wait_for_url("**/da-nop/")
    code, secret = receipt(phone)
    sent_again = phone.request.post(review, form=fields, headers={"Referer": review})
    assert sent_again.ok
    assert code in sent_again.text()
    assert TOKEN.search(sent_again.text()) is None or "declared" not in sent_again.text()
    phone.go_back()
    phone.goto(review)
    assert receipt(phone) == (code, secret)
    assert city.rows("SELECT count(*) FROM dossiers_dossier")[0][0] == before + 1


def test_the_whole_way_without_scripts(no_script: Page, picture: Callable[[Page, str], None], paper: Path) -> None:
    begin(no_script, BIRTH)
    go_on(no_script)
    assert no_script.locator(".govuk-error-summary").is_visible()
    fill_until(no_script, "giay-to", lambda name: picture(no_script, f"khong-js-{name}"))
    no_script.locator("main input[type=file]").first.set_input_files(paper)
    picture(no_script, "khong-js-giay-to")
    go_on(no_script)
    go_on(no_script)
    picture(no_script, "khong-js-kiem-tra")
    assert "giay-chung-sinh.jpg" in no_script.locator("main").inner_text()
    no_script.check("[name=declared]")
    no_script.click("button:has-text('Nộp hồ sơ')")
    code, secret = receipt(no_script)
    no_script.context.clear_cookies()
    no_script.goto("/tra-cuu/")
    no_script.fill("#ma", code)
    no_script.click("main button:has-text('Tra cứu')")
    no_script.wait_for_url(f"**/tra-cuu/{code}")
    no_script.fill("[name=secret]", secret)
    no_script.click("button:has-text('Xem thêm')")
    no_script.wait_for_url("**/cua-toi/ho-so/**")
    picture(no_script, "khong-js-ho-so")
    assert "Nguyễn Minh An" in no_script.locator("main").inner_text()


def test_two_people_get_two_codes_one_after_the_other(device: Device) -> None:
    first, _ = file_marital(device(PHONE))
    second, _ = file_marital(device(DESKTOP))
    assert int(second[-4:]) == int(first[-4:]) + 1
    assert first[:-4] == second[:-4]
