"""Demo opinions and a draft, through the real verbs; all invented, and they say so."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from motcua.accounts.queries import acting_in
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.masking import masked
from motcua.kernel.refusals import NotFound
from motcua.opinions.actions.drafts import publish_draft, save_draft
from motcua.opinions.actions.handling import answer, publish
from motcua.opinions.actions.submit import Said, submit
from motcua.units.models import Unit
from motcua.units.queries import unit_by_code

FOLDER = Path(__file__).parents[1] / "demo"


def load_demo(*, actor: Actor) -> int:
    """One draft and some opinions in every state at each place named in the file; answers how many opinions were made."""
    document = yaml.safe_load((FOLDER / "opinions.yaml").read_text(encoding="utf-8"))
    made = 0
    for code, words in document["units"].items():
        try:
            unit = unit_by_code(code)
        except NotFound:
            continue
        leader = acting_in(unit.pk, "unit_head")
        draft_id = ask_about(unit, leader, words["draft"]) if leader else None
        made += sum(tell(unit, leader, draft_id, number, story) for number, story in enumerate(words["opinions"]))
    return made


def ask_about(unit: Unit, leader: Actor, words: dict[str, Any]) -> int:
    """The draft, open for a month."""
    today = clock.today()
    draft = save_draft(
        actor=leader, unit_id=unit.pk, opens_on=today, closes_on=today + timedelta(days=30), **words
    )  # fmt: skip
    publish_draft(actor=leader, unit_id=unit.pk, draft_id=draft.pk)
    return draft.pk


def tell(unit: Unit, leader: Actor | None, draft_id: int | None, number: int, story: dict[str, Any]) -> int:
    """One opinion, led to its end."""
    said = Said(
        unit_id=unit.pk,
        draft_id=draft_id if story.get("on_draft") else None,
        title=story["title"],
        text=story["text"],
        name=story.get("name", ""),
        show_name=bool(story.get("name")),
    )
    opinion = submit(actor=ANONYMOUS, token=f"demo-{unit.code}-{number:04d}-opinion", said=said)
    if leader is not None and story["end"] != "waiting":
        publish(actor=leader, opinion_id=opinion.pk, title=masked(story["title"]), text=masked(story["text"]))
        if story["end"] == "answered":
            answer(actor=leader, opinion_id=opinion.pk, text=story["answer"])
    return 1
