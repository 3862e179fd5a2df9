"""Which emergency banners stand: kept in memory, a change is seen by other processes within half a second."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language

from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.kernel.remembered import Remembered
from motcua.notices.models import Banner, BannersVersion
from motcua.notices.rules.banners import stands
from motcua.ui.banners import Banner as Shown
from motcua.units import queries as units

PUBLIC = "banners are everybody's"
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A published banner as pages need it."""

    id: int
    unit_id: int
    below: bool
    text: str
    text_en: str
    link: str
    starts_at: datetime
    ends_at: datetime


def load() -> tuple[Line, ...]:
    """All published banners that are not over."""
    rows = Banner.objects.regardless(PUBLIC).published().filter(ends_at__gt=clock.now()).order_by("starts_at", "pk")
    return tuple(
        Line(*row)
        for row in rows.values_list("pk", "unit_id", "below", "text", "text_en", "link", "starts_at", "ends_at")
    )


BANNERS = Remembered(load, BannersVersion.current, seconds=0.5)


@dataclass(frozen=True, slots=True)
class Now:
    """What stands at a moment: the same object until something begins, ends or changes."""

    source: tuple[Line, ...]
    since: datetime
    until: datetime | None
    lines: tuple[Line, ...]

    def holds(self, source: tuple[Line, ...], at: datetime) -> bool:
        """Whether it is still what stands."""
        return self.source is source and self.since <= at and (self.until is None or at < self.until)


NOW: list[Now] = []


def now_standing() -> tuple[Line, ...]:
    """The banners that stand at this moment; the same object while nothing changed, so that kept pages know."""
    source, at = BANNERS.get(), clock.now()
    if NOW and NOW[0].holds(source, at):
        return NOW[0].lines
    edges = [edge for line in source for edge in (line.starts_at, line.ends_at) if edge > at]
    lines = tuple(line for line in source if stands(line.starts_at, line.ends_at, None, at))
    if NOW and NOW[0].lines == lines:
        lines = NOW[0].lines
    NOW[:] = [Now(source, at, min(edges, default=None), lines)]
    return lines


def state() -> tuple[object, ...]:
    """What kept pages of sites were made of, as far as this room is concerned."""
    return (now_standing(),)


def banners_of(unit_id: int | None, common: bool) -> list[Shown]:
    """The banners of a place's pages; at the common door also those of the whole city, which is all of them without a choice."""
    lines = now_standing()
    if not lines:
        return []
    roots = {node.id for node in units.tree().nodes.values() if node.parent_id is None}
    own = {unit_id} | (roots if common else set())
    above = set(units.ancestors_of(unit_id)) if unit_id is not None else set()
    here = [line for line in lines if line.unit_id in own or (line.below and line.unit_id in above)]
    return [shown(line) for line in here]


def shown(line: Line) -> Shown:
    """A banner in the reader's language, with a whole address: a site on its own host name has other pages."""
    english = get_language() == "en" and bool(line.text_en)
    link = f"{settings.PUBLIC_ADDRESS}{line.link}" if line.link.startswith("/") else line.link
    return Shown(
        line.id,
        line.text_en if english else line.text,
        "en" if english else "vi",
        link,
        units.unit_by_id(line.unit_id).name,
        line.ends_at,
    )


def listed_banners(actor: Actor) -> list[Banner]:
    """The banners within the officer's scope with their history, the newest first."""
    return list(Banner.objects.within(scope_of(actor)).select_related("unit")[:MOST_LISTED])


def banner_in_scope(actor: Actor, pk: int) -> Banner:
    """A banner within the officer's scope. Refuses with NotFound, as if it did not exist."""
    found: Banner | None = Banner.objects.within(scope_of(actor)).filter(pk=pk).select_related("unit").first()
    if found is None:
        raise NotFound("")
    return found


def stands_now(banner: Banner) -> bool:
    """Whether it is seen at this moment."""
    return banner.state == "standing" and stands(banner.starts_at, banner.ends_at, banner.ended_at, clock.now())
