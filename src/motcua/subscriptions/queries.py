"""What can be subscribed to, one subscription by its token, which reports and notices somebody wants to hear of."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

from django.db import models
from django.db.models import Count, Q, Value
from django.db.models.functions import Cast, Concat

from motcua.feedback.queries.categories import Branch, places_with_categories, tree_of
from motcua.feedback.queries.open_data import Published
from motcua.kernel.refusals import NotFound
from motcua.kernel.registry import registry
from motcua.kernel.sealing import unseal
from motcua.notifications.models import Listening
from motcua.notifications.queries import USER, user_holder
from motcua.subscriptions.models import Kind, NoticeWish, Subscription, Way
from motcua.units.models import Unit
from motcua.units.queries import unit_by_id

UNGUESSABLE = "the subscription of an unguessable token"
OWN = "the person's own subscription"
RECIPIENTS = "who asked for notices of these places and topics"
MAIL = "subscriptions.mail"
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


@dataclass(frozen=True)
class Recipient:
    """Who gets a notice: a person of this site, or a mailbox; `person` is the same for the same one. Shown to nobody."""

    subscription_id: int
    person: str
    user_id: int | None
    mail: str
    language: str
    token: str

    @property
    def holders(self) -> tuple[str, ...]:
        """Under which names devices hear of it: the subscription's own, and those of who is a person of this site."""
        own = f"subscription:{self.subscription_id}"
        return (own,) if self.user_id is None else (own, user_holder(self.user_id))


def wanting(unit_ids: Collection[int], topic: str) -> models.QuerySet[Subscription]:
    """Standing subscriptions to notices of one of these places and this topic, each once however many wishes match."""
    wishes = NoticeWish.objects.filter(unit_id__in=unit_ids, topic_key__in=("", topic))
    rows = Subscription.objects.regardless(RECIPIENTS).standing().filter(kind=Kind.NOTICES)
    return rows.filter(pk__in=wishes.values("subscription_id"))


def recipients(unit_ids: Collection[int], topic: str, *, after: int, most: int) -> list[Recipient]:
    """The next `most` who get a notice, in the order of their subscriptions."""
    rows = wanting(unit_ids, topic).filter(pk__gt=after).order_by("pk")[:most]
    names = ("pk", "who", "user_id", "mail", "language", "token")
    return [
        Recipient(pk, who or f"user-{user_id}", user_id, unseal(mail, purpose=MAIL) if mail else "", language, token)
        for pk, who, user_id, mail, language, token in rows.values_list(*names)
    ]


def reach(unit_ids: Collection[int], topic: str) -> dict[str, int]:
    """How many a notice would reach on each way; nobody is named."""
    found = dict.fromkeys(Way.values, 0)
    rows = wanting(unit_ids, topic).values_list("way").annotate(number=Count("pk"))
    return {**found, **dict(rows.order_by())}


def devices_reached(unit_ids: Collection[int], topic: str) -> int:
    """How many devices would show it: those of a subscription, and those of a person who gets it in the application."""
    rows = wanting(unit_ids, topic)
    holders = (
        rows.values_list(Concat(Value("subscription:"), Cast("pk", models.CharField()))),
        rows.exclude(user=None).values_list(Concat(Value(USER), Cast("user_id", models.CharField()))),
    )
    heard = Q(holder__in=holders[0]) | Q(holder__in=holders[1])
    return int(Listening.objects.filter(heard).values("device_id").distinct().count())


def subscribed(unit_ids: Collection[int]) -> int:
    """How many subscribed to notices of one of these places, whatever the topic."""
    wishes = NoticeWish.objects.filter(unit_id__in=unit_ids)
    rows = Subscription.objects.regardless(RECIPIENTS).standing().filter(kind=Kind.NOTICES)
    return int(rows.filter(pk__in=wishes.values("subscription_id")).count())


def in_app_of(user_id: int | None) -> Subscription | None:
    """The person's subscription to notices in the application."""
    rows = Subscription.objects.regardless(OWN).standing().filter(kind=Kind.NOTICES, way=Way.APP, user_id=user_id)
    found: Subscription | None = rows.first() if user_id is not None else None
    return found


@dataclass(frozen=True)
class Chosen:
    """What a subscription to notices asks for, by name; no topic is every topic."""

    places: list[Unit]
    topics: list[str]
    keys: list[str]


def chosen_in(subscription: Subscription) -> Chosen:
    """The places and topics of a subscription. Names of topics come from the section "topic-names": build() -> {key: name}."""
    pairs = list(subscription.wishes.values_list("unit_id", "topic_key"))
    names: dict[str, str] = {}
    for build in registry.sections.get("topic-names", ()):
        names.update(build())
    keys = [key for key in dict.fromkeys([*names, *(topic for _unit, topic in pairs)]) if key in {t for _u, t in pairs}]
    places = [unit_by_id(unit_id) for unit_id in dict.fromkeys(unit_id for unit_id, _topic in pairs)]
    return Chosen(places, [names.get(key, key) for key in keys if key], [key for key in keys if key])
