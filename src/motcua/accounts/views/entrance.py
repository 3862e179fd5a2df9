"""Officers come in: password, second step; and unlock a session that lay idle."""

import time
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua.accounts import actions, queries
from motcua.accounts.forms import FactorForm, ProofForm, StaffForm
from motcua.accounts.models import User
from motcua.accounts.permissions import PENDING_KEY, client_address, public, safe_next
from motcua.accounts.views.passkeys import credential_from
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal, TooMany

WRONG = _("Tên đăng nhập hoặc mật khẩu không đúng.")
LOCKED = _("Đăng nhập sai quá 5 lần. Tài khoản bị tạm khóa 15 phút; có thể đăng nhập bằng khóa truy cập.")
PENDING_SECONDS = 600


def _check_password(request: HttpRequest, username: str, password: str) -> User:
    """The officer with this username and password; the same words whether the name, the password or the account is wrong."""
    user = authenticate(request, username=clean(username).lower(), password=password)
    if getattr(request, "axes_locked_out", False):
        raise TooMany(LOCKED, retry_after=900)
    if not isinstance(user, User) or not user.is_staff:
        raise Refusal(WRONG)
    return user


def _arrive(request: Any, target: str) -> HttpResponse:
    """After sign-in: straight on with one duty, choosing first with several."""
    if len(queries.duties_of(request.user)) == 1:
        return HttpResponseRedirect(target)
    return HttpResponseRedirect(f"{reverse('accounts:duties')}?{urlencode({'next': target})}")


def _refused(request: Any, template: str, context: dict[str, Any], refusal: Refusal | None) -> HttpResponse:
    status = refusal.status if isinstance(refusal, TooMany) else 422 if context["form"].errors else 200
    response = render(request, template, context, status=status)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


@public
@never_cache
@sensitive_post_parameters("password", "credential")
def first_step(request: Any) -> HttpResponse:
    """Password, or a passkey alone (which is possession and fingerprint or PIN in one)."""
    target = safe_next(request, "/can-bo/")
    if request.method == "GET" and request.user.is_authenticated and request.user.is_staff:
        return HttpResponseRedirect(target)
    refused: Refusal | None = None
    by_passkey = bool(request.POST.get("credential"))
    form = StaffForm(None if by_passkey else request.POST or None)
    try:
        if by_passkey:
            user = actions.check_passkey(credential=credential_from(request), address=client_address(request))
            actions.enter(request=request, user=user, factor="passkey")
            return _arrive(request, target)
        if request.method == "POST" and form.is_valid():
            return _after_password(request, _check_password(request, **form.cleaned_data), target)
    except Refusal as refusal:
        refused = refusal
        form = StaffForm(request.POST)
        form.full_clean()
        form.errors.clear()
        form.add_error(None, str(refusal.message))
    context = {"form": form, "next": target, "demo": queries.demo_accounts() if queries.is_demo() else []}
    return _refused(request, "accounts/desk/sign_in.html", context, refused)


def _after_password(request: Any, user: User, target: str) -> HttpResponse:
    """To the second step when the officer has one; else in, and the desk itself asks to set one up."""
    if not queries.factors_of(user).any:
        actions.enter(request=request, user=user, factor="")
        return _arrive(request, target)
    actions.await_second_step(request=request, user=user, target=target)
    return redirect("accounts:second-step")


def _pending(request: Any) -> tuple[User, str] | None:
    """Who gave their password in this session within the last ten minutes."""
    kept = request.session.get(PENDING_KEY)
    if not kept or time.time() - kept["at"] > PENDING_SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True, kind="staff").first()
    return (user, kept["next"]) if user and user.get_session_auth_hash() == kept["hash"] else None


@public
@never_cache
@sensitive_post_parameters("code", "credential")
def second_step(request: Any) -> HttpResponse:
    """A code of the authenticator app, a recovery code, or a passkey."""
    pending = _pending(request)
    if pending is None:
        return redirect("accounts:staff-sign-in")
    user, target = pending
    refused: Refusal | None = None
    by_passkey = bool(request.POST.get("credential"))
    form = FactorForm(None if by_passkey else request.POST or None)
    try:
        if by_passkey:
            actions.check_passkey(user=user, credential=credential_from(request), address=client_address(request))
            actions.enter(request=request, user=user, factor="passkey")
            return _arrive(request, target)
        if request.method == "POST" and form.is_valid():
            factor = actions.check_code(user=user, code=form.cleaned_data["code"])
            actions.enter(request=request, user=user, factor=factor)
            return _arrive(request, target)
    except Refusal as refusal:
        refused = refusal
        form = FactorForm({"code": ""}) if by_passkey else form
        form.errors.clear()
        form.add_error(None if by_passkey else "code", str(refusal.message))
    context = {"form": form, "factors": queries.factors_of(user), "next": target}
    return _refused(request, "accounts/desk/second_step.html", context, refused)


@public
@never_cache
@sensitive_post_parameters("password")
def unlock(request: Any) -> HttpResponse:
    """The password once more, after the session lay idle or before a change that asks for it."""
    if not request.user.is_authenticated or not request.user.is_staff:
        return redirect("accounts:staff-sign-in")
    target = safe_next(request, "/can-bo/")
    form = ProofForm(request.POST or None)
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _check_password(request, request.user.username, form.cleaned_data["password"])
            actions.prove(request=request)
            held = actions.take_held(request=request)
            return render(request, "accounts/desk/held.html", held) if held else HttpResponseRedirect(target)
        except Refusal as refusal:
            refused = refusal
            words = _("Mật khẩu không đúng.") if not isinstance(refusal, TooMany) else refusal.message
            form.add_error("password", str(words))
    context = {"form": form, "next": target, "locked": bool(request.staff_locked)}
    return _refused(request, "accounts/desk/unlock.html", context, refused)
