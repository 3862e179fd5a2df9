"""Everybody: the list of a place, one notice with its own address, the feed, and what somebody wants to be told."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import citizen, public
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound, Refusal
from motcua.moderation.permissions import sender_of
from motcua.moderation.queries import challenge
from motcua.notices import actions
from motcua.notices.forms import ALL_TOPICS, SLOTS, WantForm
from motcua.notices.queries.reading import place_called, places, public_notice, public_notices
from motcua.notices.queries.topics import topics
from motcua.subscriptions import actions as subscriptions
from motcua.subscriptions.queries import chosen_in, in_app_of
from motcua.ui.atom import Item, atom
from motcua.ui.frame import frame_for
from motcua.ui.refusing import put_on
from motcua.units.models import Unit

PER_PAGE = 20
IN_FEED = 40


def place_or_404(code: str) -> Unit:
    """The place with this code; 404 otherwise."""
    try:
        return place_called(code)
    except NotFound:
        raise Http404 from None


@public
@require_safe
def listing(request: Any, code: str = "") -> HttpResponse:
    """Notices that concern a place, or all of them; the newest first."""
    asked = code or request.GET.get("don-vi", "")
    if asked and not code:
        return redirect("notices:place", place_or_404(asked).code)
    unit = place_or_404(code) if code else None
    topic = request.GET.get("chu-de", "")[:60]
    page = Paginator(public_notices(unit.pk if unit else None, topic), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "unit": unit,
        "page": page,
        "places": places(),
        "chosen": code or frame_for(request).place["code"],
        "topics": topics(),
        "topic": topic,
    }
    return render(request, "notices/citizen/list.html", context)


@public
@require_safe
def feed(request: Any, code: str = "") -> HttpResponse:
    """The newest notices for programs."""
    unit = place_or_404(code) if code else None
    rows = list(public_notices(unit.pk if unit else None)[:IN_FEED])
    name = unit.name if unit else str(frame_for(request).site["name"] or _("Một cửa"))
    items = [
        Item(
            id=f"{settings.PUBLIC_ADDRESS}{reverse('notices:show', args=[row.pk])}",
            title=f"{row.follows_words}: {row.title}" if row.follows_words else row.title,
            url=f"{settings.PUBLIC_ADDRESS}{reverse('notices:show', args=[row.pk])}",
            updated=row.published_at,
            published=row.published_at,
            summary=row.text,
            category=str(row.topic),
        )
        for row in rows
    ]
    own = settings.PUBLIC_ADDRESS + request.path
    text = atom(
        title=_("Thông báo đến người dân: %(name)s") % {"name": name},
        url=own.removesuffix("tin.atom"),
        own=own,
        author=name,
        items=items,
        updated=rows[0].published_at if rows else clock.now(),
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@public
@require_safe
def show(request: Any, pk: int) -> HttpResponse:
    """One notice; says itself that it was corrected or taken back. A visit is counted, the visitor is not."""
    try:
        shown = public_notice(pk)
    except NotFound:
        raise Http404 from None
    if request.method == "GET":
        actions.count_visit(notice_id=pk, source=request.GET.get("tu", "")[:5])
    english = get_language() == "en" and bool(shown.notice.title_en)
    return render(request, "notices/citizen/show.html", {"shown": shown, "notice": shown.notice, "english": english})


def first_values(request: Any) -> dict[str, Any]:
    """What the form starts with: the choice before of who is signed in, else the chosen unit."""
    found = in_app_of(request.user.pk if request.actor.kind == "citizen" else None)
    if found is None:
        return {"home": request.GET.get("don-vi", "")[:80] or frame_for(request).place["code"]}
    chosen = chosen_in(found)
    codes = dict(zip(SLOTS, (unit.code for unit in chosen.places), strict=False))
    return {**codes, "topics": chosen.keys or [ALL_TOPICS], "way": "app"}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def want(request: Any) -> HttpResponse:
    """The form of places, topics and way; by mail a letter must be confirmed first."""
    signed_in = request.actor.kind == "citizen"
    form = WantForm(request.POST or None, signed_in=signed_in, initial=first_values(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return kept(request, form)
            except Refusal as refusal:
                status = put_on(form, refusal)
    context = {
        "form": form,
        "challenge": challenge(),
        "signed_in": signed_in,
        "in_app": in_app_of(request.user.pk) if signed_in else None,
    }
    return render(request, "notices/citizen/want.html", context, status=status)


def kept(request: Any, form: WantForm) -> HttpResponse:
    """Keeps what a valid form says; one call to an action."""
    wanted = form.wanted(get_language() or "vi")
    if form.by_mail:
        subscriptions.ask_notices(mail=form.cleaned_data["mail"], wanted=wanted, sender=sender_of(request))
        return render(request, "notices/citizen/sent.html")
    subscriptions.choose_in_app(actor=request.actor, wanted=wanted)
    messages.success(request, _("Đã lưu. Thông báo mới sẽ hiện trong “Thông báo của tôi”."))
    return redirect("notices:want")


@citizen
@require_POST
def want_no_more(request: Any) -> HttpResponse:
    """No more notices in one's own page."""
    subscriptions.end_in_app(actor=request.actor)
    messages.success(request, _("Đã ngừng nhận trong trang của tôi."))
    return redirect("notices:want")
