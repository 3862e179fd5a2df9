"""Moving a person's unsent draft to the version in force: by a computed difference, told once, nothing typed lost."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.dossiers.actions.drafting import demand_open, locked_draft
from motcua.dossiers.models import Draft
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.procedures.queries import Definition, SetAside, answer_in_words, carry, definition_of, prefilled, version


@transaction.atomic
def renew_draft(
    *,
    actor: Actor,
    token: str,
    session_key: str = "",
    profile: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Draft:
    """Moves a draft to the version in force now. What fits stays answered, new questions are filled in from `profile`.

    Answers and files without a place are set aside in `moved`, readable until the draft is sent, and come back when a
    later version asks for them again. Refuses when the procedure ended; the draft stays as it was.
    """
    moment = at or clock.now()
    draft = locked_draft(token, actor, session_key)
    if draft.submitted_id is not None:
        return draft
    old = definition_of(draft.version_id)
    now_in_force = demand_open(old.code, draft.unit_id, moment)
    if now_in_force == draft.version_id:
        return draft
    move(draft, old, definition_of(now_in_force), profile or {})
    draft.version_id = now_in_force
    draft.updated_at = moment
    draft.revision += 1
    draft.save(update_fields=["version", "answers", "papers", "section", "moved", "updated_at", "revision"])
    return draft


def move(draft: Draft, old: Definition, new: Definition, profile: Mapping[str, Any]) -> None:
    """Rewrites the draft in memory for the new version; the notice says only what the person must know."""
    before = {one["key"]: one for one in draft.moved.get("aside", [])}
    aside = tuple(SetAside(one["key"], one["title"], one["value"]) for one in before.values())
    carried = carry(old, new, draft.answers, aside)
    fresh = {key: value for key, value in prefilled(new, profile).items() if key not in old.form.fields}
    draft.answers = {**fresh, **carried.answers}
    papers, lost_papers = sort_papers(draft, new, old)
    news = news_of(old, new)
    earlier = [key for key in draft.moved.get("again", []) if key in new.form.fields and key not in carried.again]
    kept_rows = rows_of(carried.aside, before, old)
    draft.papers = papers
    if not carried.lossless or lost_papers or news or draft.moved:
        draft.moved = {
            "on": valid_from(new),
            "again": [*earlier, *(key for key in carried.again if key not in fresh)],
            "aside": kept_rows,
            "papers": lost_papers,
            "news": list(dict.fromkeys([*draft.moved.get("news", []), *news])),
        }
    draft.section = first_to_see(draft, new)


def rows_of(
    aside: Sequence[SetAside], before: Mapping[str, Mapping[str, Any]], old: Definition
) -> list[Mapping[str, Any]]:
    """What was set aside, as the draft keeps it: in words of the form it was answered in."""
    return [
        one
        if (one := before.get(row.key)) and one["value"] == row.value
        else {"key": row.key, "title": row.title, "value": row.value, "text": answer_in_words(old, row.key, row.value)}
        for row in aside
    ]


@transaction.atomic
def take_old_screen(
    *,
    actor: Actor,
    token: str,
    session_key: str = "",
    version_id: int,
    answers: Mapping[str, Any],
    at: datetime | None = None,
) -> Draft:
    """What a browser sends from a screen drawn before the draft moved: what fits is saved, the rest set aside to read.

    `answers` as the screen's own version (`version_id`, an earlier one of the same procedure) reads them. A screen of
    anything else changes nothing.
    """
    draft = locked_draft(token, actor, session_key)
    source, goal = version(version_id), version(draft.version_id)
    known = source is not None and goal is not None and source.procedure_id == goal.procedure_id
    if draft.submitted_id is not None or not known:
        return draft
    old, new = definition_of(version_id), definition_of(draft.version_id)
    given = {key: value for key, value in answers.items() if value is not None}
    before = {one["key"]: one for one in draft.moved.get("aside", [])}
    held = tuple(SetAside(one["key"], one["title"], one["value"]) for one in before.values())
    carried = carry(old, new, given, held)
    draft.answers = {**draft.answers, **{key: carried.answers[key] for key in given if key in carried.answers}}
    rows = rows_of(carried.aside, before, old)
    if rows:
        quiet = {"on": valid_from(new), "again": [], "papers": [], "news": []}
        draft.moved = {**quiet, **draft.moved, "aside": rows}
    draft.updated_at = at or clock.now()
    draft.revision += 1
    draft.save(update_fields=["answers", "moved", "updated_at", "revision"])
    return draft


def valid_from(definition: Definition) -> str:
    """The first day of a version, ISO."""
    row = version(definition.version_id) if definition.version_id is not None else None
    return row.valid_from.isoformat() if row is not None and row.valid_from else ""


def sort_papers(draft: Draft, new: Definition, old: Definition) -> tuple[dict[str, list[str]], list[dict[str, Any]]]:
    """Files of papers that are still asked for, and those of papers that are not (they come back likewise)."""
    asked = {paper.key for paper in new.papers}
    titles = {paper.key: paper.title for paper in old.papers}
    held = {one["key"]: one for one in draft.moved.get("papers", [])}
    held |= {
        key: {"key": key, "title": titles.get(key, key), "files": files} for key, files in draft.papers.items() if files
    }
    stays = {key: one["files"] for key, one in held.items() if key in asked}
    return stays, [one for key, one in held.items() if key not in asked]


def news_of(old: Definition, new: Definition) -> list[str]:
    """What else the person must know: "papers", "fees", "limit"."""
    asked = {(paper.key, paper.title, paper.original, paper.copy, paper.required) for paper in old.papers}
    now = {(paper.key, paper.title, paper.original, paper.copy, paper.required) for paper in new.papers}
    fees = [[fee.terms for fee in one.fees] for one in (old, new)]
    told = {"papers": asked != now, "fees": fees[0] != fees[1], "limit": old.clock != new.clock}
    return [name for name, differs in told.items() if differs]


def first_to_see(draft: Draft, new: Definition) -> str:
    """The screen of the first question to look at, else where the person stood."""
    homes = {field.key: section.key for section in new.form.sections for field in section.fields}
    again = [homes[key] for key in draft.moved.get("again", []) if key in homes]
    return again[0] if again else draft.section
