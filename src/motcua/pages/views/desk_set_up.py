"""Officers' pages: a site's look, sections and people."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import NotFound, Refusal
from motcua.pages import actions
from motcua.pages.forms import LookForm, PersonForm, SectionForm
from motcua.pages.forms.site import PLACE
from motcua.pages.models import Official, SectionPage, UnitSite
from motcua.pages.queries import desk
from motcua.pages.queries.sections import BLOCK_WORDS
from motcua.pages.queries.sites import NO_SITE
from motcua.ui.refusing import put_on

SAVED = ("GET", "HEAD", "POST")


def filled(request: Any, kind: type[forms.Form], initial: dict[str, Any]) -> forms.Form:
    """The form as it was sent, or as things stand."""
    return kind(request.POST, request.FILES) if request.method == "POST" else kind(initial=initial)


def tried(form: forms.Form, verb: Any, **said: Any) -> int:
    """Calls the action; 0 when it did it, else the status to answer with, its words on the form."""
    if not form.is_valid():
        return 422
    try:
        verb(**said, **form.cleaned_data)
    except Refusal as refusal:
        return put_on(form, refusal, always_above=True)
    return 0


def page(request: Any, title: Any, site: UnitSite, form: forms.Form, status: int, **more: Any) -> HttpResponse:
    """The page of one form."""
    context = {"title": title, "site": site, "form": form, **more}
    return render(request, "pages/desk/set_up.html", context, status=status or 200)


@officer("pages.set-up")
@require_http_methods(SAVED)
def look(request: Any, code: str) -> HttpResponse:
    """Colour, motto, blocks."""
    site = desk.site_for(request.actor, code)
    names = ("colour", "motto")
    initial = {**{name: getattr(site, name) for name in names}, **places_of(site.blocks)}
    form = filled(request, LookForm, initial)
    status = 0
    if request.method == "POST":
        status = tried(form, actions.change_look, actor=request.actor, unit_site=site)
        if not status:
            messages.success(request, _("Đã lưu giao diện."))
            return redirect("pages:desk-site", code)
    return page(request, _("Giao diện, trang chủ"), site, form, status, first_place=PLACE + next(iter(BLOCK_WORDS)))


def places_of(blocks: list[str]) -> dict[str, int]:
    """The place of each block, as the form asks for it."""
    return {PLACE + name: place for place, name in enumerate(blocks, start=1)}


@officer("pages.set-up")
@require_safe
def sections(request: Any, code: str) -> HttpResponse:
    """The sections of a site."""
    site = desk.site_for(request.actor, code)
    rows = SectionPage.objects.filter(unit_site=site).order_by("path")
    return render(request, "pages/desk/sections.html", {"site": site, "rows": rows})


@officer("pages.set-up")
@require_http_methods(SAVED)
def section(request: Any, code: str, kind: str) -> HttpResponse:
    """One section."""
    site = desk.site_for(request.actor, code)
    row = SectionPage.objects.filter(unit_site=site, kind=kind).first()
    if row is None:
        raise NotFound(NO_SITE)
    form = filled(
        request, SectionForm, {name: getattr(row, name) for name in ("title", "body", "show_in_menus", "live")}
    )
    status = 0
    if request.method == "POST":
        status = tried(form, actions.change_section, actor=request.actor, unit_site=site, kind=kind)
        if not status:
            messages.success(request, _("Đã lưu chuyên mục."))
            return redirect("pages:desk-sections", code)
    return page(request, row.title, site, form, status)


@officer("pages.set-up")
@require_safe
def people(request: Any, code: str) -> HttpResponse:
    """Everybody the site shows."""
    site = desk.site_for(request.actor, code)
    return render(request, "pages/desk/people.html", {"site": site, "rows": Official.objects.filter(unit_site=site)})


@officer("pages.set-up")
@require_http_methods(SAVED)
def person(request: Any, code: str, pk: int | None = None) -> HttpResponse:
    """Somebody new, or somebody to change."""
    site = desk.site_for(request.actor, code)
    row = Official.objects.filter(unit_site=site, pk=pk).first() if pk else None
    if pk and row is None:
        raise NotFound(NO_SITE)
    names = ("body", "name", "post", "duties", "phone", "email", "order", "is_spokesperson")
    form = filled(request, PersonForm, {name: getattr(row, name) for name in names} if row else {})
    status = 0
    if request.method == "POST":
        status = tried(form, actions.put_person, actor=request.actor, unit_site=site, official_id=pk)
        if not status:
            messages.success(request, _("Đã lưu."))
            return redirect("pages:desk-people", code)
    return page(request, row.name if row else _("Thêm người"), site, form, status)


@officer("pages.set-up")
@require_POST
def drop(request: Any, code: str, pk: int) -> HttpResponse:
    """Off the list."""
    actions.drop_person(actor=request.actor, unit_site=desk.site_for(request.actor, code), official_id=pk)
    messages.success(request, _("Đã xóa khỏi danh sách."))
    return redirect("pages:desk-people", code)
