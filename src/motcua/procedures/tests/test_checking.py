"""What publication refuses, and limits, fees, words and conditions by hand-made cases."""

import pytest

from motcua.procedures.actions.check import schema_faults
from motcua.procedures.actions.demo import demo_documents
from motcua.procedures.factories import make_document
from motcua.procedures.rules import wording, words
from motcua.procedures.rules.canonical import document_hash
from motcua.procedures.rules.checking import find_faults, minutes_of
from motcua.procedures.rules.conditions import BadCondition, find_loop, holds, parse_condition
from motcua.procedures.rules.definition import parse_definition
from motcua.procedures.rules.fees import fee_for


def changed(**fields):
    """A sound document with form fields added."""
    document = make_document()
    for key, data in fields.items():
        document["form"]["schema"]["properties"][key] = {"title": key, "x-section": "wish", **data}
    return document


@pytest.mark.parametrize("code", sorted(demo_documents()))
def test_demo_documents_are_sound(code):
    document = demo_documents()[code]
    assert [*schema_faults(document)] == [] and find_faults(document) == []
    definition = parse_definition(document)
    limit = minutes_of(definition.clock)
    assert sum(minutes_of(step.budget) for step in definition.steps) <= limit
    assert definition.steps[-1].kind == "return"


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (changed(a={"x-show-if": {"field": "b", "equals": 1}}, b={"x-show-if": {"field": "a", "equals": 1}}), "form.a"),
        (changed(a={"x-show-if": {"field": "a", "equals": 1}}), "form.a"),
        (changed(a={"x-show-if": {"field": "removed", "equals": 1}}), "form.a"),
        (changed(a={"x-show-if": {"field": "name", "like": 1}}), "form"),
        (changed(a={"x-show-if": {"all": [{"field": "gone", "filled": True}]}}), "form.a"),
        (changed(a={"x-widget": "hologram"}), "form.a"),
        (changed(a={"x-section": "nowhere"}), "form.a"),
        (changed(a={"pattern": "["}), "form.a"),
        (changed(a={"x-widget": "radios"}), "form.a"),
        (changed(a={"x-widget": "computed", "x-computed": {"kind": "date-in-words", "from": "gone"}}), "form.a"),
        (changed(a={"x-widget": "table", "type": "array", "items": {"type": "object", "properties": {}}}), "form.a"),
        (make_document(clock="working 1d"), "steps"),
        (make_document(clock="soon"), "clock"),
        (make_document(online_level="partial"), "partial_reason"),
        (make_document(papers=[{"key": "a", "title": "A", "cases": ["gone"]}]), "papers.a"),
        (make_document(papers=[{"key": "a", "title": "A"}, {"key": "a", "title": "B"}]), "papers.a"),
        (make_document(cases=[{"key": "a", "title": "A", "when": {"field": "gone", "filled": True}}]), "cases.a"),
        (make_document(fees=[{"key": "a", "title": "A", "amount": 1, "basis": {"quantity": "gone"}}]), "fees.a"),
        (make_document(steps=[]), "steps"),
        ({"code": "1"}, "name"),
    ],
)
def test_faults_are_named_with_their_place(document, path):
    assert path in [fault.path for fault in find_faults(document)]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (make_document(surprise=1), "document"),
        (make_document(checked_on="hôm qua"), "checked_on"),
        (make_document(steps=[{"key": "a"}]), "steps.0"),
        (make_document(summary=float("nan")), "document"),
        (changed(a={"type": "string", "maxLength": 1_000_000}), "form.schema.properties.a.maxLength"),
        (make_document(notes=["x" * 599] * 61), "notes"),
    ],
)
def test_the_documents_own_schema(document, path):
    assert path in [fault.path for fault in schema_faults(document)]


@pytest.mark.parametrize(
    "junk", [{}, {"form": 3}, {"papers": [1]}, {"steps": "x"}, {"form": {"schema": {"properties": 4}}}]
)
def test_junk_is_a_fault_and_no_crash(junk):
    assert find_faults(junk)


