"""What a person asks about their own dossiers and drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from motcua.dossiers.models import (
    Consultation,
    Dossier,
    Draft,
    Paper,
    Result,
    Revision,
    RevisionState,
    Slip,
    Supplement,
)
from motcua.dossiers.queries.access import NO_SUCH, is_person
from motcua.dossiers.queries.answers import current_revision
from motcua.dossiers.queries.progress import Progress, progress_of, tidy_code
from motcua.dossiers.rules.states import AT_WORK, CLOSED, FINISHED, PAUSED, UNRECEIVED, State
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.refusals import NotFound
from motcua.ledger.queries import Access, accesses
from motcua.procedures.queries import definition_of, shown_answers

OWN = "the person's own dossiers, by account or with the receipt's secret"
MOST_LISTED = 200


@dataclass(frozen=True)
class PersonView:
    """All a person sees of the own dossier."""

    dossier: Dossier
    progress: Progress
    answers: Sequence[Any]
    papers: list[Paper]
    supplement: Supplement | None
    correction: Revision | None
    slips: list[Slip]
    results: list[Result]
    accesses: list[Access]
    may: frozenset[str]


def for_person(*, actor: Actor = ANONYMOUS, code: str, secret: str = "") -> Dossier:
    """The person's own dossier; refuses with the same NotFound for a wrong code, a wrong secret and somebody else's."""
    rows = Dossier.objects.regardless(OWN).select_related("unit", "holder_unit")
    dossier = rows.filter(code=tidy_code(code)).first()
    if dossier is None or not is_person(actor, dossier, secret):
        raise NotFound(NO_SUCH)
    return dossier


def person_view(dossier: Dossier) -> PersonView:
    """The whole page of an own dossier; the caller got the dossier from `for_person`."""
    definition = definition_of(dossier.version_id)
    waiting = Supplement.objects.filter(dossier=dossier, answered_at__isnull=True, closed_at__isnull=True)
    return PersonView(
        dossier=dossier,
        progress=progress_of(dossier.pk, dossier.code, dossier.state, dossier.owner_name, dossier.progress, full=True),
        answers=shown_answers(definition, current_revision(dossier.pk).answers),
        papers=list(Paper.objects.filter(dossier=dossier).order_by("order")),
        supplement=waiting.order_by("-asked_at").first(),
        correction=Revision.objects.filter(dossier=dossier, state=RevisionState.PROPOSED).first(),
        slips=list(Slip.objects.filter(dossier=dossier, issued_at__isnull=False).order_by("issued_at")),
        results=list(Result.objects.filter(dossier=dossier)) if dossier.state in (State.ISSUED, State.RETURNED) else [],
        accesses=accesses(dossier.subject),
        may=person_actions(dossier),
    )


def person_actions(dossier: Dossier) -> frozenset[str]:
    """What the person may do now."""
    state = State(dossier.state)
    may = set()
    if state in (State.SUPPLEMENT_BEFORE, State.AWAITING_SUPPLEMENT):
        may.add("answer_supplement")
    if state in UNRECEIVED:
        may.add("withdraw")
    if state in AT_WORK | PAUSED:
        may.add("request_withdrawal")
    if state in CLOSED:
        may.add("rate")
    return frozenset(may)


def mine(user_id: int, *, finished: bool | None = None) -> list[Dossier]:
    """The dossiers a person filed, newest first; `finished` keeps only those (not) over."""
    rows = Dossier.objects.regardless(OWN).filter(applicant_id=user_id).select_related("unit")
    if finished is not None:
        rows = rows.filter(state__in=FINISHED) if finished else rows.exclude(state__in=FINISHED)
    return list(rows.order_by("-submitted_at")[:MOST_LISTED])


def drafts_of(actor: Actor, session_key: str = "") -> list[Draft]:
    """Drafts not filed yet, latest first: the person's, or those begun in this browser session."""
    rows = Draft.objects.filter(submitted__isnull=True).select_related("version__procedure", "unit")
    rows = rows.defer("version__document")
    if actor.user_id is not None:
        rows = rows.filter(user_id=actor.user_id)
    elif session_key:
        rows = rows.filter(user__isnull=True, session_key=session_key)
    else:
        return []
    return list(rows.order_by("-updated_at")[:MOST_LISTED])


def draft_for(*, actor: Actor, token: str, session_key: str = "") -> Draft:
    """The actor's own draft (filed ones too: `submitted` then names the dossier); refuses with NotFound."""
    rows = Draft.objects.select_related("version__procedure", "unit").defer("version__document")
    draft = rows.filter(token=token).first()
    own = draft is not None and (
        actor.user_id == draft.user_id
        if draft.user_id is not None
        else bool(session_key) and draft.session_key == session_key
    )
    if draft is None or not own:
        raise NotFound(NO_SUCH)
    return draft


def consultations_of(dossier: Dossier) -> list[Consultation]:
    """Questions put to other bodies, oldest first."""
    return list(Consultation.objects.filter(dossier=dossier).order_by("asked_at"))
