"""The form builder: parts, columns of tables, limits, conditions; what is still used stays, circles are refused."""

import pytest

from motcua.desk.tests.editing import at, seen, shown_if
from motcua.procedures.queries.drafting import workbench
from motcua.procedures.rules.checking import find_faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(code, editor):
    """The code of a procedure with a draft."""
    editor.post(at(code), {"begin": "1"})
    return code


def form_of(code):
    return workbench(code).document["form"]


def properties(code):
    return form_of(code)["schema"]["properties"]


def asked(code, **more):
    return {"title": "Câu mới", "widget": "text", "section": "wish", "prefill": "", "seen": seen(code), **more}


def add(client, code, **more):
    answer = client.post(at(code, "cau-hoi/them"), asked(code, **more))
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"].rstrip("/").rpartition("/")[2]


def parts(code, *rows, **more):
    """The screen of the parts as a browser sends it: (key, title) of each row."""
    found = {"seen": seen(code)}
    for number, (key, title) in enumerate(rows):
        found |= {f"r{number}-is": key, f"r{number}-title": title}
    return {**found, **more}


def test_parts_are_added_renamed_moved_and_only_empty_ones_go(draft, editor):
    where = at(draft, "danh-sach/phan")
    person, wish, new = ("person", "Người làm"), ("wish", "Nội dung"), ("", "Cam kết")
    assert editor.post(where, parts(draft, person, wish, new, **{"r1-place": "1"})).status_code == 302
    assert [(row["key"], row["title"]) for row in form_of(draft)["sections"]] == [
        ("wish", "Nội dung"), ("person", "Người làm"), ("cam_ket", "Cam kết"),
    ]  # fmt: skip
    gone = parts(draft, ("wish", "Nội dung"), person, ("cam_ket", "Cam kết"), **{"r0-gone": "on", "r2-gone": "on"})
    refused = editor.post(where, gone)
    assert (
        refused.status_code == 422 and "Mục đích" in refused.content.decode() and len(form_of(draft)["sections"]) == 3
    )
    del gone["r0-gone"]
    assert editor.post(where, gone).status_code == 302
    assert [row["key"] for row in form_of(draft)["sections"]] == ["wish", "person"]
    moved = asked(draft, title="Số điện thoại", section="wish", place="1", required="on", prefill="phone")
    assert editor.post(at(draft, "cau-hoi/phone"), moved).status_code == 302
    here = [key for key, row in sorted(properties(draft).items(), key=lambda one: one[1]["x-order"])]
    assert properties(draft)["phone"]["x-section"] == "wish" and here.index("phone") < here.index("by_proxy")


def test_a_part_that_waits_for_its_own_question_is_refused(draft, editor):
    rows = parts(draft, ("person", "Người"), ("wish", "Nội dung"), **shown_if("by_proxy", "có", prefix="r1-show_if"))
    refused = editor.post(at(draft, "danh-sach/phan"), rows)
    assert refused.status_code == 422 and "vòng tròn" in refused.content.decode()
    fine = parts(
        draft, ("person", "Người"), ("wish", "Nội dung"), **shown_if("phone", "", "filled", prefix="r1-show_if")
    )
    assert editor.post(at(draft, "danh-sach/phan"), fine).status_code == 302
    assert form_of(draft)["sections"][1]["show_if"] == {"field": "phone", "filled": True}


def test_limits_are_said_in_words(draft, editor):
    number = add(editor, draft, title="Diện tích", widget="number")
    wrong = editor.post(at(draft, "cau-hoi", number), asked(draft, title="Diện tích", minimum="nhiều", maximum="5"))
    assert wrong.status_code == 422 and "1.250,5" in wrong.content.decode()
    crossed = editor.post(at(draft, "cau-hoi", number), asked(draft, title="Diện tích", minimum="9", maximum="5"))
    assert crossed.status_code == 422 and "lớn hơn hoặc bằng" in crossed.content.decode()
    limits = asked(draft, title="Diện tích", minimum="10,5", maximum="2.000", unit="m²")
    assert editor.post(at(draft, "cau-hoi", number), limits).status_code == 302
    kept = properties(draft)[number]
    assert (kept["minimum"], kept["maximum"], kept["x-unit"]) == (10.5, 2000, "m²")
    shown = editor.get(at(draft, "cau-hoi", number)).context["form"].initial
    assert (shown["minimum"], shown["maximum"]) == ("10,5", "2.000")
    day = add(editor, draft, title="Ngày sinh", widget="date")
    past = asked(draft, title="Ngày sinh", earliest="01/01/1990", latest="hôm nay")
    assert editor.post(at(draft, "cau-hoi", day), past).status_code == 302
    assert (properties(draft)[day]["x-earliest"], properties(draft)[day]["x-latest"]) == ("1990-01-01", "today")
    tax = add(editor, draft, title="Mã số thuế")
    shape = "^[0-9]{10}(-?[0-9]{3})?$"
    assert (
        editor.post(at(draft, "cau-hoi", tax), asked(draft, title="Mã", shape=shape, longest="14")).status_code == 302
    )
    assert properties(draft)[tax]["pattern"] == shape and "10 hoặc 13" in properties(draft)[tax]["x-hint"]
    preview = editor.post(at(draft, "xem-truoc"), {"name": "A", tax: "12ab", number: "9"}).content.decode()
    assert "chưa đúng dạng" in preview and "phải từ 10,5 trở lên" in preview


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (shown_if("by_proxy", "không", "not_equals"), {"field": "by_proxy", "not_equals": False}),
        (shown_if("purpose", "a; b", "in"), {"field": "purpose", "in": ["a", "b"]}),
        (shown_if("phone", "", "empty"), {"field": "phone", "filled": False}),
        (
            {**shown_if("by_proxy", "có"), **shown_if("phone", "", "filled", "2"), "show-join": "any"},
            {"any": [{"field": "by_proxy", "equals": True}, {"field": "phone", "filled": True}]},
        ),
    ],
)
def test_conditions_say_more_than_equal(draft, editor, sent, kept):
    key = add(editor, draft, **sent)
    assert properties(draft)[key]["x-show-if"] == kept
    shown = editor.get(at(draft, "cau-hoi", key)).context["form"].conditions
    again = {f"show-{name}": value for name, value in shown.initial.items()}
    assert editor.post(at(draft, "cau-hoi", key), asked(draft, **again)).status_code == 302
    assert properties(draft)[key]["x-show-if"] == kept


