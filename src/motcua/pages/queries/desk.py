"""What officers ask: the sites in their reach, the units that could get one."""

from motcua.accounts.permissions import covers, holds
from motcua.accounts.queries import scope_of
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.pages.models import UnitSite
from motcua.pages.queries.sites import NO_SITE, SITES
from motcua.units.models import Level
from motcua.units.queries import active_nodes, unit_by_code

PLACES = frozenset({Level.CITY.value, Level.DISTRICT.value, Level.COMMUNE.value})


def sites_of(actor: Actor) -> list[UnitSite]:
    """The sites in the officer's reach, in the order of the tree."""
    rows = UnitSite.objects.within(scope_of(actor)).select_related("unit")
    return list(rows.order_by("unit__lineage"))


def site_for(actor: Actor, code: str) -> UnitSite:
    """The site of the unit with this code; refuses with NotFound also when it is not in the officer's reach."""
    unit = unit_by_code(code)
    row = UnitSite.objects.within(scope_of(actor)).select_related("unit").filter(unit_id=unit.pk).first()
    if row is None:
        raise NotFound(NO_SITE)
    return row


def units_without_site(actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of the places in the officer's reach that have no site yet."""
    if not holds(actor, "pages.create-site"):
        return []
    known = SITES.get().by_unit
    nodes = [node for node in active_nodes(levels=PLACES) if node.id not in known and covers(actor, node.id)]
    names = {node.id: node.name for node in active_nodes(levels=PLACES)}
    return [
        (node.code, f"{node.name}, {names[node.parent_id]}" if node.parent_id in names else node.name) for node in nodes
    ]
