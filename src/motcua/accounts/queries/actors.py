"""Who acts in a request."""

from typing import Any

from django.http import HttpRequest

from motcua.accounts import rules
from motcua.accounts.models import Representation, User
from motcua.accounts.queries.duties import Held, chosen_duty
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, Actor

DUTY_KEY = "accounts.duty"
BUSINESS_KEY = "accounts.business"


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
    return Actor(kind="citizen", name=person_name(user), user_id=user.pk, on_behalf_of=on_behalf_of)


def person_name(user: User) -> str:
    """The name, or while none is kept the masked phone or address: actors are written down where others read."""
    if user.full_name:
        return user.full_name
    if user.phone:
        return rules.mask_phone(user.phone)
    return rules.mask_email(user.email) if user.email else str(user)


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
