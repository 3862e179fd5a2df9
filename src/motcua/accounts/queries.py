"""Questions to the room: who acts, under which duty, how far it sees, who holds a role at a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Prefetch, Q
from django.http import HttpRequest

from motcua.accounts import rules
from motcua.accounts.models import ActingFor, Duty, Representation, Role, User
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.registry import registry
from motcua.kernel.scoping import EVERYTHING, NOTHING, Scope
from motcua.units import queries as units

DUTY_KEY = "accounts.duty"
BUSINESS_KEY = "accounts.business"
KEEP_DUTIES = 300


@dataclass(frozen=True, slots=True)
class Held:
    """A duty as somebody may act under it: their own, or that of an absent colleague (`for_name` is set)."""

    duty_id: int
    user_id: int
    unit_id: int
    unit_name: str
    role: str
    post: str
    reach: str
    span: rules.Span
    acting: rules.Span | None = None
    for_name: str = ""
    away: tuple[rules.Span, ...] = ()

    def holds(self, at: datetime) -> bool:
        """Whether one may act under it at that moment."""
        return self.span.holds(at) and (self.acting is None or self.acting.holds(at))

    def is_away(self, at: datetime) -> bool:
        """Whether a substitute acts under it at that moment."""
        return any(span.holds(at) for span in self.away)

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(Role(self.role).label)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who answers for a role at a unit now; a substitute carries the name of the absent colleague."""

    user_id: int
    name: str
    post: str
    duty_id: int
    on_behalf_of: str = ""


def _held(duty: Duty, *, acting: rules.Span | None, away: tuple[rules.Span, ...]) -> Held:
    return Held(
        duty_id=duty.pk,
        user_id=duty.user_id,
        unit_id=duty.unit_id,
        unit_name=duty.unit.name,
        role=duty.role,
        post=duty.post.title if duty.post else str(Role(duty.role).label),
        reach=duty.scope,
        span=rules.Span(duty.valid_from, duty.valid_until),
        acting=acting,
        for_name=duty.user.full_name if acting else "",
        away=away,
    )


def _load_duties(user_id: int) -> list[Held]:
    """All duties of a person that have not ended, and those they act under for others; two statements."""
    at = clock.now()
    open_absences = ActingFor.objects.filter(ends_at__gt=at).order_by("starts_at")
    mine = Q(user_id=user_id) | Q(absences__substitute_id=user_id, absences__ends_at__gt=at)
    duties = (
        Duty.objects.filter(mine, Q(valid_until__isnull=True) | Q(valid_until__gt=at))
        .select_related("user", "unit", "post")
        .prefetch_related(Prefetch("absences", queryset=open_absences, to_attr="open_absences"))
        .distinct()
        .order_by("post__order", "id")
    )
    found: list[Held] = []
    for duty in duties:
        spans = [(row.substitute_id, rules.Span(row.starts_at, row.until)) for row in duty.open_absences]
        if duty.user_id == user_id:
            found.append(_held(duty, acting=None, away=tuple(span for _, span in spans)))
        elif duty.user.is_active:
            found += [_held(duty, acting=span, away=()) for substitute, span in spans if substitute == user_id]
    return sorted(found, key=lambda held: held.acting is not None)


def _known_duties(user: User) -> list[Held]:
    """The duties of a person, remembered under the version that grows with every change: right in every process at once."""
    key = f"accounts:duties:{user.pk}:{user.duties_version}"
    known: list[Held] | None = cache.get(key)
    if known is None:
        known = _load_duties(user.pk)
        cache.set(key, known, KEEP_DUTIES)
    return known


def duties_of(user: User, at: datetime | None = None) -> list[Held]:
    """Under what the person may act at a moment: own duties first, then those of absent colleagues."""
    moment = at or clock.now()
    if not user.is_active or not user.is_staff:
        return []
    known = _load_duties(user.pk) if at is not None and at < clock.now() else _known_duties(user)
    return [held for held in known if held.holds(moment)]


def chosen_duty(user: User, duty_id: int | None) -> Held | None:
    """The duty the person acts under: the chosen one while it holds, else the first own duty."""
    held = duties_of(user)
    return next((each for each in held if each.duty_id == duty_id), held[0] if held else None)


def staff_actor(user: User, held: Held) -> Actor:
    """The actor of an officer under a duty."""
    return Actor(
        kind="staff",
        name=user.full_name,
        user_id=user.pk,
        duty_id=held.duty_id,
        post=held.post,
        role=held.role,
        unit_id=held.unit_id,
        unit_name=held.unit_name,
        on_behalf_of=held.for_name,
    )


def citizen_actor(user: User, on_behalf_of: str = "") -> Actor:
    """The actor of a signed-in citizen, perhaps for a business they represent."""
    return Actor(kind="citizen", name=str(user), user_id=user.pk, on_behalf_of=on_behalf_of)


