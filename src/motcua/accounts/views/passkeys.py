"""Passkeys: what the browser's dialog needs, and keeping a new one."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts import actions, queries
from motcua.accounts.models import User
from motcua.accounts.permissions import PENDING_KEY, client_address, own_account, proved_lately, public
from motcua.kernel.refusals import Refusal

BROKEN = gettext_lazy("Trình duyệt gửi dữ liệu khóa truy cập không đúng. Xin thử lại.")


def credential_from(request: HttpRequest) -> dict[str, Any]:
    """What the browser's dialog answered, from the form's hidden field."""
    try:
        credential = json.loads(request.POST.get("credential", ""))
    except ValueError:
        raise Refusal(BROKEN) from None
    if not isinstance(credential, dict):
        raise Refusal(BROKEN)
    return credential


@public
@never_cache
@require_POST
def options(request: Any) -> HttpResponse:
    """The challenge for the dialog: to sign in with any passkey, or with one of the officer who gave a password."""
    kept = request.session.get(PENDING_KEY) or {}
    second = request.POST.get("step") == "2"
    user = User.objects.filter(pk=kept.get("user", 0), kind="staff").first() if second else None
    return JsonResponse(actions.begin_passkey(user=user, making=False, address=client_address(request)))


@own_account
@never_cache
def add(request: Any) -> HttpResponse:
    """Makes a passkey for this account: the page asks the browser, the browser answers in the form."""
    if not proved_lately(request):
        return redirect(queries.proof_address(request.path))
    error = ""
    if request.method == "POST":
        try:
            actions.add_passkey(
                user=request.user, name=request.POST.get("name", ""), credential=credential_from(request)
            )
            actions.note_factor(request=request, factor="passkey")
            messages.success(request, _("Đã thêm khóa truy cập."))
            return redirect("accounts:recovery")
        except Refusal as refusal:
            error = str(refusal.message)
    context = {"options": actions.begin_passkey(user=request.user, making=True), "error": error}
    return render(request, "accounts/desk/passkey.html", context, status=422 if error else 200)
