"""Who acts through the API: the session of a citizen or of an officer past every hurdle."""

from typing import Any

from django.http import HttpRequest
from ninja.security import SessionAuth

from motcua.accounts.permissions import staff_hurdle
from motcua.kernel.actors import ANONYMOUS, Actor


class SignedIn(SessionAuth):
    """A signed-in citizen, or an officer past every hurdle (lock, first password, second factor)."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The user, None when somebody has to sign in first."""
        user = request.user
        if not user.is_authenticated or (user.is_staff and staff_hurdle(request) is not None):
            return None
        return user


signed_in = SignedIn(csrf=True)


def actor_of_request(request: Any) -> Actor:
    """Who acts."""
    return getattr(request, "actor", ANONYMOUS)
