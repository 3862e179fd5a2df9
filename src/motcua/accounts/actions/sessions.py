"""Enter, leave, leave everywhere, choose a duty, prove oneself anew."""

import json
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from motcua.accounts import queries
from motcua.accounts.events import SignedIn
from motcua.accounts.models import User
from motcua.accounts.permissions import FACTOR_KEY, HELD_KEY, LOCKED_KEY, PENDING_KEY, PROVED_KEY, SEEN_KEY
from motcua.kernel import clock, outbox
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.sealing import unseal

BACKEND = "django.contrib.auth.backends.ModelBackend"


@transaction.atomic
def enter(*, request: Any, user: User, factor: str) -> None:
    """Begins the session of somebody who has proved who they are, under a new session key.

    `factor` is what they proved it with; an officer with "" (demo only) has given a password alone. The session ends
    at a fixed moment, however busy it is.
    """
    request.session.pop(PENDING_KEY, None)
    login(request, user, backend=BACKEND)
    hours = settings.STAFF_SESSION_HOURS if user.is_staff else settings.CITIZEN_SESSION_HOURS
    request.session.set_expiry(clock.now() + timedelta(hours=hours))
    if user.is_staff:
        now = int(time.time())
        request.session.update({FACTOR_KEY: factor, SEEN_KEY: now, PROVED_KEY: now})
    outbox.announce(SignedIn(user_id=user.pk, kind=user.kind, factor=factor or "password"))


def await_second_step(*, request: Any, user: User, target: str) -> None:
    """Remembers for ten minutes, under a new session key, that this officer gave the right password."""
    request.session.flush()
    request.session[PENDING_KEY] = {
        "user": user.pk,
        "at": int(time.time()),
        "next": target,
        "hash": user.get_session_auth_hash(),
    }


def note_factor(*, request: Any, factor: str) -> None:
    """The officer just set up (or gave up) a second factor in this session."""
    request.session[FACTOR_KEY] = factor
    request.session.cycle_key()


def leave(*, request: Any) -> None:
    """Ends this session."""
    logout(request)


@transaction.atomic
def leave_everywhere(*, user: User) -> None:
    """Ends all sessions of a person on all devices, this one too."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)


def prove(*, request: Any) -> None:
    """Unlocks an idle session after its owner gave the password again; also opens the changes that ask for it."""
    now = int(time.time())
    request.session.pop(LOCKED_KEY, None)
    request.session.update({SEEN_KEY: now, PROVED_KEY: now})
    request.session.cycle_key()


def choose_duty(*, request: Any, duty_id: int) -> None:
    """From now on the officer acts under this duty; NotAllowed when it is not theirs or not in force."""
    if not any(held.duty_id == duty_id for held in queries.duties_of(request.user)):
        raise NotAllowed(_("Nhiệm vụ này không còn hiệu lực hoặc không phải của tài khoản này."))
    request.session[queries.DUTY_KEY] = duty_id


def take_held(*, request: Any) -> dict[str, Any] | None:
    """What the officer sent when the session was locked: {"path", "fields"}; None when nothing was held back."""
    sealed = request.session.pop(HELD_KEY, None)
    try:
        return json.loads(unseal(sealed, purpose=HELD_KEY)) if sealed else None
    except ValueError:
        return None
