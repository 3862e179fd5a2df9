"""What officers ask: the sites in their reach, the units that could get one."""

from motcua.accounts.permissions import covers, holds
from motcua.accounts.queries import scope_of
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.pages.models import Entry, UnitSite
from motcua.pages.queries.sites import NO_SITE, SITES
from motcua.pages.rules.flow import STEP_VERB, State
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


def site_of(actor: Actor, entry: Entry) -> UnitSite:
    """The entry's site; refuses with NotFound outside the officer's reach."""
    row = UnitSite.objects.within(scope_of(actor)).select_related("unit").filter(pk=entry.unit_site_id).first()
    if row is None:
        raise NotFound(NO_SITE)
    return row


def rights_on(actor: Actor, unit_site: UnitSite) -> dict[str, bool]:
    """What the officer may do with a site."""
    near = covers(actor, unit_site.unit_id)
    return {
        name: near and holds(actor, f"pages.{verb}")
        for name, verb in (("write", "write"), ("set_up", "set-up"), ("approve", "approve"))
    }


def rights_on_entry(actor: Actor, entry: Entry, step: State | None) -> dict[str, bool]:
    """What the officer may do with an entry now."""
    own = actor.user_id is not None and actor.user_id == entry.written_by
    holds_step = step is not None and holds(actor, STEP_VERB[step])
    return {
        "change": step is None or holds_step,
        "submit": step is None and (not entry.live or entry.has_unpublished_changes) and not entry.expired,
        "decide": holds_step,
        "approve": holds_step and not own,
        "own": own,
        "take_down": entry.live and holds(actor, "pages.approve"),
    }
