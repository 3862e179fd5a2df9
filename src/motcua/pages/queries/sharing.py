"""Pieces of other units: what places above share down, what this site took over from places below, what is proposed to it."""

from motcua.pages.models import Entry
from motcua.pages.queries.entries import shown
from motcua.pages.queries.sites import SITES, SiteFace
from motcua.units.queries import ancestors_of, descendants_of

DOWN, UP, TAKEN = "down", "up", "taken"


def sites_above(unit_id: int) -> list[SiteFace]:
    """The sites of the places above, the nearest first."""
    by_unit = SITES.get().by_unit
    return [by_unit[each] for each in reversed(ancestors_of(unit_id)) if each in by_unit]


def sites_below(unit_id: int) -> list[SiteFace]:
    """The sites of all places below."""
    by_unit = SITES.get().by_unit
    return [by_unit[each] for each in descendants_of(unit_id) if each in by_unit and each != unit_id]


def answering_to(unit_id: int) -> list[int]:
    """Ids of the sites whose nearest site above is this unit's: their proposals come here."""
    return [face.id for face in sites_below(unit_id) if sites_above(face.unit_id)[0].unit_id == unit_id]


def from_others(face: SiteFace, most: int = 5) -> list[Entry]:
    """What this site shows of others, newest first."""
    above = [each.id for each in sites_above(face.unit_id)]
    rows = Entry.objects.filter(shown()).exclude(shared="").defer("body").order_by("-date", "-pk")
    found = list(rows.filter(shared=DOWN, unit_site_id__in=above)[:most]) if above else []
    below = answering_to(face.unit_id)
    found += list(rows.filter(shared=TAKEN, unit_site_id__in=below)[:most]) if below else []
    return sorted(found, key=lambda row: row.date, reverse=True)[:most]


def proposals(face: SiteFace) -> list[Entry]:
    """What places below propose to this site and nobody has decided on yet, oldest first."""
    below = answering_to(face.unit_id)
    return list(
        Entry.objects.filter(shown(), shared=UP, unit_site_id__in=below).defer("body").order_by("date", "pk")[:50]
    )


def touched(entry: Entry, unit_id: int) -> list[int]:
    """Ids of other sites that show the entry: their kept pages end with it."""
    if entry.shared == DOWN:
        return [face.id for face in sites_below(unit_id)]
    above = sites_above(unit_id)
    return [above[0].id] if entry.shared == TAKEN and above else []
