"""The one fee rule: tiers, ranges, cases, who pays less; values worked out from answers; what publishing refuses."""

from copy import deepcopy

import pytest

from motcua.kernel import clock
from motcua.procedures.actions.check import demand_sound, schema_faults
from motcua.procedures.actions.documents import read_document
from motcua.procedures.factories import make_document
from motcua.procedures.queries.drafting import as_yaml
from motcua.procedures.rules.checking import find_faults
from motcua.procedures.rules.definition import papers_for, parse_definition
from motcua.procedures.rules.difference import difference
from motcua.procedures.rules.fees import fee_for
from motcua.procedures.rules.questions import deciding_keys
from motcua.procedures.rules.settling import settle
from motcua.procedures.rules.showing import shown_answers
from motcua.procedures.rules.telling import sentences
from motcua.procedures.rules.trials import found_for, trials_of
from motcua.procedures.rules.uses import uses_of

POOR = {"field": "poor", "equals": True}
AREA = {"amount": 75000, "basis": {"quantity": "area", "mode": "bracket"}}
LESS = {
    "key": "poor",
    "title": "Người thuộc hộ nghèo",
    "kind": "free",
    "when": POOR,
    "law": "NQ 124/2016",
    "proof": "Giấy hộ nghèo",
}


def number(kind="number", **more):
    return {"type": kind, "title": more.pop("title", "Số"), "x-section": "person", **more}


def document(fee=None, **properties):
    """A procedure with one fee and a few more questions."""
    made = make_document()
    schema = made["form"]["schema"]
    section = made["form"]["sections"][0]["key"]
    asked = {"area": number(title="Diện tích sàn", **{"x-unit": "m²"}), "copies": number("integer", title="Số bản")}
    asked |= {"poor": {"type": "boolean", "title": "Thuộc hộ nghèo"}, **properties}
    schema["properties"] |= {key: {**data, "x-section": section} for key, data in asked.items()}
    made["fees"] = [{"key": "fee", "title": "Lệ phí", "amount": 10000, **(fee or {})}]
    return made


def cost(fee, channel="counter", **answers):
    return fee_for(parse_definition(document(fee)), answers, channel)


def brackets(**more):
    return {
        **AREA,
        "tiers": [{"above": 250, "amount": 100000, "online_amount": 50000}, {"above": 500, "amount": 150000}],
        **more,
    }


@pytest.mark.parametrize(
    ("area", "channel", "total"),
    [
        (1, "counter", 75000),
        (250, "counter", 75000),
        (250.5, "counter", 100000),
        (500, "online", 50000),
        (9000, "post", 150000),
    ],
)
def test_a_range_has_one_amount(area, channel, total):
    assert cost(brackets(), channel, area=area).total == total


def test_what_is_not_answered_yet_is_open_and_not_free():
    charge = cost(brackets())
    assert not charge.complete and charge.lines[0].open
    assert cost(brackets(basis={**AREA["basis"], "default": 300})).total == 100000


def test_per_copy_by_channel():
    each = {
        "amount": 8000,
        "online_amount": 5000,
        "basis": {"quantity": "copies"},
        "tiers": [{"from": 3, "amount": 4000}],
        "cap": 26000,
    }
    assert [cost(each, copies=copies).total for copies in (1, 2, 4, 9)] == [8000, 16000, 24000, 26000]
    assert cost(each, "online", copies=3).total == 5000 * 2 + 4000


def test_only_in_a_case():
    assert [cost({"when": POOR}, poor=poor).total for poor in (True, False)] == [10000, 0]
    assert cost({"when": POOR}, poor=False).lines == ()


@pytest.mark.parametrize(
    ("kind", "value", "left"), [("free", 0, 0), ("percent", 33, 6700), ("amount", 4000, 4000), ("amount", 90000, 10000)]
)
def test_who_pays_less(kind, value, left):
    fee = {"reductions": [{**LESS, "kind": kind, "value": value}]}
    (line,) = cost(fee, poor=True).lines
    assert line.amount == left and (line.reduction is None) is (left == 10000)
    assert cost(fee, poor=False).total == cost(fee).total == 10000


def test_the_best_reduction_counts():
    half = {**LESS, "key": "half", "kind": "percent", "value": 50, "when": {"field": "copies", "at_least": 1}}
    fee = {"reductions": [half, {**LESS, "kind": "amount", "value": 2000}]}
    assert cost(fee, poor=True, copies=1).total == 2000 and cost(fee, copies=1).total == 5000


def test_an_unknown_amount_may_still_be_waived():
    charge = cost({"amount": None, "reductions": [LESS]}, poor=True)
    assert charge.complete and charge.total == 0


def test_the_proof_is_asked_only_from_whom_it_concerns():
    definition = parse_definition(document({"reductions": [LESS]}))
    titles = lambda **answers: [paper.title for paper in papers_for(definition, answers)]  # noqa: E731
    assert "Giấy hộ nghèo" in titles(poor=True) and "Giấy hộ nghèo" not in titles()
    assert "poor" in deciding_keys(definition)


@pytest.mark.parametrize(
    "fee",
    [
        {"tiers": [{"from": 3, "amount": 1}]},
        {"basis": {"quantity": "copies"}, "tiers": [{"from": 3, "amount": 1}, {"from": 3, "amount": 2}]},
        {"basis": {"quantity": "copies"}, "tiers": [{"from": 5, "amount": 1}, {"from": 3, "amount": 2}]},
        {"basis": {"quantity": "copies"}, "tiers": [{"above": 5, "amount": 1}]},
        {"basis": {"quantity": "area"}}, {"basis": {"quantity": "poor", "mode": "bracket"}},
        {"when": {"field": "gone", "equals": 1}}, {"cases": ["gone"]},
        {"reductions": [{**LESS, "when": {"field": "gone", "equals": 1}}]}, {"reductions": [{**LESS, "when": None}]},
        {"reductions": [{**LESS, "kind": "percent", "value": 100}]}, {"reductions": [{**LESS, "kind": "amount"}]},
        {"reductions": [LESS, LESS]},
    ],
)  # fmt: skip
def test_publishing_refuses_a_fee_nobody_can_work_out(fee):
    assert {fault.path.split(".")[0] for fault in find_faults(document(fee))} == {"fees"}