def actor_of(who: HttpRequest | User, duty_id: int | None = None) -> Actor:
    """Who acts in a request, or what a person would act as.

    An officer without any duty in force is nobody here: they may see their own account and nothing else.
    """
    if isinstance(who, User):
        user, business = who, None
    else:
        user, business = who.user, who.session.get(BUSINESS_KEY) if who.user.is_authenticated else None  # type: ignore[assignment]
        if not user.is_authenticated:
            return ANONYMOUS
        duty_id = duty_id or who.session.get(DUTY_KEY)
    if not user.is_active:
        return ANONYMOUS
    if not user.is_staff:
        return citizen_actor(user, represented(user, business) if business else "")
    held = chosen_duty(user, duty_id)
    return staff_actor(user, held) if held else ANONYMOUS


def represented(user: User, business_id: int) -> str:
    """The name of the business a person acts for, empty when they (no longer) represent it."""
    row = businesses_of(user).filter(business_id=business_id).first()
    return row.business.name if row else ""


def businesses_of(user: User) -> Any:
    """The businesses a person represents now."""
    now = clock.now()
    return (
        Representation.objects.filter(user=user, valid_from__lte=now)
        .exclude(valid_until__isnull=False, valid_until__lte=now)
        .select_related("business")
        .order_by("business__name")
    )


def _reach_of(duty_id: int) -> tuple[int, str] | None:
    """Unit and reach of a duty; both never change, so they are remembered."""
    key = f"accounts:reach:{duty_id}"
    reach: tuple[int, str] | None = cache.get(key)
    if reach is None:
        reach = Duty.objects.filter(pk=duty_id).values_list("unit_id", "scope").first()
        if reach is not None:
            cache.set(key, reach, 3600)
    return reach


def house_of(unit_id: int) -> frozenset[int]:
    """The units that are one UBND together with this one: the authority, its one-stop desk, its departments."""
    node = units.tree().nodes[unit_id]
    root_id = rules.house_root(unit_id, level=node.level, parent_id=node.parent_id)
    inner = [each.id for each in units.tree().children_of(root_id) if each.level in rules.INNER_LEVELS]
    return frozenset({root_id, unit_id, *inner})


def scope_of(actor: Actor) -> Scope:
    """The units whose rows the actor may see: the house of the duty's unit, with "subtree" also everything below it."""
    if actor.kind == "system":
        return EVERYTHING
    if not actor.is_staff or actor.duty_id is None:
        return NOTHING
    reach = _reach_of(actor.duty_id)
    if reach is None or reach[0] != actor.unit_id:
        return NOTHING
    unit_id, how_far = reach
    if how_far == Duty.Reach.SUBTREE:
        return Scope(units.descendants_of(unit_id) | {unit_id})
    return Scope(house_of(unit_id))


def _holders(duties: Any, at: datetime) -> list[Holder]:
    rows = duties.in_force(at).select_related("user", "post").order_by("post__order", "id")
    absences = ActingFor.objects.filter(starts_at__lte=at, ends_at__gt=at).select_related("substitute")
    found: list[Holder] = []
    for duty in rows.prefetch_related(Prefetch("absences", queryset=absences, to_attr="current_absences")):
        post = duty.post.title if duty.post else str(Role(duty.role).label)
        current = [row for row in duty.current_absences if row.until > at and row.substitute.is_active]
        if not current:
            found.append(Holder(duty.user_id, duty.user.full_name, post, duty.pk))
        for row in current:
            found.append(Holder(row.substitute_id, row.substitute.full_name, post, duty.pk, duty.user.full_name))
    return found


def holders(unit_id: int, role: str, at: datetime | None = None) -> list[Holder]:
    """Who holds a role at exactly this unit at a moment; an absent colleague's place is taken by the substitute."""
    return _holders(Duty.objects.filter(unit_id=unit_id, role=role), at or clock.now())


def head_of(unit_id: int, at: datetime | None = None) -> Holder | None:
    """The head in office of exactly this unit, or the substitute; None when the post is vacant.

    A vacant post is never answered with the head of another unit: somebody else must not be blamed, and `motcua check`
    names the vacancy.
    """
    heads = Q(post__is_head=True) | Q(post__isnull=True, role__in=[Role.UNIT_HEAD, Role.DEPARTMENT_HEAD])
    found = _holders(Duty.objects.filter(heads, unit_id=unit_id), at or clock.now())
    return found[0] if found else None


def permission_matrix() -> dict[str, dict[str, bool]]:
    """Every declared verb × every role."""
    return {verb: {role: role in roles for role in Role.values} for verb, roles in sorted(registry.verbs.items())}
