"""A citizen signs in with a one-time code, and out."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.accounts import actions, queries
from motcua.accounts.forms import CodeForm, DestinationForm
from motcua.accounts.permissions import client_address, public, safe_next
from motcua.kernel.refusals import Refusal, TooMany

COOKIE = "ma-dang-nhap"
LIFE = 15 * 60


def _remember(response: HttpResponse, asked: actions.Requested, target: str) -> HttpResponse:
    """What this browser asked for travels in its own signed cookie: no session for visitors, no use on another device."""
    response.set_signed_cookie(
        COOKIE,
        "|".join((asked.token, asked.masked, target)),
        max_age=LIFE,
        path="/dang-nhap/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _remembered(request: HttpRequest) -> tuple[str, str, str] | None:
    try:
        value = request.get_signed_cookie(COOKIE, default="", max_age=LIFE)
    except BadSignature:
        return None
    parts = str(value).split("|", 2)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def _too_many(response: HttpResponse, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, TooMany):
        response.status_code = refusal.status
        response["Retry-After"] = str(refusal.retry_after)
    return response


@public
@never_cache
def sign_in(request: Any) -> HttpResponse:
    """Asks for a phone number or e-mail address."""
    target = safe_next(request, "/cua-toi/")
    if request.method == "GET" and request.actor.kind == "citizen":
        return HttpResponseRedirect(target)
    form = DestinationForm(request.POST or None)
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.request_code(
                destination=form.cleaned_data["destination"],
                address=client_address(request),
                language=get_language() or "vi",
            )
            return _remember(redirect("accounts:code"), asked, target)
        except Refusal as refusal:
            refused = refusal
            form.refuse(refusal)
    context = {"form": form, "next": target, "providers": queries.providers()}
    response = render(
        request, "accounts/citizen/sign_in.html", context, status=200 if form.is_valid() or not form.is_bound else 422
    )
    return _too_many(response, refused) if refused else response


@public
@never_cache
@sensitive_post_parameters("code")
def code(request: Any) -> HttpResponse:
    """Asks for the code; the right one opens the citizen's session."""
    kept = _remembered(request)
    if kept is None:
        return redirect("accounts:sign-in")
    token, masked, target = kept
    form = CodeForm(request.POST or None)
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.verify_code(token=token, typed=form.cleaned_data["code"], address=client_address(request))
            actions.enter(request=request, user=user, factor="code")
            return HttpResponseRedirect(target)
        except Refusal as refusal:
            refused = refusal
            form.refuse(refusal)
    context = {"form": form, "masked": masked, "demo_code": queries.demo_code(token)}
    response = render(request, "accounts/citizen/code.html", context, status=422 if form.is_bound else 200)
    return _too_many(response, refused) if refused else response


@public
@require_POST
def send_again(request: Any) -> HttpResponse:
    """A new code to the same place; the former one stays good for its ten minutes."""
    kept = _remembered(request)
    if kept is None:
        return redirect("accounts:sign-in")
    try:
        asked = actions.request_again(token=kept[0], address=client_address(request))
    except Refusal as refusal:
        form = CodeForm({})
        form.errors.clear()
        form.refuse(refusal)
        response = render(
            request, "accounts/citizen/code.html", {"form": form, "masked": kept[1]}, status=refusal.status
        )
        return _too_many(response, refusal)
    return _remember(redirect("accounts:code"), asked, kept[2])


@public
@never_cache
def sign_out(request: Any) -> HttpResponse:
    """Ends the session; opened as a link it asks first."""
    if request.method != "POST":
        return render(request, "accounts/citizen/sign_out.html")
    was_staff = request.user.is_authenticated and request.user.is_staff
    actions.leave(request=request)
    return redirect("accounts:staff-sign-in" if was_staff else "/")
