"""An editor sets ranges and an exemption in the browser; the citizen's page and wizard say them in plain words."""

import pytest
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.dossiers.factories import make_house
from motcua.procedures.queries.drafting import faults_of, workbench
from tests.journeys.conftest import PHONE, Look
from tests.journeys.test_editor import at_desk  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ask(page, title, kind):
    """A new question of the draft."""
    page.click("a:has-text('Thêm câu hỏi')")
    page.fill("[name=title]", title)
    page.select_option("[name=widget]", kind)
    page.click("main button:has-text('Lưu')")
    page.wait_for_selector("text=Đã lưu câu hỏi")
    page.goto(page.url.partition("/cau-hoi/")[0] + "/cau-hoi/")


def tiers(page, *lines):
    """The lines of the amounts."""
    for row, (low, high, amount) in enumerate(lines):
        for name, text in (("from", low), ("to", high), ("amount", amount)):
            page.fill(f"[name=t{row}-{name}]", text)
    page.click("main button:has-text('Lưu')")


def test_an_editor_sets_ranges_and_who_is_free(at_desk, look: Look) -> None:  # noqa: F811
    house = make_house(papers=[])
    code = house.version.procedure.code
    editor = at_desk(sign_in(Client(), house.user("editor")), PHONE)
    editor.goto(f"/can-bo/thu-tuc/{code}/", timeout=60_000)
    editor.click("button:has-text('Sửa thành phiên bản mới')")
    editor.click("a:has-text('Biểu mẫu, câu hỏi')")
    ask(editor, "Diện tích sàn xây dựng", "number")
    ask(editor, "Diện tích tầng hầm", "number")
    ask(editor, "Tổng diện tích", "computed")
    ask(editor, "Thuộc hộ nghèo", "yes-no")
    editor.click("a:has-text('Tổng diện tích')")
    editor.select_option("[name=compute]", "sum")
    for title in ("Diện tích sàn xây dựng", "Diện tích tầng hầm"):
        editor.check(f"label:has-text('{title}')")
    editor.fill("[name=unit]", "m²")
    look(editor, "phi-cau-tu-tinh")
    editor.click("main button:has-text('Lưu')")
    editor.goto(f"/can-bo/thu-tuc/{code}/danh-sach/phi/")
    editor.click("a:has-text('Cách tính, bậc thu')")
    editor.check("[name=method][value=bracket]")
    editor.select_option("[name=number]", label="Tổng diện tích")
    tiers(editor, ("", "250", "75.000"), ("300", "", "150.000"))
    look(editor, "phi-bac-sai")
    assert "Hở: từ 250 đến 300 chưa có mức thu" in editor.inner_text("main")
    editor.fill("[name=t1-from]", "250")
    look(editor, "phi-bac")
    editor.click("main button:has-text('Lưu')")
    editor.click("a:has-text('Miễn, giảm theo điều kiện')")
    editor.fill("[name=r0-title]", "Người thuộc hộ nghèo")
    editor.select_option("[name=r0-when-field1]", label="Thuộc hộ nghèo")
    editor.fill("[name=r0-when-value1]", "có")
    editor.fill("[name=r0-law]", "Điều 5 Nghị quyết 124/2016/NQ-HĐND")
    editor.fill("[name=r0-proof]", "Giấy chứng nhận hộ nghèo")
    look(editor, "phi-mien-giam")
    editor.click("main button:has-text('Lưu')")
    look(editor, "phi-danh-sach")
    assert "Trên 250 m²: 150.000 đồng" in editor.inner_text("main") and faults_of(workbench(code)) == []
    made = workbench(code).document
    there = make_house(papers=[], form=made["form"], fees=made["fees"]).version.procedure.code
    citizen = at_desk(on=PHONE)
    citizen.goto(f"/thu-tuc/{there}/")
    look(citizen, "phi-trang-thu-tuc")
    shown = citizen.inner_text("main")
    assert "75.000 đến 150.000 đồng" in shown and "Được miễn khi: Thuộc hộ nghèo: Có" in shown
    citizen.goto(f"/thu-tuc/{there}/giay-to-cua-toi/")
    look(citizen, "phi-cau-hoi")
