"""Tracking: by typed code, scanned barcode or the link of a slip; more with the receipt's secret."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import client_address, public
from motcua.dossiers.forms.citizen import SecretForm, faults_of
from motcua.dossiers.queries import LOOKUP_LIMIT, SECRET_LIMIT, Progress, for_person, public_progress
from motcua.dossiers.rules.codes import tidy_code
from motcua.dossiers.rules.states import State
from motcua.dossiers.views.citizen.marks import remember
from motcua.kernel import clock, limits
from motcua.kernel.actors import ANONYMOUS
from motcua.kernel.registry import registry
from motcua.ui.lean import LeanPage
from motcua.units.queries import tree

PAGE = LeanPage("dossiers/citizen/track.html", "dossiers/citizen/parts/track_body.html")
SLOW_DOWN = _("Đã tra cứu quá nhiều lần từ địa chỉ này. Xin thử lại sau một phút.")
TOO_MANY_SECRETS = _("Đã nhập mã tra cứu riêng quá nhiều lần. Xin thử lại sau ít phút hoặc gọi bộ phận một cửa.")
WRONG_SECRET = _("Mã tra cứu riêng chưa đúng. Xem lại mã in dưới mã vạch trên giấy tiếp nhận.")


def demand_lookup(request: HttpRequest) -> None:
    """Refuses an address that looks up more codes in a minute than a person can."""
    times = getattr(settings, "TRACKING_PER_MINUTE", LOOKUP_LIMIT["times"])
    limits.demand(
        "dossiers.track", client_address(request), times=times, seconds=LOOKUP_LIMIT["seconds"], message=SLOW_DOWN
    )


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page to type or scan a code; `?ma=` leads to the dossier's page under the code as it is printed."""
    typed = request.GET.get("ma", "").strip()[:200]
    if not typed:
        return render(request, "dossiers/citizen/track_search.html", {"typed": ""})
    code = tidy_code(typed.rstrip("/").rsplit("/", 1)[-1], (node.eid_code for node in tree().nodes.values()))
    if not code:
        demand_lookup(request)
        return unknown(request, typed)
    return HttpResponseRedirect(reverse("dossiers:track", args=[code]))


def unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """The one answer to every code that leads nowhere: mistyped, never given, or not looked up here."""
    return render(request, "dossiers/citizen/track_search.html", {"typed": typed, "unknown": True}, status=404)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: Any, code: str) -> HttpResponse:
    """Where a dossier stands, for anybody; POST brings the secret for more."""
    demand_lookup(request)
    if request.method == "POST":
        return unlock(request, code)
    progress = public_progress(code)
    if progress is None:
        return unknown(request, code)
    return show(request, progress, None)


def show(request: Any, progress: Progress, form: SecretForm | None, status: int = 200) -> HttpResponse:
    """The public page; for a browser without a session it is built the lean way."""
    title = f"{progress.words} – {progress.code}"
    return PAGE.answer(request, shown(progress, form), title=title, code=progress.code, status=status)


def shown(progress: Progress, form: SecretForm | None) -> dict[str, Any]:
    """What the page's middle needs."""
    now = clock.now()
    return {
        "progress": progress,
        "left": (progress.due - now).total_seconds() if progress.due and not progress.closed else None,
        "state": clock_state(progress, now),
        "form": form,
        "faults": faults_of(form) if form else {},
        "colour": COLOURS.get(progress.national, "blue"),
        "at_rest": AT_REST,
        "late_ways": late_ways(progress, now),
    }


def late_ways(progress: Progress, now: Any) -> list[tuple[str, str]]:
    """(words, address) of what other rooms offer whose dossier is past its date; nothing when none is installed."""
    if clock_state(progress, now) != "late":
        return []
    return [build(progress.code) for build in registry.sections.get("late-dossier-ways", ())]


COLOURS = {
    1: "blue",
    2: "blue",
    3: "red",
    4: "blue",
    5: "orange",
    6: "orange",
    7: "grey",
    8: "grey",
    9: "green",
    10: "green",
}
SOON = 24 * 3600
AT_REST = frozenset({State.RETURNED.value, State.WITHDRAWN.value, State.STOPPED.value})
"""States in which there is nothing to say about what to do."""


def clock_state(progress: Progress, now: Any) -> str:
    """ok, soon, late or paused: how the due time is shown."""
    if progress.paused:
        return "paused"
    if progress.due is None or progress.closed:
        return "ok"
    left = (progress.due - now).total_seconds()
    return "late" if left < 0 else "soon" if left < SOON else "ok"


def unlock(request: Any, code: str) -> HttpResponse:
    """Looks at the secret; the right one opens the owner's page for this session."""
    who = f"{client_address(request)}:{code.upper()[:40]}"
    limits.demand("dossiers.secret", who, **SECRET_LIMIT, message=TOO_MANY_SECRETS)
    form = SecretForm(request.POST)
    secret = form.cleaned_data["secret"] if form.is_valid() else ""
    progress = public_progress(code, secret) if secret else None
    if progress is not None:
        remember(request, for_person(actor=ANONYMOUS, code=code, secret=secret))
        return HttpResponseRedirect(reverse("dossiers:own", args=[progress.code]))
    known = public_progress(code)
    if known is None:
        return unknown(request, code)
    if not form.errors:
        form.add_error("secret", WRONG_SECRET)
    return show(request, known, form, status=422)
