"""Editors at work: parts of a draft, two at once, test cases, four eyes, publication; dossiers under way keep theirs."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.desk.tests.editing import ANSWERS, at, seen, shown_if
from motcua.dossiers.factories import make_dossier, reread
from motcua.kernel import clock
from motcua.ledger.queries import timeline
from motcua.procedures import queries
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.queries.drafting import told, tried, workbench
from motcua.units.factories import make_place, make_unit
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db


def fees(amount, **more):
    return {"r0-is": "fee", "r0-title": "Lệ phí", "r0-amount": amount, "r0-online_amount": "0", **more}


def test_only_editors_come_in(house, code, editor):
    assert editor.get("/can-bo/thu-tuc/").status_code == 200
    for role in ("receiver", "unit_head", "operator"):
        assert sign_in(Client(), house.user(role)).get(at(code)).status_code == 403, role
    assert editor.get(at("9.999999")).status_code == 404


def test_the_whole_way_from_a_fee_to_the_new_version(house, code, editor, second):
    under_way = make_dossier(house, state="processing")
    assert editor.post(at(code), {"begin": "1"}).status_code == 302
    wrong = editor.post(at(code, "danh-sach/phi"), {**fees("mười nghìn"), "seen": seen(code)})
    assert wrong.status_code == 422 and "mười nghìn" in wrong.content.decode()
    assert editor.post(at(code, "danh-sach/phi"), {**fees("12.000"), "seen": seen(code)}).status_code == 302
    assert told(workbench(code)) == ["Khoản phí “Lệ phí”, mức thu: từ 10.000 đ thành 12.000 đ."]
    refused = editor.post(at(code, "duyet"), {"ask": "1"})
    assert refused.status_code == 422 and "Tự làm" in refused.content.decode()
    cases = editor.get(at(code, "kiem-thu")).content.decode()
    assert "10.000 đ" in cases and "12.000 đ" in cases
    silent = editor.post(at(code, "kiem-thu"), {"accept": "plain", "seen": seen(code)})
    assert silent.status_code == 422 and "Cần nêu lý do" in silent.content.decode()
    why = {"accept": "plain", "reason": "Nghị quyết 12 tăng lệ phí", "seen": seen(code)}
    assert editor.post(at(code, "kiem-thu"), why).status_code == 302
    assert editor.post(at(code, "duyet"), {"ask": "1", "note": "NQ mới"}).status_code == 302
    waiting = WorkItem.objects.regardless("test").open().get(kind="procedure.approve")
    assert waiting.address == at(code, "duyet")
    assert editor.post(at(code, "duyet"), {"decide": "yes"}).status_code == 403
    assert "Nghị quyết 12 tăng lệ phí" in second.get(at(code, "duyet")).content.decode()
    assert second.post(at(code, "duyet"), {"decide": "no"}).status_code == 422
    assert second.post(at(code, "duyet"), {"decide": "yes"}).status_code == 302
    tomorrow = clock.today() + timedelta(days=1)
    past = editor.post(at(code, "cong-bo"), {"valid_from": str(clock.today() - timedelta(days=1))})
    assert past.status_code == 422 and "Chọn từ hôm nay trở đi" in past.content.decode()
    assert editor.post(at(code, "cong-bo"), {"valid_from": str(tomorrow)}).status_code == 302
    old = queries.open_version(code, house.place.pk, clock.today())
    new = queries.open_version(code, house.place.pk, tomorrow)
    assert old.pk == house.version.pk and new.document["fees"][0]["amount"] == 12000
    assert reread(under_way).version_id == house.version.pk
    kinds = [event.kind for event in timeline(f"procedure:{code}", {"staff", "public"})]
    assert kinds[-6:] == [
        "draft-changed",
        "trial-explained",
        "approval-asked",
        "approval-decided",
        "version-ended",
        "version-published",
    ]


def test_two_editors_at_once_lose_nothing(code, editor, second):
    editor.post(at(code), {"begin": "1"})
    before = seen(code)
    assert editor.post(at(code, "danh-sach/phi"), {**fees("11.000"), "seen": before}).status_code == 302
    late = second.post(at(code, "danh-sach/phi"), {**fees("13.000"), "seen": before})
    text = late.content.decode()
    assert late.status_code == 409 and "Đồng nghiệp vừa sửa" in text and "13.000" in text and seen(code) in text
    assert "Đang lưu: 11.000" in text
    assert second.post(at(code, "danh-sach/phi"), {**fees("13.000"), "seen": seen(code)}).status_code == 302


def test_a_change_after_the_approval_makes_it_worthless(code, editor, second):
    editor.post(at(code), {"begin": "1"})
    editor.post(at(code, "duyet"), {"ask": "1"})
    second.post(at(code, "duyet"), {"decide": "yes"})
    assert workbench(code).approved
    general = {**editor.get(at(code, "chung")).context["form"].initial, "summary": "Câu khác", "seen": seen(code)}
    assert editor.post(at(code, "chung"), general).status_code == 302
    assert not workbench(code).approved
    blocked = editor.post(at(code, "cong-bo"), {"valid_from": str(clock.today() + timedelta(days=1))})
    assert blocked.status_code == 422 and "người thứ hai" in blocked.content.decode()


def question(code, **more):
    first = {"title": "Số nhà", "widget": "text", "section": workbench(code).document["form"]["sections"][0]["key"]}
    return {**first, "prefill": "", "seen": seen(code), **more}


def test_questions_get_a_key_for_good_and_conditions(code, editor):
    editor.post(at(code), {"begin": "1"})
    assert editor.post(at(code, "cau-hoi/them"), question(code, place="1", required="on")).status_code == 302
    properties = workbench(code).document["form"]["schema"]["properties"]
    assert properties["so_nha"]["x-order"] == 1 and "so_nha" in workbench(code).document["form"]["schema"]["required"]
    renamed = question(code, title="Địa chỉ nhà", **shown_if("by_proxy", "có"))
    assert editor.post(at(code, "cau-hoi/so_nha"), renamed).status_code == 302
    kept = workbench(code).document["form"]["schema"]["properties"]["so_nha"]
    assert kept["title"] == "Địa chỉ nhà" and kept["x-show-if"] == {"field": "by_proxy", "equals": True}
    few = editor.post(at(code, "cau-hoi/them"), question(code, title="Chọn", widget="radios", options="Một"))
    assert few.status_code == 422 and "ít nhất hai" in few.content.decode()
    many = question(code, title="Chọn", widget="radios", options="Một\nHai")
    assert editor.post(at(code, "cau-hoi/them"), many).status_code == 302
    options = workbench(code).document["form"]["schema"]["properties"]["chon"]["oneOf"]
    assert options == [{"const": "mot", "title": "Một"}, {"const": "hai", "title": "Hai"}]
    assert "Một" in editor.get(at(code, "xem-truoc")).content.decode()


def test_taking_a_question_away_frees_what_looked_at_it(code, editor):
    editor.post(at(code), {"begin": "1"})
    editor.post(at(code, "cau-hoi/them"), question(code, **shown_if("by_proxy", "có")))
    still = editor.post(at(code, "cau-hoi/by_proxy"), {"gone": "free", "seen": seen(code)})
    text = still.content.decode()
    assert still.status_code == 422 and "điều kiện của câu “Số nhà”" in text and "trường hợp “Làm thay”" in text
    cases = {"r0-is": "proxy", "r0-title": "Làm thay", "seen": seen(code)}
    assert editor.post(at(code, "danh-sach/truong-hop"), cases).status_code == 302
    asked = editor.post(at(code, "cau-hoi/by_proxy"), {"gone": "1", "seen": seen(code)})
    assert "từ nay luôn được hỏi" in asked.content.decode()
    answer = editor.post(at(code, "cau-hoi/by_proxy"), {"gone": "free", "seen": seen(code)}, follow=True)
    assert "luôn được hỏi: điều kiện của câu “Số nhà”" in answer.content.decode()
    assert "x-show-if" not in workbench(code).document["form"]["schema"]["properties"]["so_nha"]


def test_a_preview_becomes_a_test_case(code, editor):
    editor.post(at(code), {"begin": "1"})
    filled = {**ANSWERS, "case": "Đủ giấy tờ", "keep": "1", "seen": seen(code)}
    assert editor.post(at(code, "xem-truoc"), filled).status_code == 302
    bench = workbench(code)
    assert [one.trial.title for one in tried(bench)[0]] == ["Tự làm", "Đủ giấy tờ"]
    assert all(one.holds for one in tried(bench)[0])
    assert "báo lỗi" in editor.post(at(code, "xem-truoc"), {"name": ""}).content.decode()


def test_a_file_goes_out_and_comes_back_the_same(code, editor):
    sent = editor.get(at(code, "tai-ve.yaml").rstrip("/"))
    assert sent.status_code == 200 and "Lệ phí" in sent.content.decode()
    back = editor.post("/can-bo/thu-tuc/nap/", {"file": SimpleUploadedFile("a.yaml", sent.content)})
    assert back.status_code == 302 and told(workbench(code)) == []
    broken = editor.post("/can-bo/thu-tuc/nap/", {"file": SimpleUploadedFile("a.yaml", b"code: [1\nname: x")})
    assert broken.status_code == 422 and "dòng" in broken.content.decode()
    assert editor.post("/can-bo/thu-tuc/nap/", {}).status_code == 422


def test_a_draft_can_be_thrown_away_and_a_loop_is_refused(code, editor):
    editor.post(at(code), {"begin": "1"})
    draft = workbench(code).draft
    document = deepcopy(draft.document)
    document["form"]["schema"]["properties"]["purpose"]["x-show-if"] = {"field": "by_proxy", "equals": True}
    document["form"]["schema"]["properties"]["by_proxy"]["x-show-if"] = {"field": "purpose", "equals": "x"}
    ProcedureVersion.objects.filter(pk=draft.pk).update(document=document)
    assert editor.post(at(code, "duyet"), {"ask": "1"}).status_code == 422
    assert editor.post(at(code), {"drop": "1"}).status_code == 302
    assert workbench(code).draft is None
    long = editor.get("/can-bo/thu-tuc/?q=" + "x" * 5000)
    assert long.status_code == 200


def test_an_editor_of_a_ward_does_not_change_the_citys_text(house, code):
    ward = make_place(parent=make_unit(level="district"))
    below = sign_in(Client(), make_officer(ward, "editor"))
    assert below.post(at(code), {"begin": "1"}).status_code == 403
    assert workbench(code).draft is None


def typed(client, code, name, **more):
    """A list's screen as a browser would send it back."""
    data = {}
    for row in client.get(at(code, "danh-sach", name)).context["rows"]:
        data[f"r{row['number']}-is"] = row["is"]
        for cell in row["cells"]:
            if cell["column"].kind != "tick":
                data[cell["name"]] = cell["value"]
            elif cell["ticked"]:
                data[cell["name"]] = "on"
    return {**data, **more}


