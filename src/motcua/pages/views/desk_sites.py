"""Officers' pages: the sites in their reach, and opening a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.kernel.refusals import Refusal
from motcua.pages import actions
from motcua.pages.forms import NewSiteForm
from motcua.pages.queries import desk


@officer("pages.write")
@require_safe
def sites(request: Any) -> HttpResponse:
    """The sites in reach."""
    context = {"sites": desk.sites_of(request.actor), "may_create": holds(request.actor, "pages.create-site")}
    return render(request, "pages/desk/sites.html", context)


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
        form.add_error(None, str(refusal.message))
        for name, words in refusal.fields.items():
            form.add_error(name if name in form.fields else None, str(words))
        return render(request, "pages/desk/create.html", {"form": form}, status=refusal.status)
    messages.success(request, _("Đã mở trang. Địa chỉ: %(host)s") % {"host": made.host})
    return redirect("pages:home", data["unit"])
