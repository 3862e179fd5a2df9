"""What can be subscribed to, one subscription by its token, and which published reports somebody wants to hear of."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

from motcua.feedback.queries.categories import Branch, places_with_categories, tree_of
from motcua.feedback.queries.open_data import Published
from motcua.kernel.refusals import NotFound
from motcua.subscriptions.models import Subscription
from motcua.units.models import Unit

UNGUESSABLE = "the subscription of an unguessable token"
METRES = 111_320


@dataclass(frozen=True)
class Offer:
    """A place with its categories; groups stand before what is below them."""

    place: Unit
    categories: tuple[tuple[str, str], ...]


def offers() -> list[Offer]:
    """Everything that can be subscribed to."""
    return [Offer(place, tuple(named(tree_of(place.pk)))) for place in places_with_categories()]


def named(branches: Iterable[Branch]) -> Iterable[tuple[str, str]]:
    """Keys and names of a tree, without categories that take no reports."""
    for branch in branches:
        if not branch.category.stop_message:
            yield branch.category.key, branch.category.name
        yield from named(branch.below)


def by_token(token: str) -> Subscription:
    """The subscription of a token. Refuses with NotFound."""
    rows = Subscription.objects.regardless(UNGUESSABLE).filter(token=token.replace("\0", "")[:43])
    found = rows.select_related("unit").first()
    if found is None:
        raise NotFound("")
    return found


def wants(subscription: Subscription, report: Published) -> bool:
    """Whether a published report is what somebody asked for."""
    if subscription.unit_id not in report.unit_ids:
        return False
    if subscription.category_key and subscription.category_key not in report.category_keys:
        return False
    if not subscription.radius:
        return True
    if report.longitude is None or report.latitude is None:
        return False
    assert subscription.longitude is not None and subscription.latitude is not None
    east = (report.longitude - subscription.longitude) * cos(radians(report.latitude))
    return hypot(east, report.latitude - subscription.latitude) * METRES <= subscription.radius