def titles(code, name="papers"):
    return {row["key"]: row["title"] for row in workbench(code).document[name]}


def test_rows_keep_to_their_keys_whatever_a_colleague_took_away(code, editor, second):
    editor.post(at(code), {"begin": "1"})
    before, mine = seen(code), typed(second, code, "giay-to", **{"r1-title": "Tên mới"})
    kept = titles(code)
    first, renamed, *_rest = kept
    assert editor.post(
        at(code, "danh-sach/giay-to"), {**typed(editor, code, "giay-to"), "r0-gone": "on", "seen": before}
    )
    assert first not in titles(code)
    late = second.post(at(code, "danh-sach/giay-to"), {**mine, "seen": before})
    text = late.content.decode()
    assert late.status_code == 422 and "Tên mới" in text and "vừa bỏ mục này" in text
    assert f'name="seen" value="{before}"' in text
    assert titles(code) == {key: title for key, title in kept.items() if key != first}
    assert second.post(at(code, "danh-sach/giay-to"), {**mine, "r0-gone": "on", "seen": seen(code)}).status_code == 302
    assert titles(code)[renamed] == "Tên mới" and set(titles(code)) == set(kept) - {first}


def test_a_row_that_a_colleague_added_stays(code, editor, second):
    editor.post(at(code), {"begin": "1"})
    mine = typed(second, code, "giay-to")
    new = typed(editor, code, "giay-to")
    place = next(name for name in new if name.endswith("-is") and not new[name]).removesuffix("-is")
    editor.post(at(code, "danh-sach/giay-to"), {**new, f"{place}-title": "Thêm giấy", "seen": seen(code)})
    assert second.post(at(code, "danh-sach/giay-to"), {**mine, "seen": seen(code)}).status_code == 302
    assert "Thêm giấy" in titles(code).values()


