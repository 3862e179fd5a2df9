"""A paper is missing: the officer says so once, the citizen sees what to do, answers, and the clock goes on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.city import City
from tests.journeys.conftest import PHONE, Look
from tests.people import Person, photo

pytestmark = pytest.mark.browser


def ask(page: Page, dossier: int, text: str, reason: str) -> None:
    """The officer ticks the paper, says what is missing and why."""
    page.goto(f"/can-bo/ho-so/{dossier}/yeu-cau-bo-sung/")
    page.locator(".mc-gaps input[type=checkbox]").first.check()
    page.locator(".mc-gaps .mc-gap__text").first.fill(text)
    page.fill("[name=reason]", reason)


def test_the_supplement_loop(city: City, signed_in: Callable[..., Page], look: Look, paper: Path) -> None:
    with Person(city).as_citizen("0903000002") as father:
        dossier = father.file_birth()
    receiver = signed_in("tiepnhan.tanthonghoi")
    ask(receiver, dossier["id"], "Bản chụp mờ, thiếu trang hoặc không đọc được.", "Ảnh chụp không đọc được số sê-ri")
    look(receiver, "yeu-cau-bo-sung")
    receiver.click("#act-form button.govuk-button")
    expect(receiver.locator(".mc-banner")).to_contain_text("Đã gửi yêu cầu bổ sung")
    look(receiver, "cho-bo-sung")

    phone = signed_in(phone="0903000002", on=PHONE)
    phone.goto(f"/tra-cuu/{dossier['code']}")
    look(phone, "tra-cuu-can-bo-sung")
    assert "bổ sung" in phone.locator(".mc-progress").inner_text().lower()
    phone.goto("/cua-toi/")
    look(phone, "cua-toi-can-bo-sung")
    call = phone.locator(".mc-card--call", has_text=dossier["code"])
    call.locator("a").click()
    phone.wait_for_load_state("load")
    look(phone, "ho-so-can-bo-sung")
    assert "Ảnh chụp không đọc được số sê-ri" in phone.locator("main").inner_text()
    phone.click("text=Bổ sung ngay")
    phone.wait_for_load_state("load")
    phone.click("button:has-text('Gửi bổ sung')")
    phone.wait_for_load_state("load")
    assert phone.locator(".govuk-error-summary").is_visible(), "an empty answer is refused"
    phone.locator("main input[type=file]").first.set_input_files(paper)
    phone.locator(".mc-upload__file--done").first.wait_for()
    expect(phone.locator(".mc-upload__file--done").first).to_contain_text("Đã tải lên")
    phone.fill("[name=tra-loi]", "Em đã chụp lại rõ hơn")
    look(phone, "gui-bo-sung")
    phone.click("button:has-text('Gửi bổ sung')")
    phone.wait_for_url(f"**/cua-toi/ho-so/{dossier['code']}/")
    look(phone, "da-bo-sung")
    assert phone.locator("text=Bổ sung ngay").count() == 0

    receiver.goto(f"/can-bo/ho-so/{dossier['id']}/")
    look(receiver, "da-nhan-bo-sung")
    shown = receiver.locator("main").inner_text()
    assert "Em đã chụp lại rõ hơn" in shown
    assert "Đang tạm dừng tính hạn" not in shown
    assert receiver.locator(".mc-paper, .mc-card", has_text="giay-chung-sinh.jpg").count()
    ask(receiver, dossier["id"], "Vẫn còn thiếu trang hai", "Thiếu trang hai")
    look(receiver, "yeu-cau-bo-sung-lan-hai")
    receiver.click("#act-form button.govuk-button")
    receiver.wait_for_load_state("load")
    assert receiver.locator(".govuk-error-summary").is_visible()
    assert receiver.locator(".mc-gap__text").first.input_value() == "Vẫn còn thiếu trang hai"
    assert receiver.input_value("[name=reason]") == "Thiếu trang hai"
    asked = city.rows(f"SELECT count(*) FROM dossiers_supplement WHERE dossier_id = {dossier['id']}")
    assert asked == [(1,)]


def test_a_clear_answer_after_the_pause(city: City) -> None:
    """After acceptance the clock stands while the citizen has the word, and the due time moves by as much."""
    with Person(city).as_citizen("0903000001") as mother, Person(city).as_officer("tiepnhan.tanthonghoi") as receiver:
        filed = mother.file_birth()
        taken = receiver.does("accept", filed)
        with Person(city).as_officer("tuphap.tanthonghoi") as specialist:
            items = [{"paper": "birth_certificate", "text": "Chụp lại trang sau"}]
            asked = specialist.does("request-supplement", taken, items=items, reason="Thiếu trang sau")
            assert asked["state"] == "awaiting_supplement"
            token = mother.upload(photo("#e0ffe0")).json()["id"]
            answered = mother.does("answer-supplement", asked, papers={"birth_certificate": [token]}, answer="Xong")
        assert answered["state"] == "accepted"
        assert answered["due"] >= taken["due"]
    pauses = city.rows(f"SELECT pauses FROM dossiers_dossier WHERE id = {filed['id']}")[0][0]
    (pause,) = json.loads(pauses) if isinstance(pauses, str) else pauses
    assert len([said for said in pause.values() if said[:2] == "20"]) == 2, "the pause has a beginning and an end"
