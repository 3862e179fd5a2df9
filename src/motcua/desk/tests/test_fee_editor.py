"""An editor who never programs sets fees: tiers, ranges, who pays less, sums; a citizen files and sees why it is free."""

import pytest

from motcua.desk.tests.editing import ANSWERS, at, seen, shown_if
from motcua.desk.tests.test_form_builder import add, asked, draft, properties  # noqa: F401
from motcua.dossiers.actions.filing import Filing, checked
from motcua.dossiers.factories import make_house
from motcua.dossiers.slips.builders import fee_words
from motcua.kernel import clock
from motcua.procedures.queries import definition_of, why_less
from motcua.procedures.queries.drafting import faults_of, told, workbench

pytestmark = pytest.mark.django_db


def fee(code):
    return workbench(code).document["fees"][0]


def lines(*rows):
    """Lines of tiers as a browser sends them: (from, to, amount[, online])."""
    found = {}
    for row, cells in enumerate(rows):
        found |= {f"t{row}-{name}": text for name, text in zip(("from", "to", "amount", "online"), cells, strict=False)}
    return found


def method(client, code, *rows, **more):
    return client.post(at(code, "phi/fee"), {"seen": seen(code), **lines(*rows), **more})


def faults(answer):
    assert answer.status_code == 422
    return {name: str(words[0]) for name, words in answer.context["form"].errors.items()}


@pytest.fixture
def area(draft, editor):  # noqa: F811
    """The key of a question about floor area."""
    return add(editor, draft, title="Diện tích sàn", widget="number")


def test_ranges_of_a_number(draft, editor, area):  # noqa: F811
    rows = [("", "250", "75.000", "0"), ("250", "500,5", "100.000"), ("500,5", "", "150.000", "120.000")]
    assert method(editor, draft, *rows, method="bracket", number=area).status_code == 302
    assert fee(draft)["tiers"] == [
        {"above": 250, "amount": 100000}, {"above": 500.5, "amount": 150000, "online_amount": 120000},
    ]  # fmt: skip
    assert fee(draft)["amount"] == 75000 and fee(draft)["basis"] == {"quantity": area, "mode": "bracket"}
    assert faults_of(workbench(draft)) == []
    again = editor.get(at(draft, "phi/fee")).content.decode()
    assert 'value="500,5"' in again and 'value="120.000"' in again
    listed = editor.get(at(draft, "danh-sach/phi")).content.decode()
    assert "Trên 250 đến 500,5: 100.000 đồng" in listed and "Diện tích sàn" in listed
    assert method(editor, draft, ("", "", "9.000"), method="once").status_code == 302
    assert fee(draft)["amount"] == 9000 and not {"basis", "tiers"} & set(fee(draft))


@pytest.mark.parametrize(
    ("rows", "where", "words"),
    [
        ([("", "2", "10"), ("2", "", "5")], "t1-from", "Chồng lên"),
        ([("", "2", "10"), ("4", "", "5")], "t1-from", "Hở"),
        ([("", "2", "10"), ("3", "9", "5")], "t1-to", "Dòng cuối"),
        ([("", "", "10"), ("3", "", "5")], "t0-to", "đến số nào"),
        ([("", "2", "-10"), ("3", "", "5")], "t0-amount", "không âm"),
        ([("", "2", "mười"), ("3", "", "5")], "t0-amount", "số nguyên đồng"),
        ([("", "hai", "10"), ("3", "", "5")], "t0-to", "không âm"),
        ([("", "2", "10"), ("3", "", "")], "t1-amount", ""),
        ([("5", "", "10")], "t0-from", "bắt đầu từ 1"),
    ],
)
def test_bad_tiers_are_refused_at_their_place(draft, editor, rows, where, words):  # noqa: F811
    copies = add(editor, draft, title="Số bản", widget="integer")
    rows = [(*row, "9") if row[-1] == "" and where == "t1-amount" else row for row in rows]
    found = faults(method(editor, draft, *rows, method="each", number=copies))
    assert set(found) == {where} and words in found[where]
    assert "tiers" not in fee(draft)


def test_what_can_not_be_multiplied_is_refused(draft, editor, area):  # noqa: F811
    assert set(faults(method(editor, draft, ("", "", "5"), method="each", number=area))) == {"number"}
    assert set(faults(method(editor, draft, ("", "", "5"), method="each"))) == {"number"}
    assert set(faults(method(editor, draft, ("", "", "5"), ("2", "", "3"), method="once"))) == {"t1-amount"}
    assert editor.get(at(draft, "phi/gone")).status_code == 404


