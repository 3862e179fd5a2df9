"""A machine shows the officer's code once and keeps its token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import client_address, public
from motcua.kernel import limits
from motcua.kernel.refusals import Refusal
from motcua.kiosk import actions
from motcua.kiosk.forms import PairForm
from motcua.kiosk.queries.places import place_at
from motcua.kiosk.views.machine import COOKIE, language_of, shown

TRIES = {"times": 10, "seconds": 600}
OFTEN = _("Đã thử quá nhiều mã. Xin thử lại sau ít phút.")
TWO_YEARS = 800 * 24 * 3600


@public
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, desk: str) -> HttpResponse:
    """The code by hand or from the QR that the officer's screen shows; afterwards the machine is ready."""
    place = place_at(desk)
    with translation.override(language_of(request)):
        form = PairForm(request.POST or None, initial={"code": request.GET.get("ma", "")[:12]})
        if request.method == "POST" and form.is_valid():
            try:
                limits.demand("kiosk.pair", client_address(request), **TRIES, message=OFTEN)
                _device, token = actions.pair(unit_id=place.desk.pk, code=form.cleaned_data["code"])
            except Refusal as refusal:
                form.add_error("code", str(refusal.message))
            else:
                return kept(request, redirect("kiosk:start", desk=desk), token)
        status = 422 if form.errors else 200
        return shown(request, "kiosk/machine/pair.html", place, status=status, form=form, idle=0)


def kept(request: HttpRequest, response: HttpResponse, token: str) -> HttpResponse:
    """Gives the machine its token in a signed cookie that no script reads."""
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=COOKIE,
        max_age=TWO_YEARS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
        path="/kiosk/",
    )
    return response
