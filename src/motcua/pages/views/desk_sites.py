"""Officers' pages: the sites in their reach, and opening a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.kernel.refusals import Refusal
from motcua.pages import actions
from motcua.pages.forms import NewSiteForm
from motcua.pages.queries import desk, freshness, sharing
from motcua.pages.queries.pages import named
from motcua.pages.queries.sites import face_of
from motcua.ui.refusing import put_on


@officer("pages.write")
@require_safe
def sites(request: Any) -> HttpResponse:
    """The sites in reach."""
    context = {
        "sites": desk.sites_of(request.actor),
        "may_create": holds(request.actor, "pages.create-site"),
        "may_watch": holds(request.actor, "pages.watch"),
    }
    return render(request, "pages/desk/sites.html", context)


@officer("pages.watch")
@require_safe
def board(request: Any) -> HttpResponse:
    """Which sites are alive."""
    return render(request, "pages/desk/board.html", {"rows": freshness.board(request.actor)})


@officer("pages.approve")
@require_safe
def proposals(request: Any, code: str) -> HttpResponse:
    """What places below propose to this site."""
    site = desk.site_for(request.actor, code)
    rows = named(sharing.proposals(face_of(code)))
    return render(request, "pages/desk/proposals.html", {"site": site, "rows": rows})


@officer("pages.approve")
@require_POST
def proposal(request: Any, code: str, entry_id: int) -> HttpResponse:
    """Taken over, or declined."""
    site = desk.site_for(request.actor, code)
    take = "take" in request.POST
    actions.decide_proposal(actor=request.actor, unit_site=site, entry_id=entry_id, take=take)
    messages.success(request, _("Đã đăng lại.") if take else _("Đã trả lời không đăng."))
    return redirect("pages:desk-proposals", code)


@officer("pages.create-site")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Any) -> HttpResponse:
    """The form that opens a site."""
    form = NewSiteForm(request.POST if request.method == "POST" else None, units=desk.units_without_site(request.actor))
    if request.method != "POST" or not form.is_valid():
        return render(request, "pages/desk/create.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        data = form.cleaned_data
        made = actions.create_site(actor=request.actor, unit_code=data["unit"], host=data["host"])
    except Refusal as refusal:
        status = put_on(form, refusal, always_above=True)
        return render(request, "pages/desk/create.html", {"form": form}, status=status)
    messages.success(request, _("Đã mở trang. Địa chỉ: %(host)s") % {"host": made.host})
    return redirect("pages:home", data["unit"])