def less(code, **more):
    row = {
        "r0-is": "",
        "r0-title": "Người thuộc hộ nghèo",
        "r0-kind": "free",
        "r0-law": "NQ 124/2016",
        "r0-proof": "Giấy hộ nghèo",
    }
    return {"seen": seen(code), **row, **shown_if("by_proxy", "có", prefix="r0-when"), **more}


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"r0-kind": "percent", "r0-value": "120"}, "r0-value"), ({"r0-kind": "amount"}, "r0-value"),
        ({"r0-value": "5"}, "r0-value"), ({"r0-when-field1": ""}, "r0-when-field1"), ({"r0-value": "-5"}, "r0-value"),
        ({"r0-when-value1": "có lẽ"}, "r0-when-value1"),
    ],
)  # fmt: skip
def test_a_reduction_nobody_can_apply_is_refused_at_its_place(draft, editor, more, where):  # noqa: F811
    answer = editor.post(at(draft, "phi/fee/mien-giam"), less(draft, **more))
    assert answer.status_code == 422 and set(answer.context["faults"]) == {where}
    assert "reductions" not in fee(draft)


def test_a_reduction_is_told_and_tried(draft, editor):  # noqa: F811
    assert editor.post(at(draft, "phi/fee/mien-giam"), less(draft)).status_code == 302
    (one,) = fee(draft)["reductions"]
    assert one["when"] == {"field": "by_proxy", "equals": True} and one["key"] == "nguoi_thuoc_ho_ngheo"
    assert "Được miễn khi" in told(workbench(draft))[0] and faults_of(workbench(draft)) == []
    kept = {"seen": seen(draft), "keep": "1", "case": "Hộ nghèo", "channel": "counter", **ANSWERS, "by_proxy": "true"}
    answer = editor.post(at(draft, "xem-truoc"), kept)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    case = workbench(draft).document["trials"][-1]
    assert case["expect"]["fee"] == 0 and case["expect"]["reductions"] == [f"fee.{one['key']}"]
    assert "Người thuộc hộ nghèo" in editor.get(at(draft, "kiem-thu")).content.decode()


def test_a_sum_is_set_by_choosing(draft, editor, area):  # noqa: F811
    other = add(editor, draft, title="Diện tích tầng hầm", widget="number")
    total = add(editor, draft, title="Tổng diện tích", widget="computed")
    where, plain = at(draft, "cau-hoi", total), asked(draft, title="Tổng diện tích", unit="m²")
    assert set(faults(editor.post(where, plain))) == {"compute"}
    assert set(faults(editor.post(where, {**plain, "compute": "years", "first": area}))) == {"second"}
    assert set(faults(editor.post(where, {**plain, "compute": "years", "first": area, "second": other}))) == {"compute"}
    assert editor.post(where, {**plain, "compute": "sum", "sources": [area, other]}).status_code == 302
    assert properties(draft)[total]["x-computed"] == {"kind": "sum", "of": [area, other]}
    assert faults_of(workbench(draft)) == []
    assert method(editor, draft, ("", "50", "5"), ("50", "", "9"), method="bracket", number=total).status_code == 302
    still = editor.post(at(draft, "cau-hoi", other), {"seen": seen(draft), "gone": "1"})
    assert still.status_code == 409 or "tự tính" in still.content.decode()


def test_filing_keeps_why_it_is_free():
    less = {
        "key": "poor",
        "title": "Hộ nghèo",
        "kind": "free",
        "law": "NQ 124",
        "when": {"field": "by_proxy", "equals": True},
    }
    house = make_house(fees=[{"key": "fee", "title": "Lệ phí", "amount": 8000, "reductions": [less]}], papers=[])
    definition = definition_of(house.version.pk)
    filing = Filing(
        procedure_code=definition.code, unit_id=house.place.pk, answers={**ANSWERS, "by_proxy": True}, people={}, channel="counter",
        delivery_method="counter",
    )  # fmt: skip
    good = checked(filing, definition, clock.today())
    assert good.fee == 0 and good.fee_lines[0]["before"] == 8000
    assert why_less(good.fee_lines[0]["reduction"]) == "Được miễn vì: Hộ nghèo"

    class Kept:
        fee, fee_lines = good.fee, good.fee_lines

    assert fee_words(Kept) == "không thu (Được miễn vì: Hộ nghèo)"
