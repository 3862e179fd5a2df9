"""Public tracking: one indexed read, the same nothing for a wrong code and a wrong secret."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from motcua.dossiers.models import EVENT_WORDS, STATE_WORDS, TODO_WORDS
from motcua.dossiers.queries.access import same_secret
from motcua.dossiers.rules.national import NATIONAL_WORDS, national_code
from motcua.dossiers.rules.states import FINISHED, State
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.folding import clean
from motcua.ledger.queries import timeline

LOOKUP_LIMIT = {"times": 60, "seconds": 60}
"""Look-ups per address and minute: `limits.demand("dossiers.track", address, **LOOKUP_LIMIT, message=…)`."""
SECRET_LIMIT = {"times": 10, "seconds": 600}
"""Tries with a secret per address and code: a secret of six characters out of 26 then lasts for centuries."""
BY_CODE = "SELECT id, code, secret, state, applicant_id, owner_name, progress FROM dossiers_dossier WHERE code = %s"
"""Written out because it is asked more often than everything else together: a QuerySet costs three times the statement."""
NO_SECRET = "-" * 6


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One line of the timeline: what happened, when, where; `data` only for the person it concerns."""

    kind: str
    words: str
    at: datetime
    unit: str
    who: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a dossier stands, in plain words. `full` when shown to the person: names, reasons, own timeline."""

    code: str
    procedure: str
    state: str
    words: str
    national: int
    national_words: str
    unit: str
    holder: str
    since: datetime | None
    step: str
    next_step: str
    due: datetime | None
    answer_due: datetime | None
    closed: datetime | None
    paused: bool
    rescheduled: bool
    verdict: str
    what_to_do: str
    owner: str
    timeline: tuple[ProgressLine, ...]
    full: bool = False
    finished: bool = False
    dossier_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The public answer of the API."""
        return {
            "code": self.code,
            "procedure": self.procedure,
            "state": self.state,
            "status": self.words,
            "national_code": self.national,
            "national_status": self.national_words,
            "unit": self.unit,
            "holder": self.holder,
            "since": spell(self.since),
            "step": self.step,
            "next_step": self.next_step,
            "due": spell(self.due),
            "answer_due": spell(self.answer_due),
            "closed": spell(self.closed),
            "paused": self.paused,
            "rescheduled": self.rescheduled,
            "verdict": self.verdict,
            "what_to_do": self.what_to_do,
            "owner": self.owner,
            "timeline": [
                {"kind": line.kind, "words": line.words, "at": spell(line.at), "unit": line.unit}
                for line in self.timeline
            ],
        }


def spell(at: datetime | None) -> str | None:
    """ISO 8601, None for nothing."""
    return at.isoformat() if at else None


def moment(text: str) -> datetime | None:
    """The moment a progress document holds as text."""
    return datetime.fromisoformat(text) if text else None


def tidy_code(text: str) -> str:
    """A code as it was typed or scanned, made comparable: one spelling, upper case, no spaces; a link gives its end."""
    return clean(text).rstrip("/").rsplit("/", 1)[-1].replace(" ", "").upper()[:40]


def public_progress(code: str, secret: str | None = None, actor: Actor = ANONYMOUS) -> Progress | None:
    """Where the dossier stands: for anybody by its code, with names for the person (secret or own sign-in).

    A wrong code and a wrong secret answer the same None after the same work: one read and one comparison. Rate limiting
    is the caller's (`LOOKUP_LIMIT`, `SECRET_LIMIT`).
    """
    with connection.cursor() as cursor:
        cursor.execute(BY_CODE, [tidy_code(code)])
        row = cursor.fetchone()
    good = same_secret(secret or "", row[2] if row else NO_SECRET)
    if row is None or (secret and not good):
        return None
    own = actor.kind == "citizen" and actor.user_id is not None and row[4] == actor.user_id
    return progress_of(row[0], row[1], row[3], row[5], kept_of(row[6]), full=good or own)


def kept_of(document: Any) -> Mapping[str, Any]:
    """The progress document, as text from a plain cursor or parsed by a model."""
    return json.loads(document) if isinstance(document, str) else document


@lru_cache(maxsize=8)
def words_in(language: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The words for states, what to do and events in a language, looked up once."""
    with override(language):
        states = {state.value: str(words) for state, words in STATE_WORDS.items()}
        todo = {state.value: str(TODO_WORDS.get(state) or _("Chưa phải làm gì.")) for state in State}
        return states, todo, {kind: str(words) for kind, words in EVENT_WORDS.items()}


def progress_of(pk: int, code: str, state: str, owner: str, kept: Mapping[str, Any], *, full: bool) -> Progress:
    """The progress from the row's columns; with `full` the timeline is read from the ledger."""
    states, todo, events = words_in(get_language() or "vi")
    national = national_code(state)
    finished = state in FINISHED
    return Progress(
        code=code,
        procedure=kept.get("procedure", ""),
        state=state,
        words=states[state],
        national=national,
        national_words=NATIONAL_WORDS[national],
        unit=kept.get("unit", ""),
        holder=kept.get("holder", ""),
        since=moment(kept.get("since", "")),
        step=kept.get("step_title", ""),
        next_step="" if finished else kept.get("next", ""),
        due=moment(kept.get("due", "")),
        answer_due=moment(kept.get("answer_due", "")),
        closed=moment(kept.get("closed", "")),
        paused=bool(kept.get("paused")),
        rescheduled=bool(kept.get("rescheduled")),
        verdict=kept.get("verdict", ""),
        what_to_do=todo[state],
        owner=owner if full else kept.get("owner", ""),
        timeline=person_timeline(f"dossier:{pk}") if full else public_timeline(kept, events),
        full=full,
        finished=finished,
        dossier_id=pk if full else None,
    )


def public_timeline(kept: Mapping[str, Any], words: Mapping[str, str]) -> tuple[ProgressLine, ...]:
    """What everybody may know happened: no names, no data."""
    return tuple(
        ProgressLine(kind, words.get(kind, kind), datetime.fromisoformat(at), unit)
        for kind, at, unit in kept.get("timeline", ())
    )


def person_timeline(subject: str) -> tuple[ProgressLine, ...]:
    """What the person may know happened: with reasons, posts and units of officers."""
    return tuple(line_of(event) for event in timeline(subject, {"applicant"}))


def line_of(event: Any) -> ProgressLine:
    """A ledger event as a line."""
    post, name = event.actor.get("post", ""), event.actor.get("name", "")
    who = f"{post} {name}".strip() if event.actor.get("kind") == "staff" else ""
    words = str(EVENT_WORDS.get(event.kind, event.kind))
    return ProgressLine(event.kind, words, event.at, event.actor.get("unit_name", ""), who, event.data)
