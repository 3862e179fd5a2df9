"""An officer's own account: ways to prove oneself, password, sessions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.accounts import actions, queries
from motcua.accounts.forms import FactorForm, PasswordForm, posted_id
from motcua.accounts.permissions import own_account, proved_lately
from motcua.kernel.refusals import Refusal

SECRET_KEY = "accounts.totp"  # noqa: S105 - the name of a session entry
SHOW_KEY = "accounts.show-codes"


@own_account
@never_cache
def overview(request: Any) -> HttpResponse:
    """What protects the account and what one may do here."""
    context = {
        "person": request.user,
        "factors": queries.factors_of(request.user),
        "required": not queries.is_demo(),
        "duties": queries.duties_of(request.user),
    }
    return render(request, "accounts/desk/account.html", context)


@own_account
@never_cache
@sensitive_post_parameters("code")
def totp(request: Any) -> HttpResponse:
    """Ties an authenticator app to the account: scan, type the code it shows."""
    if not proved_lately(request):
        return redirect(queries.proof_address(request.path))
    sealed = request.session.get(SECRET_KEY)
    secret, sealed = queries.totp_secret(sealed)
    request.session[SECRET_KEY] = sealed
    form = FactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_up_totp(user=request.user, secret=secret, code=form.cleaned_data["code"])
            request.session.pop(SECRET_KEY, None)
            actions.note_factor(request=request, factor="totp")
            request.session[SHOW_KEY] = True
            messages.success(request, _("Ứng dụng xác thực đã được liên kết."))
            return redirect("accounts:recovery")
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"form": form, "secret": queries.spaced(secret), "qr": queries.totp_picture(request.user, secret)}
    return render(request, "accounts/desk/totp.html", context, status=422 if form.errors else 200)


@own_account
@never_cache
def recovery(request: Any) -> HttpResponse:
    """Recovery codes: shown once after they were made; making new ones asks for the password."""
    if request.method == "POST":
        if not proved_lately(request):
            return redirect(queries.proof_address(request.path))
        if queries.factors_of(request.user).any:
            actions.new_recovery_codes(user=request.user)
            request.session[SHOW_KEY] = True
        return redirect("accounts:recovery")
    show = request.session.pop(SHOW_KEY, False)
    factors = queries.factors_of(request.user)
    context = {"codes": queries.recovery_codes(request.user) if show else [], "factors": factors}
    return render(request, "accounts/desk/recovery.html", context)


@own_account
@require_POST
def remove(request: Any) -> HttpResponse:
    """Removes an app or a passkey."""
    if not proved_lately(request):
        return redirect(queries.proof_address("/can-bo/tai-khoan/"))
    actions.remove_factor(user=request.user, factor_id=posted_id(request.POST, "factor"))
    if not queries.factors_of(request.user).any:
        actions.note_factor(request=request, factor="")
    messages.success(request, _("Đã bỏ cách xác thực này."))
    return redirect("accounts:account")


@own_account
@never_cache
@sensitive_post_parameters("old", "new")
def password(request: Any) -> HttpResponse:
    """A new password; other devices are signed out."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(user=request.user, **form.cleaned_data)
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất."))
            return redirect("accounts:account")
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"form": form, "first": request.user.must_change_password}
    return render(request, "accounts/desk/password.html", context, status=422 if form.errors else 200)


@own_account
@require_POST
def everywhere(request: Any) -> HttpResponse:
    """Ends all sessions on all devices."""
    actions.leave_everywhere(user=request.user)
    actions.leave(request=request)
    return redirect("accounts:staff-sign-in")
