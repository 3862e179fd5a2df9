"""Facts of the room, for the floors above. None of them carries a code, a password or a personal number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignedIn:
    """Somebody signed in; `factor` is "code", "identity", "totp", "passkey", "recovery" or "password"."""

    user_id: int
    kind: str
    factor: str


@dataclass(frozen=True)
class DutyGiven:
    """An officer was given a duty."""

    duty_id: int
    user_id: int
    unit_id: int
    role: str
    by: dict[str, object]


@dataclass(frozen=True)
class DutyEnded:
    """A duty came to an end; whoever holds work under it must hand it over."""

    duty_id: int
    user_id: int
    unit_id: int
    role: str
    by: dict[str, object]


@dataclass(frozen=True)
class AbsenceEntered:
    """A colleague acts for an absent officer from now or a later moment on."""

    absence_id: int
    duty_id: int
    substitute_id: int
    by: dict[str, object]


@dataclass(frozen=True)
class SecondFactorChanged:
    """A way to prove oneself was added, removed or renewed."""

    user_id: int
    what: str


@dataclass(frozen=True)
class AccountClosed:
    """An account may no longer sign in."""

    user_id: int
    reason: str
