"""Officers within reach, their duties and absences; the demo city's accounts; what a citizen keeps."""

from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q

from motcua.accounts.models import ActingFor, Duty, Profile, Role, User
from motcua.accounts.queries.codes import is_demo
from motcua.accounts.queries.duties import place_line
from motcua.accounts.queries.reach import colleagues_of, scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.registry import registry
from motcua.units import queries as units

DEMO_SHOWN = (
    "tiepnhan.tanthonghoi",
    "tuphap.tanthonghoi",
    "chutich.tanthonghoi",
    "vanthu.tanthonghoi",
    "thuphi.tanthonghoi",
    "tiepnhan.cuchi",
    "chutich.cuchi",
    "dothi.hocmon",
    "chutich.hocmon",
    "quantri",
    "bientap",
    "thanhtra",
)
DEMO_PASSWORD = "motcua-demo-2026"  # noqa: S105 - public by intention, in the demo city only
DEMO_PHONE = "+84903000001"


def title_of(duty: Duty) -> str:
    """The post in words, else the role."""
    return duty.post.title if duty.post else str(Role(duty.role).label)


def _current() -> Any:
    return Duty.objects.in_force(clock.now()).select_related("unit__parent", "post")


def _within(actor: Actor) -> Any:
    """Officers with a duty in force within the actor's reach; for operators also those without any duty yet."""
    unit_ids = scope_of(actor).unit_ids
    inside = _current() if unit_ids is None else _current().filter(unit_id__in=unit_ids)
    reachable = Q(pk__in=inside.values("user_id"))
    if actor.role == Role.OPERATOR or actor.kind == "system":
        reachable |= ~Q(pk__in=_current().values("user_id"))
    return User.objects.staff().filter(reachable).prefetch_related(Prefetch("duties", _current(), to_attr="current"))


def staff_within(actor: Actor, *, text: str = "", number: str = "1", size: int = 50) -> Page:
    """A page of the officers within reach, by name; `text` looks in names and usernames."""
    people = _within(actor).order_by("full_name", "pk")
    for word in clean(text).split():
        people = people.filter(Q(full_name__icontains=word) | Q(username__icontains=word))
    return Paginator(people, size).get_page(number)


def staff_member(actor: Actor, user_id: int) -> User | None:
    """An officer within reach; None for anybody else, as if they did not exist."""
    found: User | None = _within(actor).filter(pk=user_id).first()
    return found


def reach_ids(actor: Actor) -> frozenset[int]:
    """The units within reach, by id, also for those who reach all."""
    unit_ids = scope_of(actor).unit_ids
    return frozenset(units.tree().nodes) if unit_ids is None else unit_ids


def place_to_staff(user: User, reach: frozenset[int], *, asked: int) -> int | None:
    """The people's committee whose offices to offer for a new duty: the one asked for, else where the officer works now."""
    current = [duty.unit_id for duty in _current().filter(user=user)]
    for unit_id in (asked, *current, *(unit.pk for unit in units.active_units() if unit.pk in reach)):
        place = units.place_of(unit_id) if unit_id in units.tree().nodes else None
        if place is not None and place.pk in reach:
            return int(place.pk)
    return None


def duty_rows(user: User) -> list[Duty]:
    """All duties of an officer, the latest first."""
    return list(Duty.objects.filter(user=user).select_related("unit__parent", "post").order_by("-valid_from", "-pk"))


def duties_to_cover(actor: Actor) -> list[Duty]:
    """The duties for which the actor may enter an absence: own ones, and as a head those within reach."""
    allowed = Q(user_id=actor.user_id)
    if actor.role in registry.verbs["accounts.absences"] and not actor.on_behalf_of:
        unit_ids = scope_of(actor).unit_ids
        allowed |= Q() if unit_ids is None else Q(unit_id__in=unit_ids)
    return list(
        _current().filter(allowed).select_related("user", "unit__parent", "post").order_by("user__full_name", "pk")
    )


def possible_substitutes(actor: Actor, duties: list[Duty]) -> list[User]:
    """Who may act for any of these duties; the action checks the pair."""
    houses = {duty.unit_id: duty for duty in duties}
    ids = {pk for duty in houses.values() for pk in colleagues_of(duty).values_list("pk", flat=True)}
    ids |= {duty.user_id for duty in duties if duty.user_id != actor.user_id} if len(duties) > 1 else set()
    return list(User.objects.filter(pk__in=ids).order_by("full_name"))


def absences_of(duties: list[Duty]) -> list[ActingFor]:
    """Absences of these duties that are on or still to come."""
    rows = ActingFor.objects.filter(
        duty__in=[duty.pk for duty in duties], ends_at__gt=clock.now(), ended_at__isnull=True
    )
    return list(
        rows.select_related("duty__user", "duty__unit__parent", "duty__post", "substitute").order_by("starts_at")
    )


def profile_of(user: User) -> Profile | None:
    """What a citizen keeps for filling in forms; None before they kept anything."""
    return Profile.objects.filter(user=user).first()


def profile_values(user: User) -> dict[str, Any]:
    """The same as values of the form."""
    kept = profile_of(user) or Profile(user=user)
    names = (
        "birth_date",
        "sex",
        "ethnicity",
        "nationality",
        "id_number",
        "id_issued_on",
        "id_issued_by",
        "address",
        "ward_id",
    )
    return {"full_name": user.full_name} | {name: getattr(kept, name) for name in names}


def confirmed_by(user: User) -> str:
    """The provider that confirmed name and number, empty when they rest on the person's word."""
    kept = profile_of(user)
    return kept.id_confirmed_by if kept else ""


def providers() -> list[dict[str, str]]:
    """Outside providers one may sign in with: id and name."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return [{"id": app["provider_id"], "name": app["name"]} for app in apps]


def demo_accounts() -> list[str]:
    """The demo city's accounts, a line each, for the set-up command and the demo's sign-in page; empty anywhere else."""
    if not is_demo():
        return []
    rows = User.objects.staff().filter(username__in=DEMO_SHOWN, is_active=True)
    known = {user.username: user for user in rows.prefetch_related(Prefetch("duties", _current(), to_attr="current"))}
    lines = [
        f"{name} / {DEMO_PASSWORD} · {known[name].full_name} – {title_of(duty)}, {place_line(duty.unit)}"
        for name in DEMO_SHOWN
        if name in known
        for duty in known[name].current[:1]
    ]
    citizen = User.objects.citizens().filter(phone=DEMO_PHONE).first()
    return lines + ([f"0903000001 · {citizen.full_name} (/dang-nhap/)"] if citizen else [])