def test_a_text_too_long_for_a_row_is_said_and_not_cut(code, editor):
    editor.post(at(code), {"begin": "1"})
    long = editor.post(at(code, "danh-sach/phi"), {**fees("11.000"), "r0-note": "y" * 4000, "seen": seen(code)})
    assert long.status_code == 422 and "y" * 4000 in long.content.decode()
    assert workbench(code).document["fees"][0]["amount"] == 10000


def test_a_colleagues_texts_stand_beside_ones_own(code, editor, second):
    editor.post(at(code), {"begin": "1"})
    form = {**editor.get(at(code, "chung")).context["form"].initial, "seen": seen(code)}
    editor.post(at(code, "chung"), {**form, "summary": "Câu của đồng nghiệp"})
    late = second.post(at(code, "chung"), {**form, "summary": "Câu của tôi"}).content.decode()
    assert "Câu của tôi" in late and "Câu của đồng nghiệp" in late


def test_a_file_does_not_take_a_colleagues_draft_away(code, editor, second):
    file = editor.get(at(code, "tai-ve.yaml").rstrip("/")).content
    editor.post(at(code), {"begin": "1"})
    editor.post(at(code, "danh-sach/phi"), {**fees("11.000"), "seen": seen(code)})

    def load(**more):
        return second.post("/can-bo/thu-tuc/nap/", {"file": SimpleUploadedFile("a.yaml", file), **more})

    assert load().status_code == 422 and workbench(code).document["fees"][0]["amount"] == 11000
    assert load(replace="on").status_code == 302 and workbench(code).document["fees"][0]["amount"] == 10000
    assert timeline(f"procedure:{code}", {"staff"})[-1].kind == "draft-loaded"


