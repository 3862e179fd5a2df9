"""The leaders' board: which sites are alive, what has gone stale, what waits for a decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.pages.models import Entry, SectionPage, UnitSite
from motcua.pages.queries.entries import shown
from motcua.pages.queries.flow import WORK_KINDS
from motcua.pages.queries.links import broken_counts
from motcua.pages.queries.sections import TITLES
from motcua.pages.queries.visits import views_of
from motcua.pages.rules.freshness import stale_sections
from motcua.pages.rules.kinds import Section
from motcua.work.models import WorkItem

VIEW_DAYS = 7


@dataclass(frozen=True, slots=True)
class SiteLife:
    """One site on the board."""

    code: str
    name: str
    last_news: datetime | None
    stale: list[tuple[Any, int | None]]
    waiting: int
    late: int
    broken: int
    views: int
    answers: Any = None


def answers_of(unit_ids: list[int]) -> dict[int, Any]:
    """How quickly the units answer opinions, from the room `opinions` where it is installed."""
    if "opinions" not in settings.ROOMS:
        return {}
    from motcua.opinions.queries.answering import answer_times

    return answer_times(unit_ids)


def board(actor: Actor) -> list[SiteLife]:
    """The sites in the officer's reach, those with the most stale sections first; eight statements whatever their number."""
    now, scope = clock.now(), scope_of(actor)
    sites = list(UnitSite.objects.within(scope).select_related("unit").order_by("unit__lineage"))
    ids = [site.pk for site in sites]
    last: dict[int, dict[str, datetime]] = {}
    rows = Entry.objects.filter(shown(now), unit_site_id__in=ids).values_list("unit_site_id", "kind")
    for site_id, kind, at in rows.annotate(last=Max("date")).order_by():
        last.setdefault(site_id, {})[kind] = at
    opened: dict[int, set[str]] = {}
    for site_id, kind in SectionPage.objects.filter(unit_site_id__in=ids, live=True).values_list(
        "unit_site_id", "kind"
    ):
        opened.setdefault(site_id, set()).add(kind)
    items = WorkItem.objects.within(scope).open().filter(kind__in=list(WORK_KINDS))
    waiting = dict(items.values_list("unit_id").annotate(n=Count("pk")).order_by())
    late = dict(items.late(now).values_list("unit_id").annotate(n=Count("pk")).order_by())
    broken, views, answers = broken_counts(ids), views_of(ids, VIEW_DAYS), answers_of([site.unit_id for site in sites])
    found = []
    for site in sites:
        known = last.get(site.pk, {})
        stale = stale_sections(known, frozenset(opened.get(site.pk, ())), now)
        words = [(TITLES[Section(each.kind)], each.days) for each in stale]
        unit = site.unit
        found.append(
            SiteLife(
                code=unit.code,
                name=unit.name,
                last_news=known.get("news"),
                stale=words,
                waiting=waiting.get(unit.pk, 0),
                late=late.get(unit.pk, 0),
                broken=broken.get(site.pk, 0),
                views=views.get(site.pk, 0),
                answers=answers.get(unit.pk),
            )
        )
    return sorted(found, key=lambda life: -len(life.stale))
