"""The public pages of the sites: one address scheme for all units, one template for each kind of section."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import public
from motcua.pages.queries import entries, pages, search
from motcua.pages.queries.frames import SiteFrame
from motcua.pages.queries.sites import SITES, SiteFace, face_of
from motcua.pages.rules import colours
from motcua.pages.rules.kinds import BY_SLUG, Kind, Section
from motcua.pages.rules.markup import to_html
from motcua.units import queries as units

KINDS = frozenset(kind.value for kind in Kind)
OTHERS = {
    Section.INTRODUCTION: "introduction",
    Section.ORGANISATION: "organisation",
    Section.SPOKESPERSON: "spokesperson",
    Section.PROCEDURES: "procedures",
    Section.CALENDAR: "calendar",
}
ASKED = ("muc", "thang", "trang", "q", "pham-vi")


def frame_of(request: Any, face: SiteFace) -> SiteFrame:
    """The site's frame for this request: addresses begin as the request came, by its own host or by the path."""
    return SiteFrame(face, getattr(request, "site_base", face.base))


def shown(request: HttpRequest, template: str, frame: SiteFrame, **context: Any) -> HttpResponse:
    """A page that browsers ask for anew each time and that may be kept until the site changes."""
    response = render(request, template, {"here": frame, **context})
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_safe
def page(request: HttpRequest, code: str, rest: str = "") -> HttpResponse:
    """Any page of a site: home, a section, an entry."""
    frame = frame_of(request, face_of(code))
    first, _slash, slug = rest.strip("/").partition("/")
    if not first:
        return shown(request, "pages/citizen/home.html", frame, blocks=pages.home_blocks(frame))
    plan = BY_SLUG.get(first)
    section = frame.section(plan.kind) if plan else None
    if plan is None or section is None or (slug and plan.kind not in KINDS) or "/" in slug:
        return elsewhere(request, frame, rest)
    if not rest.endswith("/"):
        return HttpResponsePermanentRedirect(f"{frame.base}{rest}/")
    if slug:
        return entry(request, frame, plan.kind, slug, rest)
    asked = {name: request.GET[name] for name in ASKED if name in request.GET}
    if plan.kind in KINDS:
        listing = pages.section_page(frame, plan.kind, asked)
        return shown(request, "pages/citizen/list.html", frame, section=section, html=to_html(section.body), **listing)
    template = f"pages/citizen/{OTHERS[plan.kind]}.html"
    more = MORE.get(plan.kind)
    answer = shown(
        request, template, frame, section=section, html=to_html(section.body), found=more(frame) if more else None
    )
    if plan.kind == Section.CALENDAR:
        # Another room publishes the week and doesn't know of this page: it is made anew each time.
        answer["Cache-Control"] = "private, no-cache"
    return answer


MORE: dict[str, Any] = {
    Section.ORGANISATION: pages.organisation,
    Section.SPOKESPERSON: pages.spokesperson,
    Section.PROCEDURES: pages.procedures,
    Section.CALENDAR: lambda frame: pages.calendar_parts(frame.face.unit_id),
}


def entry(request: HttpRequest, frame: SiteFrame, kind: str, slug: str, rest: str) -> HttpResponse:
    """An entry; what was moved leads on, what never was is not found."""
    found = pages.entry_page(frame, kind, slug)
    if found is None:
        return elsewhere(request, frame, rest)
    request.entry_read = found["entry"].pk  # type: ignore[attr-defined]
    return shown(request, "pages/citizen/entry.html", frame, section=frame.section(kind), **found)


def elsewhere(request: HttpRequest, frame: SiteFrame, rest: str) -> HttpResponse:
    """Where something that stood here stands now; a page of the site that says "not found" otherwise."""
    target = entries.moved_to(frame.face, rest)
    if target is not None:
        return HttpResponsePermanentRedirect(f"{frame.base}{target}/" if target else frame.base)
    return render(request, "pages/citizen/missing.html", {"here": frame}, status=404)


@public
@require_safe
def search_page(request: HttpRequest, code: str) -> HttpResponse:
    """Search over this site, or with `pham-vi=duoi` over the sites of all places below as well."""
    frame = frame_of(request, face_of(code))
    wanted = search.asked(request.GET.get("q", ""))
    below = request.GET.get("pham-vi") == "duoi"
    ids = search.search(wanted.text, frame.face.unit_id, below=below)
    page = Paginator(ids, entries.PER_PAGE).get_page(request.GET.get("trang"))
    by_site = {face.id: face for face in SITES.get().by_code.values()}
    shown_rows = [
        (row, *place_of_row(frame, by_site.get(row.unit_site_id), row))
        for row in search.entries_with(list(page.object_list))
    ]
    context = {"here": frame, "asked": wanted, "below": below, "page": page, "rows": shown_rows}
    return render(request, "pages/citizen/search.html", context)


def place_of_row(frame: SiteFrame, face: SiteFace | None, row: Any) -> tuple[str, str]:
    """The address of an entry found, and the name of its unit when it is another's."""
    if face is None or face.id == frame.face.id:
        return frame.at(row.kind, row.slug), ""
    return SiteFrame(face, face.base).at(row.kind, row.slug), units.tree().nodes[face.unit_id].name


@public
@require_safe
def colour(request: HttpRequest, code: str) -> HttpResponse:
    """The site's colours as a stylesheet of one rule; its address carries the colour, so that it may be kept for long."""
    response = HttpResponse(colours.sheet(face_of(code).colour), content_type="text/css")
    response["Cache-Control"] = "public, max-age=31536000"
    return response


@public
@require_safe
def unknown(request: HttpRequest) -> HttpResponse:
    """An address below ours that no unit has."""
    return render(request, "pages/citizen/unknown.html", {"groups": groups()}, status=404)


@public
@require_safe
def every_site(request: HttpRequest) -> HttpResponse:
    """All sites of the installation, as the tree stands."""
    found = groups()
    if not found:
        raise Http404(_("Chưa có trang nào."))
    return render(request, "pages/citizen/sites.html", {"groups": found})


@dataclass
class Region:
    """A place of the tree with its own site, if it has one, and the sites below it by their units' names."""

    name: str
    site: SiteFace | None = None
    below: list[tuple[str, SiteFace]] = field(default_factory=list)


def groups() -> list[Region]:
    """Each place of the tree with a site of its own or below it."""
    tree, by_unit = units.tree(), SITES.get().by_unit
    found: dict[int, Region] = {}
    for _depth, node in tree.walk():
        if node.id not in by_unit:
            continue
        above = node.parent_id if node.level == "commune" and node.parent_id else node.id
        region = found.setdefault(above, Region(tree.nodes[above].name))
        if above == node.id:
            region.site = by_unit[node.id]
        else:
            region.below.append((node.name, by_unit[node.id]))
    return list(found.values())
