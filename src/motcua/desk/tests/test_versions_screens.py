"""Versions on screens: history, differences, an end, a copy, a file of the national catalogue, what citizens read of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.desk.tests.editing import at, seen
from motcua.dossiers.factories import make_dossier, reread
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.ledger.queries import timeline
from motcua.procedures import actions, queries
from motcua.procedures.models import Procedure, ProcedureVersion
from motcua.procedures.queries.drafting import told, workbench

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def fee(code, client, amount):
    client.post(at(code), {"begin": "1"})
    row = {"r0-is": "fee", "r0-title": "Lệ phí", "r0-amount": amount, "r0-online_amount": "0"}
    return client.post(at(code, "danh-sach/phi"), {**row, "seen": seen(code)})


def publish(code, on, **changes):
    document = {**workbench(code).newest.document, **changes}
    draft = actions.save_draft(actor=SYSTEM, document=document)
    return actions.publish(actor=SYSTEM, version_id=draft.pk, valid_from=on)


def test_the_history_says_who_did_what_and_why(house, code, editor, second):
    assert fee(code, editor, "12.000").status_code == 302
    editor.post(at(code, "kiem-thu"), {"accept": "plain", "reason": "Nghị quyết 12", "seen": seen(code)})
    editor.post(at(code, "duyet"), {"ask": "1", "note": "Xin xem khoản phí"})
    second.post(at(code, "duyet"), {"decide": "no", "answer": "Thiếu căn cứ"})
    page = editor.get(at(code, "lich-su")).content.decode()
    for words in (
        "từ 10.000 đ thành 12.000 đ", "Nghị quyết 12", "Xin xem khoản phí", "Thiếu căn cứ", "trả lại",
        house.user("editor").full_name,
    ):  # fmt: skip
        assert words in page, words
    assert editor.get(at(code, "lich-su") + "?trang=99").status_code == 200


def test_two_versions_are_told_apart_in_sentences(code, editor):
    publish(code, clock.today() + TOMORROW, summary="Câu mới của bản hai")
    page = editor.get(at(code)).content.decode()
    assert at(code, "khac/1/2") in page
    assert "Câu mới của bản hai" in editor.get(at(code, "khac/1/2")).content.decode()
    assert editor.get(at(code, "khac/1/9")).status_code == 404


def test_versions_of_wards_are_not_the_citys(house, code, editor):
    change = {"place": "fees", "key": "fee", "name": "amount", "value": 8000}
    actions.publish_override(
        actor=SYSTEM, code=code, unit_id=house.place.pk, changes=[change], valid_from=clock.today(), reason="QĐ"
    )
    editor.post(at(code), {"begin": "1"})
    assert told(workbench(code)) == [] and len(workbench(code).versions) == 2
    page = Client().get(f"/thu-tuc/{code}/", {"don-vi": house.place.code}).content.decode()
    assert f"Riêng ở {house.place.name}" in page and "10.000 → 8.000" in page
    assert "Riêng ở" not in Client().get(f"/thu-tuc/{code}/").content.decode()


def test_an_end_needs_a_reason_and_a_second_editor_and_leaves_dossiers_alone(house, code, editor, second):
    under_way = make_dossier(house, state="processing")
    screen = editor.get(at(code, "ket-thuc"))
    assert "Bản khai chưa nộp" in screen.content.decode()
    version, tomorrow = str(house.version.pk), clock.today() + TOMORROW
    for more, words in (
        ({"on": str(tomorrow)}, "Căn cứ, lý do"),
        ({"on": str(clock.today() - TOMORROW), "reason": "Bãi bỏ"}, "Chọn từ hôm nay trở đi"),
        ({"on": "mai", "reason": "Bãi bỏ"}, "Không áp dụng từ ngày"),
    ):
        refused = editor.post(at(code, "ket-thuc"), {"ask": "1", "version": version, **more})
        assert refused.status_code == 422 and words in refused.content.decode(), more
    sent = {"ask": "1", "version": version, "on": str(tomorrow), "reason": "Quyết định 99 bãi bỏ"}
    assert editor.post(at(code, "ket-thuc"), sent).status_code == 302
    assert queries.open_version(code, house.place.pk, tomorrow).pk == house.version.pk
    assert second.post(at(code, "ket-thuc"), {"decide": "yes"}).status_code == 302
    assert queries.open_version(code, house.place.pk, tomorrow) is None
    assert queries.open_version(code, house.place.pk, clock.today()).pk == house.version.pk
    assert reread(under_way).version_id == house.version.pk
    assert "Quyết định 99 bãi bỏ" in editor.get(at(code, "lich-su")).content.decode()
    page = Client().get(f"/thu-tuc/{code}/").content.decode()
    assert f"không nhận hồ sơ từ ngày {tomorrow:%d/%m/%Y}" in page
    assert timeline(f"procedure:{code}", {"public"})[-1].kind == "version-ended"


def test_a_copy_is_a_draft_of_its_own_with_nothing_verified(code, editor):
    new = {"code": "9.777001", "short_name": "Xác nhận hai", "name": "Thủ tục xác nhận hai"}
    for more, words in (
        ({"code": code}, "Đã có thủ tục mang mã này"),
        ({"code": "abc"}, "Ghi mã như"),
        ({"name": ""}, "Tên đầy đủ"),
    ):
        refused = editor.post(at(code, "nhan-ban"), {**new, **more})
        assert refused.status_code == 422 and words in refused.content.decode(), more
    assert editor.post(at(code, "nhan-ban"), new)["Location"] == at("9.777001")
    bench = workbench("9.777001")
    assert bench.newest is None and bench.document["aliases"] == [] and bench.document["verified"] is False
    assert bench.document["papers"] == workbench(code).newest.document["papers"]
    for screen in ("", "xem-truoc/khung", "xem-truoc/can-bo", "lich-su", "duyet", "kiem-thu", "thoi-han", "ket-thuc"):
        assert editor.get(at("9.777001", *([screen] if screen else []))).status_code == 200, screen
    assert Client().get("/thu-tuc/9.777001/").status_code == 404


def test_citizens_read_what_will_change(house, code):
    document = workbench(code).newest.document
    fees = [{**document["fees"][0], "amount": 15000}]
    papers = [*document["papers"][1:], {"key": "photo", "title": "Ảnh chân dung", "original": 1}]
    day = clock.today() + timedelta(days=3)
    publish(code, day, fees=fees, papers=papers, clock="working 5d; pause", trials=[])
    page = Client().get(f"/thu-tuc/{code}/").content.decode()
    for words in (f"Từ ngày {day:%d/%m/%Y} có thay đổi", "10.000 đồng → 15.000 đồng", "Ảnh chân dung", "Căn cước",
                  "3 ngày làm việc → 5 ngày làm việc"):  # fmt: skip
        assert words in page, words
    english = Client().get(f"/thu-tuc/{code}/", headers={"accept-language": "en"}, data={"ngon-ngu": "en"})
    assert english.status_code == 200


CSV = "Mã TTHC;Tên thủ tục;Lĩnh vực\n{code};Tên khác hẳn;Thử nghiệm\n9.555555;Thủ tục mới;Đất đai\n"


def national(client, text, **more):
    return client.post(
        "/can-bo/thu-tuc/danh-muc-quoc-gia/", {"file": SimpleUploadedFile("a.csv", text.encode()), **more}
    )


def test_a_national_file_is_reported_first_and_written_as_drafts_on_a_second_word(code, editor):
    report = national(editor, CSV.format(code=code))
    page = report.content.decode()
    assert (
        "Thủ tục mới" in page and "Tên khác hẳn" in page and not ProcedureVersion.objects.filter(state="draft").exists()
    )
    done = editor.post("/can-bo/thu-tuc/danh-muc-quoc-gia/", {"apply": "1", "kept": report.context["kept"]})
    assert "Đã ghi 2 bản nháp" in done.content.decode()
    assert workbench(code).document["name"] == "Tên khác hẳn" and Procedure.objects.filter(code="9.555555").exists()
    broken = national(editor, "Mã TTHC;Tên thủ tục\nxyz;A\n")
    assert broken.status_code == 422 and "dòng 2" in broken.content.decode() and not broken.context["kept"]
    assert national(editor, "").status_code == 422
    for kept in ("!!", "AAAA", ""):
        refused = editor.post("/can-bo/thu-tuc/danh-muc-quoc-gia/", {"apply": "1", "kept": kept})
        assert refused.status_code == 422


def test_a_drafts_faults_stand_on_its_page(code, editor):
    editor.post(at(code), {"begin": "1"})
    bench = workbench(code)
    bench.draft.document["steps"][0]["budget"] = "working 90h"
    bench.draft.save()
    assert "vượt thời hạn" in editor.get(at(code)).content.decode()
