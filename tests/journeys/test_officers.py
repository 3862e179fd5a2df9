"""Officers at work: many at once, two on one dossier, the counter, a stranger from another unit, the leader's board."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.city import City
from tests.journeys.conftest import PHONE, Look
from tests.journeys.steps import CODE, fill_screen, read_sheet
from tests.people import PASSWORD, Person

pytestmark = pytest.mark.browser


@pytest.fixture
def citizen(city: City):
    """A citizen who files over HTTP."""
    with Person(city).as_citizen("0903000001") as person:
        yield person


def test_signing_in_at_the_door(city: City, desktop: Page, look: Look) -> None:
    desktop.goto("/can-bo/")
    look(desktop, "can-bo-dang-nhap")
    desktop.fill("[name=username]", "tiepnhan.tanthonghoi")
    desktop.fill("[name=password]", "sai mat khau")
    desktop.click("button:has-text('Tiếp tục')")
    look(desktop, "can-bo-sai-mat-khau")
    assert desktop.locator(".govuk-error-summary").is_visible()
    desktop.fill("[name=password]", PASSWORD)
    desktop.click("button:has-text('Tiếp tục')")
    desktop.wait_for_url("**/can-bo/")
    for address in ("tim/?q=nguyen", "ban-giao/", "thong-bao/", "tai-khoan/", "tai-khoan/vang-mat/", "ho-so/moi/"):
        desktop.goto(f"/can-bo/{address}")
        look(desktop, "can-bo-" + address.strip("/").replace("/", "-").partition("?")[0])


def test_many_are_accepted_at_once_with_a_result_for_each(
    citizen: Person, signed_in: Callable[..., Page], look: Look
) -> None:
    filed = [citizen.filed(f"cung-luc-{number}") for number in range(3)]
    receiver = signed_in("tiepnhan.tanthonghoi")
    receiver.goto("/can-bo/?loai=dossier.receive")
    for dossier in filed:
        receiver.locator(".mc-item", has_text=dossier["code"]).locator("input[type=checkbox]").check()
    expect(receiver.locator("[data-mc=bulk-count]")).to_contain_text("3")
    receiver.get_by_role("button", name="Tiếp nhận", exact=True).click()
    receiver.wait_for_load_state("load")
    look(receiver, "cung-luc-hoi-lai")
    with Person.of(citizen).as_officer("tiepnhan.tanthonghoi") as colleague:
        colleague.does("accept", filed[1])
    receiver.locator("main form button.govuk-button").last.click()
    receiver.wait_for_load_state("load")
    look(receiver, "cung-luc-ket-qua")
    shown = receiver.locator("main").inner_text()
    assert "Đã xong 2 hồ sơ, chưa được 1" in shown
    assert all(dossier["code"] in shown for dossier in filed)


def test_two_officers_on_one_dossier(citizen: Person, signed_in: Callable[..., Page], look: Look) -> None:
    dossier = citizen.filed("hai-nguoi-mot-ho-so")
    slow = signed_in("tiepnhan.tanthonghoi")
    slow.goto(f"/can-bo/ho-so/{dossier['id']}/tu-choi/")
    slow.fill("[name=reason]", "Hồ sơ này thuộc nơi khác, đã viết rất dài")
    with Person.of(citizen).as_officer("tiepnhan.tanthonghoi") as quick:
        quick.does("accept", dossier)
    slow.click("#act-form button.govuk-button")
    slow.wait_for_load_state("load")
    look(slow, "co-nguoi-lam-truoc")
    shown = slow.locator("main").inner_text()
    assert "Tiếp nhận hồ sơ" in shown
    assert "Trần Thị Ngọc Lan" in shown
    assert slow.input_value("[name=reason]") == "Hồ sơ này thuộc nơi khác, đã viết rất dài"


def test_assigning_within_a_department(citizen: Person, signed_in: Callable[..., Page], look: Look) -> None:
    dossier = citizen.filed("phan-cong-0001")
    with Person.of(citizen).as_officer("tiepnhan.tanthonghoi") as receiver:
        receiver.does("accept", dossier)
    head = signed_in("chutich.tanthonghoi")
    head.goto(f"/can-bo/ho-so/{dossier['id']}/phan-cong/")
    look(head, "phan-cong")
    head.get_by_label("Phạm Minh Tuấn").check()
    head.fill("[name=note]", "Xem kỹ nơi cư trú trước")
    head.click("#act-form button.govuk-button")
    expect(head.locator(".mc-banner")).to_contain_text("Đã phân công")
    specialist = signed_in("tuphap.tanthonghoi")
    specialist.goto("/can-bo/?nguoi=me")
    assert dossier["code"] in specialist.locator("main").inner_text()


def test_at_the_counter_for_a_person_without_an_account(signed_in: Callable[..., Page], look: Look) -> None:
    receiver = signed_in("tiepnhan.tanthonghoi")
    receiver.goto("/can-bo/")
    receiver.click("nav a:has-text('Nhập hồ sơ')")
    receiver.click("main a:has-text('tình trạng hôn nhân')")
    receiver.wait_for_load_state("load")
    for _ in range(2):
        fill_screen(receiver)
    look(receiver, "quay-nhap")
    receiver.click("button:has-text('Nhập hồ sơ')")
    receiver.wait_for_load_state("load")
    look(receiver, "quay-da-nhap")
    assert receiver.locator(".govuk-error-summary").count() == 0, receiver.locator(".govuk-error-summary").inner_text()
    found = CODE.search(receiver.locator("main").inner_text())
    assert found
    for box in receiver.locator("#act-form input[type=checkbox]").all():
        box.check()
    receiver.click("#act-form button.govuk-button")
    receiver.wait_for_load_state("load")
    look(receiver, "quay-da-tiep-nhan")
    link = receiver.locator("main a:has-text('hẹn trả')").first
    codes, words = read_sheet(receiver.request.get(link.get_attribute("href") or "").body())
    assert found[0] in codes
    assert "HẸN TRẢ KẾT QUẢ" in words.upper()


def test_what_belongs_to_another_unit_does_not_exist(citizen: Person, signed_in: Callable[..., Page]) -> None:
    dossier = citizen.filed("don-vi-khac-0001")
    stranger = signed_in("tiepnhan.cuchi")
    stranger.goto("/can-bo/")
    answer = stranger.goto(f"/can-bo/ho-so/{dossier['id']}/")
    assert answer is not None
    assert answer.status == 404
    assert dossier["code"] not in stranger.content()
    for path in ("tiep-nhan/", "phieu-kiem-soat.pdf", "sao-chep/"):
        assert stranger.request.get(f"/can-bo/ho-so/{dossier['id']}/{path}").status == 404
    stranger.goto(f"/can-bo/tim/?q={dossier['code']}")
    assert "Không tìm thấy" in stranger.locator("main").inner_text()
    auditor = signed_in("thanhtra")
    auditor.goto(f"/can-bo/ho-so/{dossier['id']}/")
    assert dossier["code"] in auditor.locator("main").inner_text()
    assert auditor.locator(".mc-acts a").count() == 0


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_the_leaders_board(kind: str, signed_in: Callable[..., Page], look: Look) -> None:
    leader = signed_in("chutich.cuchi", **({"on": PHONE} if kind == "phone" else {}))
    leader.goto("/can-bo/")
    look(leader, "lanh-dao-viec")
    leader.goto("/can-bo/dieu-hanh/")
    look(leader, "dieu-hanh")
    assert leader.locator(".mc-lights__number").first.inner_text().strip().isdigit()
    leader.locator("table a").first.click()
    leader.wait_for_load_state("load")
    look(leader, "dieu-hanh-don-vi")