def test_a_sound_fee_stays_whole_in_a_file():
    whole = document({**brackets(), "reductions": [LESS], "when": {"field": "copies", "at_least": 1}})
    assert not list(schema_faults(whole)) and not find_faults(whole)
    assert read_document(as_yaml(whole)) == whole


@pytest.mark.parametrize(
    "tier", [{"from": 3, "above": 2, "amount": 1}, {"from": 3}, {"from": 3, "amount": -1}, {"from": "ba", "amount": 1}]
)
def test_a_file_with_broken_tiers_is_refused(tier):
    assert list(schema_faults(document({"basis": {"quantity": "copies"}, "tiers": [tier]})))


def test_the_difference_says_it_in_words():
    new = document({**brackets(), "when": POOR, "reductions": [LESS]})
    told = " ".join(sentences(difference(document(), new)))
    for words in (
        "trên 250: 100.000 đ, trực tuyến 50.000 đ",
        "Diện tích sàn (theo khoảng)",
        "Thuộc hộ nghèo: Có",
        "Được miễn khi",
        "NQ 124/2016",
    ):
        assert words in told, words


def test_a_question_that_decides_about_money_can_not_go():
    made = document({**brackets(), "reductions": [LESS]}, twice=computed("sum", of=["copies"]))
    assert {key: len(uses_of(made, key)) for key in ("area", "poor", "copies")} == {"area": 1, "poor": 1, "copies": 1}


def test_a_test_case_checks_the_exemption():
    made = document({"reductions": [LESS]})
    made["trials"] = [
        {
            "key": "a",
            "title": "A",
            "answers": {"poor": True},
            "channel": "counter",
            "expect": {"fee": 0, "reductions": ["fee.poor"]},
        }
    ]
    assert not list(schema_faults(made))
    found = found_for(parse_definition(made), trials_of(made)[0], now=clock.now(), due=None)
    assert (found["fee"], found["reductions"]) == (0, ["fee.poor"])


def computed(kind, **rule):
    return {
        "type": "string",
        "readOnly": True,
        "title": "Tự tính",
        "x-widget": "computed",
        "x-computed": {"kind": kind, **rule},
    }


DAYS = {key: {"type": "string", "format": "date", "title": key} for key in ("start", "end")}
TABLE = {
    "type": "array", "title": "Giấy", "x-widget": "table",
    "items": {"type": "object", "properties": {"pages": number("integer"), "sets": number("integer")}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (computed("sum", of=["area", "copies"]), 12.5), (computed("product", of=["area", "copies"]), 21),
        (computed("difference", **{"from": "area", "to": "copies"}), 8.5), (computed("count", **{"from": "papers"}), 2),
        (computed("sum", of=["papers.pages", "copies"]), 10), (computed("product", of=["papers.pages", "papers.sets"]), 13),
        (computed("days", **{"from": "start", "to": "end"}), 366), (computed("months", **{"from": "start", "to": "end"}), 12),
        (computed("years", **{"from": "end", "to": "start"}), -1), (computed("sum", of=["missing"]), None),
    ],
)  # fmt: skip
def test_values_worked_out(rule, value):
    made = document(papers=TABLE, **DAYS, total=rule)
    form = parse_definition(made).form
    answers = {
        "area": 10.5,
        "copies": 2,
        "papers": [{"pages": 3, "sets": 1}, {"pages": 5, "sets": 2}],
        "start": "2024-01-31",
        "end": "2025-01-31",
    }
    assert settle(form, answers).get("total") == value
    assert bool(find_faults(made)) is (value is None)


def test_hidden_answers_count_nowhere_and_a_fee_may_go_by_a_sum():
    made = document(
        brackets(basis={"quantity": "total", "mode": "bracket"}), total=computed("sum", of=["area", "copies"])
    )
    made["form"]["schema"]["properties"]["copies"]["x-show-if"] = POOR
    definition = parse_definition(made)
    assert not find_faults(made)
    hidden = settle(definition.form, {"area": 250, "copies": 9})
    assert hidden["total"] == 250 and fee_for(definition, hidden, "counter").total == 75000
    shown = settle(definition.form, {"area": 250, "copies": 9, "poor": True})
    assert fee_for(definition, shown, "counter").total == 100000
    assert any(line.text == "259" for part in shown_answers(definition.form, shown) for line in part.answers)


@pytest.mark.parametrize(
    "rule", [computed("sum", of=["poor"]), computed("days", **{"from": "area", "to": "copies"}), computed("sum"), computed("difference", **{"from": "area"})]
)  # fmt: skip
def test_what_can_not_be_worked_out_is_refused(rule):
    assert {fault.path for fault in find_faults(document(total=rule))} == {"form.total"}


def test_what_is_worked_out_can_not_decide_what_is_asked():
    made = document(
        total=computed("sum", of=["area"]),
        after={"type": "string", "title": "Sau", "x-show-if": {"field": "total", "at_least": 1}},
    )
    assert "form.after" in [fault.path for fault in find_faults(made)]


def test_the_file_of_a_sound_document_may_be_published():
    made = deepcopy(document({"reductions": [LESS]}))
    demand_sound(made)