def test_a_condition_that_can_not_be_meant_is_said_at_its_place(draft, editor):
    choice = add(editor, draft, title="Loại", widget="radios", options="Mới\nCũ")
    for sent, words in (
        (shown_if(choice, "Nửa mới"), "Mới; Cũ"),
        (shown_if("by_proxy", "chắc"), "“có” hoặc “không”"),
        (shown_if("phone", "3", "at_least"), "bằng số"),
        (shown_if("phone", ""), "Ghi câu trả lời"),
    ):
        refused = editor.post(at(draft, "cau-hoi/them"), asked(draft, **sent))
        assert refused.status_code == 422 and words in refused.content.decode(), words
    assert editor.post(at(draft, "cau-hoi/them"), asked(draft, **shown_if(choice, "cũ"))).status_code == 302
    assert properties(draft)["cau_moi"]["x-show-if"] == {"field": choice, "equals": "cu"}
    document = workbench(draft).document
    document["form"]["schema"]["properties"][choice]["oneOf"].pop()
    assert "không có trong câu “Loại”: cu" in find_faults(document)[0].message


def test_a_circle_is_refused_when_it_is_made(draft, editor):
    first = add(editor, draft, title="Một", **shown_if("by_proxy", "có"))
    refused = editor.post(
        at(draft, "cau-hoi/by_proxy"), asked(draft, title="Làm thay", **shown_if(first, "", "filled"))
    )
    assert refused.status_code == 422 and "vòng tròn" in refused.content.decode()
    assert "x-show-if" not in properties(draft)["by_proxy"]


def test_a_condition_too_long_for_the_screen_stays_until_it_is_taken_away(draft, editor):
    key = add(editor, draft)
    bench = workbench(draft)
    long = {"all": [{"field": "phone", "filled": True}, {"not": {"any": [{"field": "name", "filled": True}]}}]}
    bench.draft.document["form"]["schema"]["properties"][key]["x-show-if"] = long
    bench.draft.save()
    assert editor.post(at(draft, "cau-hoi", key), asked(draft, title="Tên khác")).status_code == 302
    assert properties(draft)[key]["x-show-if"] == long and properties(draft)[key]["title"] == "Tên khác"
    assert editor.post(at(draft, "cau-hoi", key), asked(draft, **{"show-drop": "on"})).status_code == 302
    assert "x-show-if" not in properties(draft)[key]


def test_a_table_has_columns_with_all_that_questions_have(draft, editor):
    table = add(editor, draft, title="Thành viên", widget="table")
    here = at(draft, "cau-hoi", table, "cot/them")
    assert editor.post(here, asked(draft, title="Họ tên", widget="name", required="on")).status_code == 302
    many = asked(draft, title="Quan hệ", widget="radios", options="Vợ, chồng\nCon", **shown_if("ho_ten", "", "filled"))
    assert editor.post(here, many).status_code == 302
    items = properties(draft)[table]["items"]
    assert items["required"] == ["ho_ten"] and items["properties"]["quan_he"]["x-show-if"]["field"] == "ho_ten"
    assert items["properties"]["quan_he"]["x-order"] == 2
    refused = editor.post(at(draft, "cau-hoi", table, "cot/ho_ten"), {"gone": "1", "seen": seen(draft)})
    assert refused.status_code == 422 and "Quan hệ" in refused.content.decode()
    limits = asked(draft, title="Thành viên", fewest="1", most="6", row_title="Thành viên")
    assert editor.post(at(draft, "cau-hoi", table), limits).status_code == 302
    assert (properties(draft)[table]["minItems"], properties(draft)[table]["maxItems"]) == (1, 6)
    assert "Họ tên" in editor.get(at(draft, "cau-hoi", table)).content.decode()
    assert find_faults(workbench(draft).document) == []
    assert editor.get(at(draft, "cau-hoi/name/cot/them")).status_code == 404
