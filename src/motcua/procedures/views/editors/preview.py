"""The draft as others will see it: a citizen with a phone, an officer at the desk. Nothing is filed, nothing published is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel import clock
from motcua.procedures.queries import (
    Definition,
    Section,
    fee_for,
    merge_answers,
    papers_for,
    parse_form,
    parse_json,
    sections,
    settle,
    steps_for,
    validate,
)
from motcua.procedures.queries.drafting import readable, workbench
from motcua.procedures.queries.page import page_of_draft
from motcua.procedures.queries.trials import due_of
from motcua.procedures.views.editors import page

FORM_METHODS = ["GET", "HEAD", "POST"]
LONGEST_CARRIED = 400_000


@officer("procedures.edit")
@require_safe
def phone(request: HttpRequest, code: str) -> HttpResponse:
    """A frame as wide as a phone around the draft."""
    bench = workbench(code)
    return page(request, bench, "phone", definition=readable(bench))


@officer("procedures.edit")
@csp_replace({"frame-ancestors": [SELF]})
@xframe_options_sameorigin
@require_http_methods(FORM_METHODS)
def frame(request: HttpRequest, code: str) -> HttpResponse:
    """Inside the frame: the procedure's page, then screen by screen what a citizen passes through. Answers travel with
    the page; nothing is kept.
    """
    bench = workbench(code)
    definition = readable(bench)
    shown: dict[str, Any] = {"definition": definition}
    if definition is not None and request.method == "POST":
        shown |= walked(definition, request.POST)
    elif definition is not None:
        shown["page"] = page_of_draft(code, definition)
    return page(request, bench, "phone_frame", faults=bool(shown.get("errors")), **shown)


@dataclass(frozen=True)
class Walk:
    """Where somebody stands on the way through the form."""

    definition: Definition
    answers: dict[str, Any]

    def parts(self) -> tuple[Section, ...]:
        """The screens for these answers."""
        return sections(self.definition, self.answers)

    def beside(self, key: str, by: int) -> Section | None:
        """The screen before or behind another; None at either end."""
        parts = self.parts()
        place = next((number for number, part in enumerate(parts) if part.key == key), -1)
        place += by if place >= 0 else 1
        return parts[place] if 0 <= place < len(parts) else None


def walked(definition: Definition, posted: Any) -> dict[str, Any]:
    """The next screen for what was sent: the same one with faults or a row more, another, or the last with all answers."""
    answers = parse_json(definition, carried(posted.get("carried", "")))
    key = str(posted.get("muc", ""))
    part = definition.form.section(key)
    errors: dict[str, str] = {}
    if part is not None:
        answers = merge_answers(answers, parse_form(part, posted))
        errors = {} if "back" in posted else validate(definition, answers, key)
    walk = Walk(definition, answers)
    stays = "mc-add" in posted or any(name.endswith("-remove") for name in posted)
    if stays:
        errors = {}
    following = part if stays or errors else walk.beside(key, -1 if "back" in posted else 1)
    shown = {"answers": answers, "errors": errors, "carried": json.dumps(answers, ensure_ascii=False)}
    if following is not None:
        number = [one.key for one in walk.parts()].index(following.key) + 1 if following in walk.parts() else 1
        return shown | {
            "section": following, "extra": posted.get("mc-add", ""), "number": number, "total": len(walk.parts())
        }  # fmt: skip
    return (
        shown | outcome_of(definition, answers) | {"review": True, "last": walk.parts()[-1] if walk.parts() else None}
    )


def carried(text: str) -> dict[str, Any]:
    """The answers that travelled with the page; what can't be read is left out."""
    try:
        found = json.loads(text) if len(text) <= LONGEST_CARRIED else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def outcome_of(definition: Definition, answers: dict[str, Any]) -> dict[str, Any]:
    """What would come of the answers: papers, fee, due time if handed in now, the steps it passes."""
    settled = settle(definition, answers)
    try:
        due = due_of(definition.clock, clock.now())
    except ValueError:
        due = None
    return {
        "papers": papers_for(definition, settled),
        "fee": fee_for(definition, settled, "online"),
        "due": due,
        "route": [step.key for step in steps_for(definition, settled)],
    }


@officer("procedures.edit")
@require_safe
def officer_screen(request: HttpRequest, code: str) -> HttpResponse:
    """How a dossier of the draft looks at the desk, with the answers of one of its test cases."""
    bench = workbench(code)
    definition = readable(bench)
    cases = bench.document.get("trials") or []
    chosen = next((case for case in cases if case["key"] == request.GET.get("ca")), cases[0] if cases else None)
    shown: dict[str, Any] = {"definition": definition, "cases": cases, "chosen": chosen}
    if definition is not None:
        answers = parse_json(definition, chosen.get("answers") or {}) if chosen else {}
        shown |= {"answers": settle(definition, answers)} | outcome_of(definition, answers)
    return page(request, bench, "officer_screen", **shown)
