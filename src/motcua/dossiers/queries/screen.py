"""All that an officer's page about one dossier reads, each part in one query and only when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import (
    EVENT_WORDS,
    Consultation,
    Dossier,
    Note,
    Paper,
    PaperState,
    Result,
    Revision,
    RevisionState,
    Slip,
    SlipKind,
    Supplement,
)
from motcua.dossiers.queries.desk import assignees
from motcua.files.models import FileState, StoredFile
from motcua.kernel.actors import Actor
from motcua.ledger.models import Event
from motcua.ledger.queries import STAFF, timeline
from motcua.procedures.queries import definition_of, shown_answers
from motcua.units.queries import departments_of, place_of
from motcua.work.queries import loads

WARNED = frozenset({FileState.UNSCANNED, FileState.QUARANTINED, FileState.INFECTED, FileState.REJECTED})


@dataclass(frozen=True)
class ShownFile:
    """A file behind a paper, as an officer sees it; `warning` says in words that it was not scanned."""

    token: str
    name: str
    kind: str
    size: int
    warning: str
    can_open: bool
    has_preview: bool


@dataclass(frozen=True)
class ShownPaper:
    """A line of the checklist with its files."""

    key: str
    title: str
    state: str
    state_words: str
    originals: int
    copies: int
    files: list[ShownFile] = field(default_factory=list)

    @property
    def must_be_seen(self) -> bool:
        """Whether reception has to look at it: it was handed in."""
        return self.state == PaperState.PROVIDED


@dataclass(frozen=True)
class Happening:
    """A line of the timeline."""

    at: Any
    title: str
    who: str
    text: str
    state: str = ""


class Desk:
    """A dossier on an officer's desk; every part is read once, on first use."""

    def __init__(self, dossier: Dossier, actor: Actor) -> None:
        self.dossier, self.actor = dossier, actor

    @cached_property
    def definition(self) -> Any:
        """What the pinned version says."""
        return definition_of(self.dossier.version_id)

    @cached_property
    def revisions(self) -> list[Revision]:
        """All sets of answers, the newest first."""
        return list(Revision.objects.filter(dossier=self.dossier).order_by("-number"))

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers that count now."""
        counting = (RevisionState.FILED, RevisionState.ACCEPTED)
        return next((revision.answers for revision in self.revisions if revision.state in counting), {})

    @property
    def proposals(self) -> list[Revision]:
        """Corrections the person has not decided yet."""
        return [revision for revision in self.revisions if revision.state == RevisionState.PROPOSED]

    @cached_property
    def sections(self) -> Any:
        """The answers as people read them."""
        return shown_answers(self.definition, self.answers)

    @property
    def shown_sections(self) -> list[dict[str, Any]]:
        """The answers by section, what was left blank named apart."""
        return [
            {
                "title": section.title,
                "answered": [shown for shown in section.answers if shown.text or shown.rows],
                "blank": [shown.title for shown in section.answers if not shown.text and not shown.rows],
            }
            for section in self.sections
        ]

    def changes_of(self, revision: Revision) -> list[dict[str, Any]]:
        """What a proposed correction changes, in words."""
        known = {shown.path: shown for section in self.sections for shown in section.answers}
        proposed = {
            shown.path: shown
            for section in shown_answers(self.definition, revision.answers)
            for shown in section.answers
        }
        return [
            {"title": shown.title, "before": getattr(known.get(key), "text", ""), "after": shown.text}
            for key, shown in proposed.items()
            if key not in known or known[key].text != shown.text
        ]

    @cached_property
    def papers(self) -> list[ShownPaper]:
        """The checklist with its files; two queries."""
        papers = list(Paper.objects.filter(dossier=self.dossier).order_by("order", "id"))
        stored = stored_files({file for paper in papers for file in paper.files})
        return [
            ShownPaper(
                key=paper.key,
                title=paper.title,
                state=paper.state,
                state_words=str(paper.get_state_display()),
                originals=paper.originals,
                copies=paper.copies,
                files=[stored[file] for file in paper.files if file in stored],
            )
            for paper in papers
        ]

    @cached_property
    def supplements(self) -> list[Supplement]:
        """Requests to complete the dossier, newest first."""
        return list(Supplement.objects.filter(dossier=self.dossier).order_by("-asked_at"))

    @cached_property
    def consultations(self) -> list[Consultation]:
        """Questions to other bodies."""
        return list(Consultation.objects.filter(dossier=self.dossier).order_by("asked_at"))

    @cached_property
    def slips(self) -> list[Slip]:
        """Official slips, drafts of apologies included."""
        return list(Slip.objects.filter(dossier=self.dossier).order_by("drafted_at"))

    @cached_property
    def results(self) -> list[Result]:
        """Results signed so far."""
        return list(Result.objects.filter(dossier=self.dossier).order_by("id"))

    @cached_property
    def notes(self) -> list[Note]:
        """Remarks of colleagues, newest first."""
        return list(Note.objects.filter(dossier=self.dossier).order_by("-created_at"))

    @cached_property
    def timeline(self) -> list[Happening]:
        """What happened, newest first, with everybody's name and office as they were called then."""
        events = [event for event in timeline(self.dossier.subject, STAFF) if event.audience != "public"]
        return [happening(event) for event in reversed(events)]

    @property
    def paused(self) -> bool:
        """Whether the clock stands."""
        return any(not pause.get("until") for pause in self.dossier.pauses)

    @property
    def pauses(self) -> list[dict[str, Any]]:
        """The times the clock stood, with why in words."""
        return [
            {**pause, "words": PAUSE_WORDS.get(pause.get("why", ""), pause.get("why", ""))}
            for pause in self.dossier.pauses
        ]

    @property
    def route(self) -> list[Any]:
        """The steps on this dossier's way."""
        return [self.definition.step(key) for key in self.dossier.route]

    def way(self) -> list[dict[str, Any]]:
        """The steps with where the dossier stands."""
        received = self.dossier.received_at is not None
        return [
            {
                "title": step.title,
                "done": received and place < self.dossier.step,
                "current": received and place == self.dossier.step and not self.dossier.closed_at,
            }
            for place, step in enumerate(self.route)
            if step is not None
        ]

    def earlier_steps(self) -> list[tuple[int, str]]:
        """Steps it may be sent back to."""
        done = list(enumerate(self.route))[: self.dossier.step]
        return [
            (place, f"{place + 1}. {step.title}") for place, step in done if step is not None and step.kind != "return"
        ]

    def officer_choices(self) -> list[tuple[int, str]]:
        """Those who may do the present step, with how much they hold, the least burdened first."""
        holders = assignees(self.dossier)
        numbers = loads([self.dossier.holder_unit_id])
        ordered = sorted(holders, key=lambda who: (numbers.get(who.user_id, 0), who.name))
        return [(who.user_id, officer_words(who.name, who.post, numbers.get(who.user_id, 0))) for who in ordered]

    def consultable_units(self) -> list[tuple[int, str]]:
        """Departments of the same people's committee, but the one that asks."""
        place = place_of(self.dossier.holder_unit_id)
        units = departments_of(place.pk) if place else []
        return [(unit.pk, unit.name) for unit in units if unit.pk != self.dossier.holder_unit_id]

    @property
    def drafted_apology(self) -> dict[str, Any]:
        """What an apology that waits for the head says."""
        return next((slip.data for slip in self.slips if slip.kind == SlipKind.APOLOGY and slip.issued_at is None), {})

    @property
    def gap_lines(self) -> list[dict[str, Any]]:
        """What a supplement request may name: papers first, then answers."""
        lines = [
            {"kind": "paper", "key": paper.key, "title": paper.title, "name": f"thieu-paper-{paper.key}"}
            for paper in self.papers
        ]
        lines += [
            {
                "kind": "field",
                "key": shown.path,
                "title": shown.title,
                "name": f"thieu-field-{shown.path}",
                "value": shown.text,
            }
            for section in self.sections
            for shown in section.answers
        ]
        return lines


