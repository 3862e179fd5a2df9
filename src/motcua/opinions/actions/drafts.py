"""Drafts that people are asked about: written, made public for some days, concluded."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import at_home, demand
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.ledger.actions import Entry, append
from motcua.opinions.actions.case import words
from motcua.opinions.models import DraftText
from motcua.opinions.permissions import ELSEWHERE
from motcua.opinions.queries.reading import draft_of

LONGEST = 365


def save_draft(
    *, actor: Actor, unit_id: int, title: str, summary: str, text: str, opens_on: date, closes_on: date,
    draft_id: int | None = None,
) -> DraftText:  # fmt: skip
    """Writes a draft; what is public already can't be written anew, only its last day be moved later."""
    demand_home(actor, unit_id)
    if not 0 <= (closes_on - opens_on).days <= LONGEST:
        raise Refusal(
            _("Ngày cuối phải từ ngày đầu trở đi, trong một năm."), fields={"closes_on": _("Xem lại ngày cuối")}
        )
    values = {
        "title": words(clean(title), "title", _("Ghi tên dự thảo"), 250),
        "summary": clean(summary, multiline=True)[:4000],
        "text": words(text, "text", _("Dán nội dung dự thảo"), 200_000),
        "opens_on": opens_on,
        "closes_on": closes_on,
    }
    with transaction.atomic():
        draft = draft_of(unit_id, draft_id) if draft_id else DraftText(unit_id=unit_id, made_by=actor.snapshot())
        if draft.published_at is not None:
            if closes_on < draft.closes_on:
                raise Conflict(_("Dự thảo đã công khai: hạn góp ý chỉ được kéo dài."), code="published")
            values = {"closes_on": closes_on}
        for name, value in values.items():
            setattr(draft, name, value)
        draft.save()
        tell(draft, "draft.saved", actor, {"closes_on": closes_on.isoformat()})
    return draft


def publish_draft(*, actor: Actor, unit_id: int, draft_id: int) -> DraftText:
    """Makes a draft public; from its first day on people can give their opinion. Doing it again changes nothing."""
    demand_home(actor, unit_id)
    with transaction.atomic():
        draft = draft_of(unit_id, draft_id)
        if draft.published_at is None:
            if draft.closes_on < clock.today():
                raise Refusal(_("Hạn góp ý đã qua. Sửa ngày cuối trước khi công khai."))
            draft.published_at = clock.now()
            draft.save()
            tell(draft, "draft.published", actor)
    return draft


def conclude_draft(*, actor: Actor, unit_id: int, draft_id: int, conclusion: str) -> DraftText:
    """Says in public what was taken over from the opinions and what was not, and why."""
    demand_home(actor, unit_id)
    conclusion = words(conclusion, "conclusion", _("Viết kết quả tiếp thu, giải trình"), 20_000)
    with transaction.atomic():
        draft = draft_of(unit_id, draft_id)
        if draft.published_at is None:
            raise Conflict(_("Dự thảo chưa công khai."), code="wrong-state")
        draft.conclusion = conclusion
        draft.save()
        tell(draft, "draft.concluded", actor)
    return draft


def demand_home(actor: Actor, unit_id: int) -> None:
    """Refuses officers of other places and other roles."""
    demand(actor, "opinions.draft")
    if not at_home(actor, unit_id):
        raise NotAllowed(ELSEWHERE)


def tell(draft: DraftText, kind: str, actor: Actor, data: dict[str, Any] | None = None) -> None:
    """Writes an event."""
    append(f"draft-text:{draft.pk}", Entry(kind, actor, "public", data or {}, unit_id=draft.unit_id))
