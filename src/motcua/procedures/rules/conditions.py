"""Conditions on answers (`x-show-if`, `when`): parsed once, asked often, and checked for loops before publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

OPERATORS = ("equals", "not_equals", "in", "not_in", "contains", "filled", "at_least", "at_most")
DEEPEST = 12


class BadCondition(ValueError):
    """The condition can't be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One question on one field (`operator`, `field`, `value`) or `all` / `any` / `not` over `parts`."""

    operator: str
    field: str = ""
    value: Any = None
    parts: tuple[Condition, ...] = ()

    def fields(self) -> Iterator[str]:
        """Keys of the fields the answer depends on."""
        if self.field:
            yield self.field
        for part in self.parts:
            yield from part.fields()


def parse_condition(data: Any, depth: int = 0) -> Condition | None:
    """Reads `{field: f, equals: v}`, `{all: […]}`, `{any: […]}` or `{not: {…}}`; None for nothing."""
    if data is None:
        return None
    if not isinstance(data, Mapping) or depth > DEEPEST:
        raise BadCondition(f"điều kiện không đọc được: {str(data)[:80]}")
    for group in ("all", "any"):
        if group in data:
            parts = [parse_condition(part, depth + 1) for part in data[group]]
            return Condition(group, parts=tuple(part for part in parts if part is not None))
    if "not" in data:
        inner = parse_condition(data["not"], depth + 1)
        return Condition("not", parts=(inner,) if inner else ())
    return _comparison(data)


def _comparison(data: Mapping[str, Any]) -> Condition:
    named = [operator for operator in OPERATORS if operator in data]
    if not isinstance(data.get("field"), str) or len(named) != 1 or len(data) != 2:
        raise BadCondition(f"điều kiện cần một trường và đúng một phép so sánh: {str(dict(data))[:80]}")
    value = data[named[0]]
    if named[0] in ("in", "not_in"):
        if not isinstance(value, list):
            raise BadCondition(f"“{named[0]}” cần một danh sách: {str(dict(data))[:80]}")
        value = tuple(value)
    return Condition(named[0], data["field"], value)


def holds(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """Whether the answers fulfil the condition; an unanswered field equals nothing. No condition always holds."""
    if condition is None:
        return True
    match condition.operator:
        case "all":
            return all(holds(part, answers) for part in condition.parts)
        case "any":
            return any(holds(part, answers) for part in condition.parts)
        case "not":
            return not any(holds(part, answers) for part in condition.parts)
    return _compare(condition, answers.get(condition.field))


def _compare(condition: Condition, answer: Any) -> bool:
    match condition.operator:
        case "equals":
            return bool(answer == condition.value)
        case "not_equals":
            return bool(answer != condition.value)
        case "in":
            return answer in condition.value
        case "not_in":
            return answer not in condition.value
        case "contains":
            return isinstance(answer, list | str) and condition.value in answer
        case "filled":
            return (answer not in (None, "", [], {})) is bool(condition.value)
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return False
    return bool(answer >= condition.value if condition.operator == "at_least" else answer <= condition.value)


def find_loop(depends: Mapping[str, Iterable[str]]) -> list[str]:
    """The fields of a circle in 'shown only if' (a → b → a), or [] when there is none."""
    left = {name: {other for other in others if other in depends} for name, others in depends.items()}
    while free := [name for name, others in left.items() if not any(other in left for other in others)]:
        for name in free:
            del left[name]
    trail: list[str] = []
    name = next(iter(left), "")
    while name and name not in trail:
        trail.append(name)
        name = next(other for other in sorted(left[name]) if other in left)
    return [*trail[trail.index(name) :], name] if trail else []
