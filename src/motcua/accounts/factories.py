"""Test data: people under duties, and clients that have signed in."""

from itertools import count
from typing import Any

from django.db import transaction
from django.test import Client

from motcua.accounts.actions.duties import renew_directory
from motcua.accounts.models import Duty, Kind, Profile, Role, User
from motcua.kernel.actors import Actor

_serial = count(1)


def make_citizen(full_name: str = "Nguyễn Thị Lan", *, phone: str = "", **fields: Any) -> User:
    """A citizen with a phone number of their own."""
    number = next(_serial)
    user = User(kind=Kind.CITIZEN, full_name=full_name, phone=phone or f"+8490{number:07d}", **fields)
    user.set_unusable_password()
    user.save()
    Profile.objects.create(user=user)
    return user


def make_staff(full_name: str = "Trần Văn Bình", *, username: str = "", password: str = "", **fields: Any) -> User:
    """An officer's account without a duty; without a password nobody can sign in with one."""
    user = User(kind=Kind.STAFF, full_name=full_name, username=username or f"canbo{next(_serial)}", **fields)
    user.set_password(password or None)
    user.save()
    return user


def make_officer(unit: Any, role: str = Role.RECEIVER, **fields: Any) -> User:
    """An officer with one duty at a unit; `post`, `scope`, `valid_from`, `valid_until` go to the duty."""
    duty = {key: fields.pop(key) for key in ("post", "scope", "valid_from", "valid_until") if key in fields}
    user = make_staff(fields.pop("full_name", f"Cán bộ {Role(role).label}"), **fields)
    with transaction.atomic():
        Duty.objects.create(user=user, unit=unit, role=role, **duty)
        renew_directory()
    return user


def officer_actor(unit: Any, role: str = Role.RECEIVER, **fields: Any) -> Actor:
    """The actor of a new officer at a unit, for calling actions."""
    from motcua.accounts.queries import actor_of

    return actor_of(make_officer(unit, role, **fields))


def sign_in(client: Client, user: User, *, duty_id: int | None = None, factor: str = "totp") -> Client:
    """Signs a person in as if they had passed every step; officers also their second factor."""
    from motcua.accounts.permissions import FACTOR_KEY
    from motcua.accounts.queries import DUTY_KEY

    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    if user.is_staff:
        session[FACTOR_KEY] = factor
        if duty_id:
            session[DUTY_KEY] = duty_id
    session.save()
    return client
