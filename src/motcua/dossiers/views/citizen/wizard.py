"""One screen of the form at a time; every visit saves what was typed, right or wrong."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import citizen, public
from motcua.dossiers.actions import discard_draft, save_draft
from motcua.dossiers.actions.resuming import resume_draft
from motcua.dossiers.views.citizen.opening import REVIEW, Way, open_way
from motcua.dossiers.views.citizen.renewing import brought_up_to_date, from_before
from motcua.kernel.refusals import NotFound
from motcua.procedures.queries import parse_form, validate, warnings

View = Callable[..., HttpResponse]
LATER = "de-sau"


def own_way(view: View) -> View:
    """Opens the draft for the view; who may not is told how to go on, a filed one leads to its receipt."""

    @wraps(view)
    def opened(request: Any, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            way = open_way(request, token)
        except NotFound:
            return render(request, "dossiers/citizen/no_draft.html", {"token": token}, status=404)
        if way.draft.submitted_id is not None:
            return HttpResponseRedirect(reverse("dossiers:filed", args=[token]))
        return view(request, way, *args, **kwargs)

    return opened


def current_way(view: View) -> View:
    """As `own_way`, and brought to the version in force before a screen is shown; what is sent is saved as it was asked."""

    @wraps(view)
    def current(request: Any, way: Way, *args: Any, **kwargs: Any) -> HttpResponse:
        hurdle = brought_up_to_date(request, way) if request.method != "POST" else None
        return hurdle or view(request, way, *args, **kwargs)

    return own_way(current)


@public
@current_way
def draft(request: Any, way: Way) -> HttpResponse:
    """Opens the screen the person last stood at."""
    keys = [screen.key for screen in way.screens()]
    key = way.draft.section if way.draft.section in keys else keys[0]
    return HttpResponseRedirect(way.address(key))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@current_way
def section(request: Any, way: Way, section: str) -> HttpResponse:
    """One of the form's own screens. What a tab from before the draft moved sends is saved, and leads to the new form."""
    if request.method == "POST" and from_before(request, way, section):
        return HttpResponseRedirect(reverse("dossiers:draft", args=[way.draft.token]))
    part = next((each for each in way.sections() if each.key == section), None)
    if part is None:
        return HttpResponseRedirect(reverse("dossiers:draft", args=[way.draft.token]))
    if request.method != "POST":
        return show_section(request, way, part, {})
    way.draft = save_draft(
        actor=request.actor,
        token=way.draft.token,
        session_key=way.mark,
        answers=parse_form(part, request.POST),
        section=section,
    )
    if table := row_changed(request):
        return HttpResponseRedirect(f"{way.address(section)}?them={request.POST.get('mc-add', '')}#g-{table}")
    if LATER in request.POST:
        return saved_for_later(request, way)
    errors = validate(way.definition, way.draft.answers, section)
    if errors:
        return show_section(request, way, part, errors, status=422)
    return HttpResponseRedirect(next_after(request, way, section))


def row_changed(request: Any) -> str:
    """The key of the table whose row was added or removed, '' otherwise."""
    removed = (name.split("-", 1)[0] for name in request.POST if name.endswith("-remove"))
    return str(request.POST.get("mc-add") or next(removed, ""))[:60]


def next_after(request: Any, way: Way, section: str) -> str:
    """The next screen, or back to the review when the person came from there."""
    return way.address(REVIEW) if request.GET.get("tu") == REVIEW else way.following(section)


def show_section(request: Any, way: Way, part: Any, errors: dict[str, str], status: int = 200) -> HttpResponse:
    """The screen with its answers, faults and gentle hints."""
    own, doubts = {each.key for each in part.fields}, warnings(way.definition, way.draft.answers)
    shown = way.shown(part.key, part.title) | {
        "section": part,
        "answers": way.draft.answers,
        "errors": errors,
        "hints": {key: words for key, words in doubts.items() if key in own and key not in errors},
        "extra": request.GET.get("them", ""),
    }
    return render(request, "dossiers/citizen/section.html", shown, status=status)


def saved_for_later(request: Any, way: Way) -> HttpResponse:
    """Says that everything is kept and how to come back."""
    return render(request, "dossiers/citizen/saved.html", {"way": way, "draft": way.draft})


@citizen
def resume(request: Any, token: str) -> HttpResponse:
    """Goes on with a draft on another device, after signing in with the phone or e-mail written in it."""
    try:
        resume_draft(actor=request.actor, token=token)
    except NotFound:
        return render(request, "dossiers/citizen/no_draft.html", {"token": token, "tried": True}, status=404)
    return HttpResponseRedirect(reverse("dossiers:draft", args=[token]))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@own_way
def discard(request: Any, way: Way) -> HttpResponse:
    """Throws a draft away, after asking once."""
    if request.method != "POST":
        return render(request, "dossiers/citizen/discard.html", {"draft": way.draft})
    discard_draft(actor=request.actor, token=way.draft.token, session_key=way.mark)
    messages.success(request, _("Đã xóa bản khai."))
    return HttpResponseRedirect(reverse("dossiers:start"))
