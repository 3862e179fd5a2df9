"""Saving what a person types, again and again, before anything is filed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Channel, Draft
from motcua.files.actions import release
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.procedures.queries import merge_answers, version_at
from motcua.units.queries import is_active, successor_of, unit_by_id

NO_DRAFT = _("Không tìm thấy bản đang khai. Có thể bản này thuộc về người khác hoặc đã được nộp.")
MOST_FILES = 60


def own_draft(draft: Draft, actor: Actor, session_key: str) -> bool:
    """Whether the draft is the actor's, or was begun in this browser session by nobody signed in."""
    if draft.user_id is not None:
        return actor.user_id == draft.user_id
    return bool(session_key) and draft.session_key == session_key


def locked_draft(token: str, actor: Actor, session_key: str) -> Draft:
    """The actor's draft, locked until commit; refuses with NotFound."""
    rows = Draft.objects.filter(token=token)
    draft = (rows.select_for_update() if connection.vendor == "postgresql" else rows).first()
    if draft is None or not own_draft(draft, actor, session_key):
        raise NotFound(NO_DRAFT)
    return draft


def demand_open(procedure_code: str, unit_id: int, at: datetime) -> int:
    """The id of the version under which the unit takes this procedure today.

    Refuses for a unit that no longer works (naming its successor) and for a procedure that ended or isn't offered.
    """
    day = clock.local(at).date()
    if not is_active(unit_id, day):
        successor = successor_of(unit_id, day)
        raise Refusal(
            _("%(unit)s đã ngừng hoạt động. Hồ sơ nay nộp tại %(successor)s.")
            % {"unit": unit_by_id(unit_id).name, "successor": successor.name}
            if successor
            else _("%(unit)s đã ngừng hoạt động, không còn tiếp nhận hồ sơ.") % {"unit": unit_by_id(unit_id).name},
            code="unit-dissolved",
        )
    version_id = version_at(procedure_code, unit_id, day)
    if version_id is None:
        raise Refusal(
            _("Thủ tục này hiện không còn được tiếp nhận tại %(unit)s.") % {"unit": unit_by_id(unit_id).name},
            code="procedure-ended",
        )
    return version_id


@transaction.atomic
def begin_draft(
    *,
    actor: Actor,
    procedure_code: str,
    unit_id: int,
    session_key: str = "",
    token: str = "",
    channel: str = Channel.ONLINE,
    answers: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Draft:
    """A new draft under the version in force at the unit; `answers` may come filled in from the profile."""
    moment = at or clock.now()
    return Draft.objects.create(
        token=token or ids.token(),
        user_id=actor.user_id,
        session_key=session_key,
        version_id=demand_open(procedure_code, unit_id, moment),
        unit_id=unit_id,
        channel=channel,
        answers=dict(answers or {}),
        created_at=moment,
        updated_at=moment,
    )


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    token: str,
    session_key: str = "",
    answers: Mapping[str, Any] | None = None,
    papers: Mapping[str, Sequence[str]] | None = None,
    people: Mapping[str, Mapping[str, Any]] | None = None,
    section: str | None = None,
    case: str | None = None,
    delivery_method: str | None = None,
    delivery_address: str | None = None,
    at: datetime | None = None,
) -> Draft:
    """Merges what was typed into the draft: answers of one section, papers by key (an empty list clears), people by role.

    Refuses with Conflict once the draft was filed: the dossier is what counts then.
    """
    draft = locked_draft(token, actor, session_key)
    if draft.submitted_id is not None:
        raise Conflict(_("Hồ sơ này đã được nộp."), code="already-submitted")
    if draft.user_id is None and actor.user_id is not None:
        draft.user_id = actor.user_id
    if answers is not None:
        draft.answers = merge_answers(draft.answers, answers)
    if papers is not None:
        draft.papers = tidy_papers({**draft.papers, **papers})
    if people is not None:
        draft.people = {**draft.people, **{role: dict(person) for role, person in people.items()}}
    given = {"section": section, "case": case, "delivery_method": delivery_method, "delivery_address": delivery_address}
    for name, value in given.items():
        if value is not None:
            setattr(draft, name, value)
    draft.revision += 1
    draft.updated_at = at or clock.now()
    draft.save()
    return draft


def tidy_papers(papers: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """File ids by paper key, each once, without empty lists; refuses an absurd number of files."""
    tidy = {str(key): list(dict.fromkeys(str(file) for file in files)) for key, files in papers.items() if files}
    if sum(map(len, tidy.values())) > MOST_FILES:
        raise Refusal(_("Một hồ sơ có nhiều nhất %(most)d tệp.") % {"most": MOST_FILES}, code="too-many-files")
    return tidy


@transaction.atomic
def claim_drafts(*, actor: Actor, session_key: str) -> int:
    """Gives the drafts of a browser session to the person who signed in there; answers how many."""
    if actor.user_id is None or not session_key:
        return 0
    loose = Draft.objects.filter(session_key=session_key, user__isnull=True, submitted__isnull=True)
    return loose.update(user_id=actor.user_id)


@transaction.atomic
def discard_draft(*, actor: Actor, token: str, session_key: str = "") -> None:
    """Throws a draft away that was not filed."""
    draft = locked_draft(token, actor, session_key)
    if draft.submitted_id is not None:
        raise Conflict(_("Hồ sơ này đã được nộp."), code="already-submitted")
    draft.delete()
    release(kept_for=f"draft:{token}")


@transaction.atomic
def drop_stale_draft(*, token: str, before: datetime) -> bool:
    """Lets go of a draft nobody went on with since `before`, and of its files; False when somebody did meanwhile."""
    gone = Draft.objects.filter(token=token, submitted__isnull=True, updated_at__lt=before).delete()[0] > 0
    if gone:
        release(kept_for=f"draft:{token}")
    return gone
