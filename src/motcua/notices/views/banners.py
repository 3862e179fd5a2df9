"""Officers: the emergency banners of their place, asking for one, letting it up, taking it down."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel import clock, ids
from motcua.kernel.refusals import NotFound, Refusal
from motcua.notices import actions
from motcua.notices.forms import BannerForm, ReasonForm
from motcua.notices.models import Banner
from motcua.notices.permissions import may
from motcua.notices.queries.banners import banner_in_scope, listed_banners, stands_now
from motcua.notices.queries.history import history_of
from motcua.notices.queries.reading import places_below
from motcua.notices.views.desk import home_of
from motcua.ui.refusing import put_on


def found(request: Any, pk: int) -> Banner:
    """A banner within the officer's scope; 404 otherwise."""
    try:
        return banner_in_scope(request.actor, pk)
    except NotFound:
        raise Http404 from None


def words_of(banner: Banner) -> tuple[Any, str]:
    """How it stands, in plain words, with a colour."""
    if stands_now(banner):
        return _("Đang hiện"), "red"
    if banner.ended_at is not None or banner.ends_at <= clock.now():
        return _("Đã hết"), "grey"
    if banner.state == "standing":
        return _("Chờ đến giờ"), "blue"
    return banner.get_state_display(), "yellow"


@officer("notices.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """What stands, what waits, and everything before."""
    rows = [(banner, *words_of(banner)) for banner in listed_banners(request.actor)]
    may_raise = may(request.actor, "banner", home_of(request).pk)
    return render(request, "notices/desk/banners.html", {"rows": rows, "may_raise": may_raise})


@officer("notices.view")
@require_safe
def show(request: Any, pk: int) -> HttpResponse:
    """One banner: what it says, who asked, who let it up, what can be done."""
    banner = found(request, pk)
    over = banner.ended_at is not None or banner.ends_at <= clock.now() or banner.state == "refused"
    second = may(request.actor, "banner-confirm", banner.unit_id) and not over
    waits = banner.state == "asked" or banner.is_unread
    words, colour = words_of(banner)
    context = {
        "banner": banner,
        "words": words,
        "colour": colour,
        "may_confirm": second and waits and request.actor.user_id != banner.asked_by_user_id,
        "may_take_down": second,
        "form": ReasonForm(),
        "events": history_of(banner.subject),
    }
    return render(request, "notices/desk/banner.html", context)


@officer("notices.banner")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Asking for a banner of the own place."""
    unit = home_of(request)
    wide = bool(places_below(unit.pk))
    form = BannerForm(request.POST or None, wide=wide, initial={"token": ids.token()})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                token = form.cleaned_data["token"] or ids.token()
                made = actions.raise_banner(actor=request.actor, unit=unit, line=form.line(), token=token)
            except Refusal as refusal:
                status = put_on(form, refusal)
            else:
                told = (
                    _("Băng đang hiện. Người thứ hai sẽ đọc lại.") if made.alone_reason else _("Đã chờ người thứ hai.")
                )
                messages.success(request, told)
                return redirect("notices:banner", made.pk)
    return render(request, "notices/desk/banner_form.html", {"form": form, "unit": unit}, status=status)


@officer("notices.banner-confirm")
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """The second person's yes."""
    found(request, pk)
    try:
        actions.confirm_banner(actor=request.actor, banner_id=pk)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Đã xác nhận. Băng hiện trên mọi trang."))
    return redirect("notices:banner", pk)


@officer("notices.banner-confirm")
@require_POST
def take_down(request: Any, pk: int) -> HttpResponse:
    """The second person's no, or the end before its time."""
    found(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.take_down(actor=request.actor, banner_id=pk, reason=reason)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Băng không còn hiện."))
    return redirect("notices:banner", pk)