@pytest.mark.parametrize("code_of", ["a/b", "[1]", '"\\0"', "X1"])
def test_a_file_that_is_no_procedure_is_refused(editor, code_of):
    file = f"code: {code_of}\nname: n\nshort_name: s\nfield: f\n".encode()
    assert editor.post("/can-bo/thu-tuc/nap/", {"file": SimpleUploadedFile("a.yaml", file)}).status_code == 422


def test_nobody_approves_what_they_wrote_whoever_asks(code, editor, second):
    editor.post(at(code), {"begin": "1"})
    editor.post(at(code, "danh-sach/phi"), {**fees("10.000", **{"r0-note": "Ghi chú"}), "seen": seen(code)})
    assert second.post(at(code, "duyet"), {"ask": "1"}).status_code == 302
    assert editor.post(at(code, "duyet"), {"decide": "yes"}).status_code == 403
    assert not workbench(code).approved


def test_the_newest_word_counts_and_the_second_editor_sees_what_waits(code, editor, second):
    editor.post(at(code), {"begin": "1"})
    editor.post(at(code, "duyet"), {"ask": "1"})
    heading = "Chờ ông, bà phê duyệt"
    assert heading in second.get("/can-bo/", follow=True).content.decode()
    assert heading not in editor.get("/can-bo/thu-tuc/").content.decode()
    second.post(at(code, "duyet"), {"decide": "yes"})
    editor.post(at(code, "duyet"), {"ask": "1"})
    second.post(at(code, "duyet"), {"decide": "no", "answer": "Sai số"})
    tomorrow = str(clock.today() + timedelta(days=1))
    assert editor.post(at(code, "cong-bo"), {"valid_from": tomorrow}).status_code == 422


def test_a_dropped_draft_leaves_nothing_waiting(code, editor):
    editor.post(at(code), {"begin": "1"})
    editor.post(at(code, "duyet"), {"ask": "1"})
    editor.post(at(code), {"drop": "1"})
    assert not WorkItem.objects.regardless("test").open().filter(kind="procedure.approve").exists()


def test_the_second_reader_sees_what_a_test_case_was_made_to_expect(code, editor):
    editor.post(at(code), {"begin": "1"})
    editor.post(at(code, "danh-sach/phi"), {**fees("12.000"), "seen": seen(code)})
    editor.post(at(code, "kiem-thu"), {"accept": "plain", "reason": "Phí mới", "seen": seen(code)})
    assert "Ca kiểm thử “Tự làm”, phải ra phí: từ 10.000 đ thành 12.000 đ." in told(workbench(code))


def test_mending_a_fault_does_not_save_over_a_colleague(code, editor, second):
    editor.post(at(code), {"begin": "1"})
    before = seen(code)
    editor.post(at(code, "danh-sach/phi"), {**fees("11.000"), "seen": before})
    wrong = second.post(at(code, "danh-sach/phi"), {**fees("mười"), "seen": before})
    assert wrong.status_code == 422
    carried = wrong.context["seen"]
    assert second.post(at(code, "danh-sach/phi"), {**fees("13.000"), "seen": carried}).status_code == 409
    assert workbench(code).document["fees"][0]["amount"] == 11000
