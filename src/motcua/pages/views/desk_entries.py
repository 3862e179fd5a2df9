"""Officers' pages: the entries of a site, writing one, reading what changed, deciding, taking down."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import NotFound, Refusal
from motcua.pages import actions
from motcua.pages.forms import DecideForm, EntryForm, RemarkForm, TakeDownForm
from motcua.pages.models import Entry, UnitSite
from motcua.pages.queries import desk, flow, history
from motcua.pages.queries.flow import NO_ENTRY
from motcua.pages.queries.links import broken_links, broken_on
from motcua.pages.queries.pages import drawn_entry, public_address
from motcua.pages.queries.sections import KIND_WORDS
from motcua.pages.queries.visits import most_read, views_of_entry
from motcua.pages.rules.kinds import Kind
from motcua.ui.refusing import put_on

FILTERS = ("draft", "review", "live")


@officer("pages.write")
@require_safe
def site(request: HttpRequest, code: str) -> HttpResponse:
    """One site's entries, with what can be written."""
    unit_site = desk.site_for(request.actor, code)  # type: ignore[attr-defined]
    kind = request.GET.get("loai", "") if request.GET.get("loai") in set(Kind) else ""
    state = request.GET.get("xem", "") if request.GET.get("xem") in FILTERS else ""
    rows = flow.entries_for_desk(unit_site, kind=kind, state=state)
    page = Paginator(rows, 25).get_page(request.GET.get("trang"))
    context = {
        "site": unit_site,
        "page": page,
        "rows": [history.row_of(row) for row in page.object_list],
        "kinds": list(KIND_WORDS.items()),
        "kind": kind,
        "state": state,
        "broken": broken_on(unit_site),
        "most_read": most_read(unit_site),
        "rights": desk.rights_on(request.actor, unit_site),  # type: ignore[attr-defined]
    }
    return render(request, "pages/desk/site.html", context)


@officer("pages.write")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A new entry."""
    if kind not in set(Kind):
        raise NotFound(NO_ENTRY)
    unit_site = desk.site_for(request.actor, code)  # type: ignore[attr-defined]
    return saved(request, unit_site, kind, None)


@officer("pages.write")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, entry_id: int) -> HttpResponse:
    """A newer revision of an entry."""
    entry = flow.entry_for(request.actor, entry_id)  # type: ignore[attr-defined]
    unit_site = desk.site_of(request.actor, entry)  # type: ignore[attr-defined]
    return saved(request, unit_site, entry.kind, flow.latest_of(entry))


def saved(request: Any, unit_site: UnitSite, kind: str, entry: Entry | None) -> HttpResponse:
    """The form of an entry, and its saving; what was typed stays when something is refused."""
    bound = request.method == "POST"
    form = EntryForm(*((request.POST, request.FILES) if bound else ()), kind=kind, entry=entry)
    status = 200
    if bound and form.is_valid():
        try:
            made = actions.save_from_desk(
                actor=request.actor,
                unit_site=unit_site,
                kind=kind,
                entry=entry,
                written=form.written(),
                picture=form.cleaned_data.get("picture"),
                drop_picture=bool(form.cleaned_data.get("drop_picture")),
                video=form.cleaned_data.get("video_file"),
                drop_video=bool(form.cleaned_data.get("drop_video")),
                documents=form.cleaned_data.get("documents") or [],
                dropped=request.POST.getlist("drop"),
                seen=form.cleaned_data.get("seen") or 0,
                submit="submit" in request.POST,
            )
        except Refusal as refusal:
            status = put_on(form, refusal, always_above=True)
        else:
            messages.success(request, _("Đã nộp để duyệt.") if "submit" in request.POST else _("Đã lưu bản nháp."))
            return redirect("pages:desk-entry", made.pk)
    elif bound:
        status = 422
    shown = {"form": form, "site": unit_site, "kind": kind, "kind_words": KIND_WORDS[kind], "entry": entry}
    return render(request, "pages/desk/write.html", shown, status=status)


@officer("pages.write")
@require_safe
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry: where it stands, what changed, who did what, what can be done now."""
    return shown_entry(request, entry_id)


def shown_entry(request: Any, entry_id: int, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an entry, with forms that were refused as they were filled in."""
    row = flow.entry_for(request.actor, entry_id)
    latest = flow.latest_of(row)
    step = flow.step_of(row)
    context = {
        "entry": latest,
        "live": row.live,
        "where": history.row_of(row),
        "site": desk.site_of(request.actor, row),
        "rights": desk.rights_on_entry(request.actor, row, step),
        "comparison": history.shown_comparison(row),
        "events": history.events_of(row),
        "broken": broken_links(latest),
        "views": views_of_entry(row),
        "decide": DecideForm(initial={"seen": row.latest_revision_id}),
        "take_down": TakeDownForm(),
        "remark": RemarkForm(),
        "preview": drawn_entry(latest),
        "public_address": public_address(row) if row.live else "",
        **forms,
    }
    return render(request, "pages/desk/entry.html", context, status=status)


@officer("pages.write")
@require_POST
def submit(request: Any, entry_id: int) -> HttpResponse:
    """Into review."""
    flow.entry_for(request.actor, entry_id)
    actions.submit(actor=request.actor, entry_id=entry_id)
    messages.success(request, _("Đã nộp để duyệt."))
    return redirect("pages:desk-entry", entry_id)


@officer("pages.edit")
@require_POST
def decide(request: Any, entry_id: int) -> HttpResponse:
    """Yes or back."""
    flow.entry_for(request.actor, entry_id)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return shown_entry(request, entry_id, 422, decide=form)
    approve = "approve" in request.POST
    try:
        actions.decide(
            actor=request.actor,
            entry_id=entry_id,
            seen_revision=form.cleaned_data["seen"],
            approve=approve,
            comment=form.cleaned_data["comment"],
        )
    except Refusal as refusal:
        form.add_error("comment", str(refusal.message))
        return shown_entry(request, entry_id, refusal.status, decide=form)
    messages.success(request, _("Đã duyệt.") if approve else _("Đã trả lại cho tác giả."))
    return redirect("pages:desk-entry", entry_id)


@officer("pages.approve")
@require_POST
def take_down(request: Any, entry_id: int) -> HttpResponse:
    """Off the site."""
    flow.entry_for(request.actor, entry_id)
    form = TakeDownForm(request.POST)
    if not form.is_valid():
        return shown_entry(request, entry_id, 422, take_down=form)
    actions.take_down(actor=request.actor, entry_id=entry_id, **form.cleaned_data)
    messages.success(request, _("Đã gỡ bài."))
    return redirect("pages:desk-entry", entry_id)


@officer("pages.write")
@require_POST
def remark(request: Any, entry_id: int) -> HttpResponse:
    """A remark for colleagues."""
    flow.entry_for(request.actor, entry_id)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return shown_entry(request, entry_id, 422, remark=form)
    actions.comment_on(actor=request.actor, entry_id=entry_id, text=form.cleaned_data["text"])
    return redirect("pages:desk-entry", entry_id)
