"""Who may do what: verbs by role and unit, and the three marks every view carries: public, citizen, officer."""

import json
import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts import queries
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.registry import registry
from motcua.kernel.sealing import seal
from motcua.units.queries import place_of

View = Callable[..., HttpResponse]
FACTOR_KEY = "accounts.factor"
PENDING_KEY = "accounts.pending"
PROVED_KEY = "accounts.proved"
SEEN_KEY = "accounts.seen"
LOCKED_KEY = "accounts.locked"
HELD_KEY = "accounts.held"
MOST_HELD = 200_000
VERBS = {
    "accounts.staff": frozenset({"operator"}),
    "accounts.view-staff": frozenset({"operator", "auditor", "unit_head", "department_head"}),
    "accounts.absences": frozenset({"operator", "unit_head", "department_head"}),
}
NO_DUTY = gettext_lazy("Nhiệm vụ hiện tại không có quyền thực hiện việc này.")
NOT_YOURS = gettext_lazy("Hồ sơ, dữ liệu này không thuộc đơn vị đang phụ trách.")


def holds(actor: Actor, verb: str) -> bool:
    """Whether the actor's role may do `verb` at all; a verb nobody declared is a programming error."""
    if verb not in registry.verbs:
        raise LookupError(f"no room declares the verb {verb}")
    return actor.kind == "system" or (actor.is_staff and actor.role in registry.verbs[verb])


def covers(actor: Actor, unit_id: int) -> bool:
    """Whether the unit is within the actor's reach."""
    return queries.scope_of(actor).covers(unit_id)


def at_home(actor: Actor, unit_id: int) -> bool:
    """Whether the officer belongs to the house of this place: its committee, its desk or one of its offices."""
    place = place_of(actor.unit_id) if actor.unit_id is not None else None
    return place is not None and place.pk == unit_id


def demand(actor: Actor, verb: str, unit_id: int | None = None) -> None:
    """Refuses with NotAllowed unless the actor holds the verb and, when a unit is named, it is theirs."""
    if not holds(actor, verb):
        raise NotAllowed(NO_DUTY)
    if unit_id is not None and not covers(actor, unit_id):
        raise NotAllowed(NOT_YOURS)


def client_address(request: HttpRequest) -> str:
    """The address a request came from; behind N trusted proxies (MOTCUA_PROXIES) the N-th last forwarded one."""
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and len(forwarded) >= settings.TRUSTED_PROXIES:
        return str(forwarded[-settings.TRUSTED_PROXIES])
    return str(request.META.get("REMOTE_ADDR", ""))


def is_own_address(request: HttpRequest, target: str) -> bool:
    """Whether an address leads to a page of this site and nowhere else."""
    plain = target.startswith("/") and not any(ord(char) < 33 or char == "\\" for char in target)
    return plain and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def safe_next(request: HttpRequest, fallback: str) -> str:
    """Where to go after sign-in: an address of this site only, whatever ?next= says."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if is_own_address(request, target) else fallback


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, for which a redirect to a sign-in page would be no answer."""
    return "text/html" not in request.headers.get("Accept", "text/html") and request.headers.get("Accept") != "*/*"


def to_sign_in(request: HttpRequest, name: str) -> HttpResponse:
    """Sends a person to a sign-in page and back afterwards; a script gets 401."""
    if wants_json(request):
        return JsonResponse({"code": "sign-in", "message": _("Cần đăng nhập để tiếp tục.")}, status=401)
    target = (
        request.get_full_path()
        if request.method in ("GET", "HEAD")
        else urlsplit(request.headers.get("Referer", "")).path
    )
    query = {"next": target} if target and target != reverse(name) else {}
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode(query)}" if query else reverse(name))


def to_unlock(request: Any) -> HttpResponse:
    """Sends an officer to unlock the session; what a form brought along is kept, sealed, and offered again afterwards."""
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)] if request.POST else []
    fields = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    held = json.dumps({"path": request.get_full_path(), "fields": fields})
    if fields and len(held) < MOST_HELD:
        request.session[HELD_KEY] = seal(held, purpose=HELD_KEY)
    return to_sign_in(request, "accounts:unlock")


def _marked(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Marks a view that anybody may open."""
    return _marked(view, "public")


def citizen(view: View) -> View:
    """A view for signed-in citizens; others are sent to sign in by one-time code."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.kind != "citizen":
            return to_sign_in(request, "accounts:sign-in")
        return view(request, *args, **kwargs)

    return _marked(guarded, "citizen")


def officer(verb: str = "") -> Callable[[View], View]:
    """A view for officers under a duty in force, with `verb` for those whose role holds it.

    Officers without a second factor are sent to set one up, those with a first password to change it.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            hurdle = staff_hurdle(request)
            if hurdle is not None:
                return hurdle
            if not request.actor.is_staff:
                return HttpResponseRedirect(reverse("accounts:duties"))
            if verb:
                demand(request.actor, verb)
            return view(request, *args, **kwargs)

        return _marked(guarded, f"officer:{verb}" if verb else "officer")

    return guard


def staff_hurdle(request: Any) -> HttpResponse | None:
    """What stands between the request and the desk: sign-in, lock, first password, second factor; None when nothing does."""
    if not request.user.is_authenticated or not request.user.is_staff:
        return to_sign_in(request, "accounts:staff-sign-in")
    if request.staff_locked:
        return to_unlock(request)
    if request.user.must_change_password:
        return to_sign_in(request, "accounts:password")
    if not request.session.get(FACTOR_KEY) and not settings.DEMO:
        return to_sign_in(request, "accounts:account")
    return None


def own_account(view: View) -> View:
    """A view of an officer's own account: needs sign-in and an unlocked session, but no duty and no second factor yet."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated or not request.user.is_staff:
            return to_sign_in(request, "accounts:staff-sign-in")
        if request.staff_locked:
            return to_unlock(request)
        return view(request, *args, **kwargs)

    return _marked(guarded, "officer")


def proved_lately(request: Any) -> bool:
    """Whether the officer gave a password or factor within the last 15 minutes: changes to factors ask for that."""
    return time.time() - int(request.session.get(PROVED_KEY, 0)) < 900
