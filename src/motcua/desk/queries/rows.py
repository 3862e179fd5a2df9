"""Work items made ready for the eye: words for the remaining working time beside the colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.work.queries import TimeWords, moment_words, unit_words


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox; everything is ready text. `own_title`: the procedure's words for the step, as they are."""

    id: int
    kind: str
    code: str
    title: str
    own_title: bool
    detail: str
    person: str
    state: str
    url: str
    holder: str
    mine: bool
    unit: str
    colour: str
    due: datetime | None
    due_words: str
    left: str
    no_head: bool


def rows_for(items: Iterable[dict[str, Any]], actor: Actor) -> list[Row]:
    """The rows of a page for this officer."""
    moment = clock.now()
    items = list(items)
    units = {unit_id: unit_words(unit_id, actor.unit_id) for unit_id in {item["unit_id"] for item in items}}
    nobody, words = _("chưa ai nhận"), TimeWords()
    stored = {item["title"] for item in items} | {item["state_label"] for item in items}
    # Titles and states are kept in Vietnamese; those the catalogue knows are said in the reader's language.
    said = {text: _(text) if text else "" for text in stored}
    return [
        Row(
            id=item["id"],
            kind=item["kind"],
            code=item["code"],
            title=said[item["title"]],
            own_title=said[item["title"]] == item["title"],
            detail=item["detail"],
            person=item["person"],
            state=said[item["state_label"]],
            url=item["address"],
            holder=item["holder_user__full_name"] or nobody,
            mine=item["holder_user_id"] is not None and item["holder_user_id"] == actor.user_id,
            unit=units[item["unit_id"]],
            colour=item["colour"],
            due=item["due_at"],
            due_words=moment_words(item["due_at"]),
            left=words.left(item["unit_id"], item["due_at"], moment),
            no_head=item["head_user_id"] is None,
        )
        for item in items
    ]