def test_loop_of_three():
    assert find_loop({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}) in (
        ["a", "b", "c", "a"],
        ["b", "c", "a", "b"],
        ["c", "a", "b", "c"],
    )
    assert find_loop({"a": ["b"], "b": ["c"], "c": []}) == []
    assert find_loop({str(n): [str(n + 1)] for n in range(5000)}) == []


@pytest.mark.parametrize(
    ("data", "answers", "answer"),
    [
        (None, {}, True),
        ({"field": "a", "equals": 1}, {}, False),
        ({"field": "a", "not_equals": 1}, {}, True),
        ({"field": "a", "in": [1, 2]}, {"a": 2}, True),
        ({"field": "a", "not_in": [1, 2]}, {"a": 2}, False),
        ({"field": "a", "contains": "x"}, {"a": ["x"]}, True),
        ({"field": "a", "filled": True}, {"a": ""}, False),
        ({"field": "a", "filled": False}, {}, True),
        ({"field": "a", "at_least": 2}, {"a": 2}, True),
        ({"field": "a", "at_least": 2}, {"a": "9"}, False),
        ({"field": "a", "at_most": 2}, {"a": 3}, False),
        ({"not": {"field": "a", "equals": 1}}, {"a": 1}, False),
        ({"any": [{"field": "a", "equals": 1}, {"field": "b", "equals": 1}]}, {"b": 1}, True),
        ({"all": [{"field": "a", "equals": 1}, {"field": "b", "equals": 1}]}, {"b": 1}, False),
    ],
)
def test_conditions(data, answers, answer):
    assert holds(parse_condition(data), answers) is answer


def test_a_condition_nested_without_end_is_refused():
    deep: dict = {"field": "a", "equals": 1}
    for _ in range(100):
        deep = {"not": deep}
    with pytest.raises(BadCondition):
        parse_condition(deep)


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([{"pages": 1, "copies": 1}], 2000),
        ([{"pages": 2, "copies": 1}], 4000),
        ([{"pages": 3, "copies": 1}], 5000),
        ([{"pages": 10, "copies": 2}], 24_000),
        ([{"pages": 198, "copies": 1}], 200_000),
        ([{"pages": 1000, "copies": 3}], 600_000),
        ([{"pages": 1, "copies": 1}, {"pages": 2, "copies": 1}], 6000),
        ([{"pages": "nhiều"}], 2000),
        ([], 0),
        (None, 0),
    ],
)
def test_certified_copies_cost_by_page_with_a_cap(rows, total):
    definition = parse_definition(demo_documents()["2.000815"])
    charge = fee_for(definition, {"documents": rows}, "counter")
    assert charge.total == total and charge.complete


def test_fee_by_channel():
    permit = parse_definition(demo_documents()["1.013225"])
    online, counter = (fee_for(permit, {}, channel) for channel in ("online", "counter"))
    assert online.total == 0 and online.complete and online.lines[0].free_online
    assert not counter.complete
    birth = parse_definition(demo_documents()["1.001193"])
    assert fee_for(birth, {}, "counter").total == 0
    assert fee_for(birth, {"copies": 3}, "online").total == 24_000


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "Không đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (1_005, "Một nghìn không trăm lẻ năm đồng"),
        (50_000_000, "Năm mươi triệu đồng"),
        (1_250_300_000, "Một tỷ hai trăm năm mươi triệu ba trăm nghìn đồng"),
        (1_000_010, "Một triệu không trăm mười đồng"),
    ],
)
def test_money_in_words(amount, said):
    assert words.money_in_words(amount) == said


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("working 3d; pause", "3 ngày làm việc"),
        ("working 8h", "8 giờ làm việc"),
        ("elapsed 240m; closed 17:00-07:30", "240 phút"),
        ("same-day; cutoff 15:00", "Trong ngày; nhận sau 15:00 thì trong ngày làm việc tiếp theo"),
        ("something else 100%", "something else 100%"),
    ],
)
def test_limits_in_words(policy, said):
    assert wording.limit_in_words(policy) == said


def test_hash_knows_no_order_of_keys():
    assert document_hash({"a": 1, "b": "ắ"}) == document_hash({"b": "ắ", "a": 1}) != document_hash({"a": 2, "b": "ắ"})
