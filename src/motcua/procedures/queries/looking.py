"""One question as citizens and officers would see it, from a form that nobody saved."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from motcua.kernel import clock
from motcua.procedures.queries.forms import validate
from motcua.procedures.rules.conditions import BadCondition
from motcua.procedures.rules.definition import Definition, parse_definition
from motcua.procedures.rules.samples import sample, spoiled

PART = "look"
HEAD = ("code", "name", "short_name", "field", "clock")


@dataclass(frozen=True)
class Look:
    """The question alone in a form, answers a person might give, and the sentences for none and for wrong ones."""

    definition: Definition
    answers: Mapping[str, Any]
    sentences: tuple[str, ...]
    conditional: bool


def look_at(document: Mapping[str, Any], form: Mapping[str, Any], key: str) -> Look | None:
    """The question `key` of a form as it would be drawn; None while it can't be."""
    asked = deepcopy(dict(form["schema"]["properties"].get(key) or {}))
    if not asked:
        return None
    conditional = asked.pop("x-show-if", None) is not None
    parts = {str(part["key"]): part.get("title", "") for part in form.get("sections") or ()}
    asked["x-section"] = PART
    alone = {
        "sections": [{"key": PART, "title": parts.get(str(form["schema"]["properties"][key].get("x-section")), "")}],
        "schema": {"properties": {key: asked}, "required": [key] if key in form["schema"].get("required", ()) else []},
    }
    try:
        definition = parse_definition({**{name: document.get(name, "") for name in HEAD}, "form": alone})
        field = definition.form.fields[key]
        wrong: tuple[dict[str, Any], ...] = ({}, {key: spoiled(field)})
        said = [words for answers in wrong for words in validate(definition, answers).values()]
        answers = {key: sample(field, clock.today())}
    except (KeyError, TypeError, ValueError, BadCondition):
        return None
    return Look(definition, answers, tuple(dict.fromkeys(map(str, said))), conditional)