PAUSE_WORDS = {"supplement": _("chờ bổ sung giấy tờ"), "payment": _("chờ thực hiện nghĩa vụ tài chính")}


def officer_words(name: str, post: str, load: int) -> str:
    """An officer as a choice: name, post, load."""
    return str(_("%(name)s – %(post)s (%(load)d việc đang giữ)") % {"name": name, "post": post, "load": load})


def stored_files(ids: Iterable[str]) -> dict[str, ShownFile]:
    """Files by id; one query, none without ids."""
    wanted = list(ids)
    if not wanted:
        return {}
    return {str(file.pk): shown_file(file) for file in StoredFile.objects.filter(pk__in=wanted)}


def shown_file(file: StoredFile) -> ShownFile:
    """One file as officers see it."""
    return ShownFile(
        token=file.token,
        name=file.name,
        kind=file.kind,
        size=file.size,
        warning=str(file.get_state_display()) if file.state in WARNED else "",
        can_open=file.is_whole,
        has_preview=bool(file.preview_key),
    )


def happening(event: Event) -> Happening:
    """An event of the ledger in words."""
    actor = event.actor
    who = ", ".join(str(actor[key]) for key in ("name", "post", "unit_name") if actor.get(key))
    if actor.get("on_behalf_of"):
        who = f"{who} (thay {actor['on_behalf_of']})"
    words = [str(event.data[key]) for key in ("reason", "note", "text", "answer", "question") if event.data.get(key)]
    return Happening(event.at, str(EVENT_WORDS.get(event.kind, event.kind)), who, "\n".join(words))


def proposals_of(subjects: Iterable[str]) -> dict[str, list[Happening]]:
    """What officers wrote at the steps done so far, by subject: what a signer reads first; one query."""
    events = Event.objects.filter(stream__subject__in=list(subjects), kind="dossier.step_completed")
    found: dict[str, list[Happening]] = {}
    for event in events.select_related("stream").order_by("seq"):
        found.setdefault(event.stream.subject, []).append(happening(event))
    return found
