"""What everybody may read, what the author sees, and what an officer has before them."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator

from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.kernel.scoping import Scope
from motcua.opinions.models import DraftText, Opinion, OpinionReply
from motcua.opinions.rules.states import State, tidy
from motcua.units.models import Unit
from motcua.units.queries import active_units

PUBLIC = "published opinions and drafts are for everybody"
BY_CODE = "everybody may ask where an opinion of this code stands"
PAGE_SIZE = 20
PLACES = frozenset({"city", "district", "commune"})


def places() -> list[Unit]:
    """The people's committees that opinions can be sent to."""
    return active_units(levels=PLACES)


def by_code(code: str) -> Opinion | None:
    """The opinion of a code however it was typed."""
    known = tidy(code)
    rows = Opinion.objects.regardless(BY_CODE).filter(code=known).select_related("unit", "draft")
    return rows.first() if known else None


def published(*, unit_id: int | None = None, draft_id: int | None = None, page: int = 1) -> Any:
    """A page of published opinions, the newest first."""
    rows = Opinion.objects.regardless(PUBLIC).published()
    rows = rows.filter(unit_id=unit_id) if unit_id is not None else rows
    rows = rows.filter(draft_id=draft_id) if draft_id is not None else rows
    return Paginator(rows.select_related("unit", "draft").order_by("-published_at", "-id"), PAGE_SIZE).get_page(page)


def thread(opinion: Opinion, *, whole: bool = False) -> list[OpinionReply]:
    """What was said below an opinion, in order; `whole` for its author and officers, else only what is public."""
    rows: Iterable[OpinionReply] = opinion.replies.all()
    return [reply for reply in rows if whole or reply.state == State.PUBLISHED]


def asking(unit_id: int | None = None) -> list[DraftText]:
    """Drafts on which an opinion can be given today, those closing first before the others."""
    rows = DraftText.objects.regardless(PUBLIC).asking(clock.today())
    rows = rows.filter(unit_id=unit_id) if unit_id is not None else rows
    return list(rows.select_related("unit").order_by("closes_on", "id")[:50])


def closed_drafts(most: int = 20) -> list[DraftText]:
    """Drafts whose time is over, the latest first: what was said on them stays readable."""
    rows = DraftText.objects.regardless(PUBLIC).published().filter(closes_on__lt=clock.today())
    return list(rows.select_related("unit").order_by("-closes_on", "-id")[:most])


def public_draft(draft_id: int) -> DraftText:
    """A published draft. Refuses with NotFound."""
    draft = DraftText.objects.regardless(PUBLIC).published().select_related("unit").filter(pk=draft_id).first()
    if draft is None:
        raise NotFound("")
    return draft


def desk_list(actor: Actor, *, state: str = "", page: int = 1) -> Any:
    """Opinions in the officer's scope, the newest first."""
    rows = Opinion.objects.within(scope_of(actor))
    rows = rows.filter(state=state) if state else rows
    return Paginator(rows.select_related("unit", "draft").order_by("-id"), PAGE_SIZE).get_page(page)


def for_desk(actor: Actor, opinion_id: int) -> Opinion:
    """An opinion in the officer's scope. Refuses with NotFound, as if it did not exist."""
    rows = Opinion.objects.within(scope_of(actor)).filter(pk=opinion_id).select_related("unit", "draft")
    opinion = rows.first()
    if opinion is None:
        raise NotFound("")
    return opinion


def drafts_of(unit_id: int) -> list[DraftText]:
    """All drafts of a place, for its officers."""
    return list(DraftText.objects.within(Scope.of({unit_id})).order_by("-id")[:100])


def draft_of(unit_id: int, draft_id: int) -> DraftText:
    """One draft of a place. Refuses with NotFound."""
    draft = DraftText.objects.within(Scope.of({unit_id})).filter(pk=draft_id).first()
    if draft is None:
        raise NotFound("")
    return draft
