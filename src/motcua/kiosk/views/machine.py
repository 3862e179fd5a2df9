"""The touch screen: field, priority class, number; or a receipt under the scanner. Server-made pages, swapped by a script."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import public
from motcua.kernel import clock, ids, limits
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kiosk import actions
from motcua.kiosk.models import KioskDevice, Paper
from motcua.kiosk.queries.devices import Seen, device_by_token
from motcua.kiosk.queries.places import Place, place_at
from motcua.kiosk.queries.scans import Found, look_up
from motcua.queueing.models import PRIORITY_WORDS
from motcua.queueing.queries.visits import field_at, field_state, fields_of, followed
from motcua.ui.codes import qr

COOKIE = "may-lay-so"
OFTEN = gettext_lazy("Máy nhận quá nhiều lần bấm. Xin chờ một phút rồi bấm lại.")
PRESSES = {"times": 30, "seconds": 60}
IDLE, IDLE_TICKET = 60, 30
OTHER = {"vi": "en", "en": "vi"}


@dataclass(frozen=True)
class Stand:
    """Where a press comes from: the desk, its machine and the language chosen for this one visit."""

    place: Place
    device: KioskDevice
    language: str
    dossier_code: str = ""

    def address(self, name: str, *parts: str) -> str:
        """A page of this machine in the same language and for the same dossier."""
        return carried(reverse(f"kiosk:{name}", args=[self.place.desk.code, *parts]), self.language, self.dossier_code)


def carried(path: str, language: str, dossier_code: str = "") -> str:
    """An address that keeps the language and the dossier of one visit; the next person begins in Vietnamese."""
    said = [("tieng", language)] if language != "vi" else []
    said += [("ho-so", dossier_code)] if dossier_code else []
    return f"{path}?{urlencode(said)}" if said else path


def language_of(request: HttpRequest) -> str:
    """The language that this page was asked in."""
    return "en" if request.GET.get("tieng") == "en" else "vi"


def token_of(request: HttpRequest) -> str:
    """The machine's token from its signed cookie; empty when there is none or somebody changed it."""
    try:
        return str(request.get_signed_cookie(COOKIE, default="", salt=COOKIE))
    except Exception:
        return ""


def shown(request: HttpRequest, template: str, place: Place, status: int = 200, **said: Any) -> HttpResponse:
    """A page of the machine; never kept by anybody between."""
    language = language_of(request)
    home = reverse("kiosk:start", args=[place.desk.code])
    other = carried(request.path if request.method != "POST" else home, OTHER[language], said.get("dossier_code", ""))
    context = {"place": place, "home": home, "language": language, "other": other, "idle": IDLE, **said}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = language
    return response


def machine(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for a paired machine in force; any other sees whom to call. A refusal is said on the machine's own page."""

    @wraps(view)
    def guarded(request: Any, desk: str, **parts: Any) -> HttpResponse:
        place = place_at(desk)
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            known = device_by_token(token_of(request), place.desk.pk)
            if known is None or not known.ready:
                return stopped(request, place, known)
            stand = Stand(place, known.device, language, clean(request.GET.get("ho-so", "")).upper()[:40])
            try:
                return view(request, stand, **parts)
            except Refusal as refusal:
                words = refusal.message
                return shown(request, "kiosk/machine/sorry.html", place, status=refusal.status, words=words)

    return public(guarded)


def stopped(request: HttpRequest, place: Place, known: Seen | None) -> HttpResponse:
    """Not paired, expired or taken back: why, whom to call, how to get a number all the same."""
    said = {"known": known, "follow_qr": phone_qr(reverse("queueing:take-at", args=[place.desk.code])), "idle": 0}
    return shown(request, "kiosk/machine/stopped.html", place, status=403, **said)


def phone_qr(path: str) -> str:
    """A code that opens a public address on somebody's own telephone."""
    return mark_safe(qr(settings.PUBLIC_ADDRESS + path))  # noqa: S308 - drawn by our own code from our own address


@machine
@require_safe
def start(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Every field with the people waiting and the interval, or why it gives no number now."""
    actions.note_seen(device=stand.device)
    return started(request, stand)


def started(request: HttpRequest, stand: Stand, words: Any = "", status: int = 200) -> HttpResponse:
    """The first page, with what just went wrong above the fields."""
    now = clock.now()
    states = [field_state(field, now) for field in fields_of(stand.place.desk.pk)]
    said: dict[str, Any] = {
        "tiles": [(state, stand.address("choose", state.field.code)) for state in states],
        "any_open": any(not state.refusal for state in states),
        "words": words,
        "dossier_code": stand.dossier_code,
        "code_address": stand.address("code"),
        "idle": IDLE if stand.dossier_code or words or stand.language != "vi" else 0,
        "follow_qr": phone_qr(reverse("queueing:take-at", args=[stand.place.desk.code])),
        "scans": True,
    }
    return shown(request, "kiosk/machine/start.html", stand.place, status=status, **said)


@machine
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, stand: Stand, field: str) -> HttpResponse:
    """Whether the law lets the person go ahead; the same press is the number."""
    chosen = field_at(stand.place.desk.pk, field)
    if request.method == "POST":
        limits.demand("kiosk.take", str(stand.device.pk), **PRESSES, message=OFTEN)
        press = actions.Press(
            key=clean(request.POST.get("khoa", ""))[:40] or ids.token(),
            field=chosen.code,
            priority=request.POST.get("uu-tien", "")[:10],
            dossier_code=stand.dossier_code,
            language=stand.language,
        )
        try:
            visit = actions.take(device=stand.device, press=press)
        except Refusal as refusal:
            words = " ".join(map(str, refusal.fields.values())) or refusal.message
            return started(request, stand, words=words, status=refusal.status)
        return redirect(carried(reverse("kiosk:ticket", args=[stand.place.desk.code, visit.code]), stand.language))
    said: dict[str, Any] = {
        "state": field_state(chosen, clock.now()),
        "classes": [(value, words) for value, words in PRIORITY_WORDS.items() if value],
        "token": ids.token(),
        "dossier_code": stand.dossier_code,
        "back": stand.address("start"),
        "scans": True,
    }
    return shown(request, "kiosk/machine/choose.html", stand.place, **said)


@machine
@require_safe
def ticket(request: HttpRequest, stand: Stand, code: str) -> HttpResponse:
    """The number on the screen and on paper, with the code that follows it on the telephone."""
    visit = followed(code)
    if visit.visit.unit_id != stand.place.desk.pk:
        raise NotFound(_("Không tìm thấy số này."))
    said: dict[str, Any] = {
        "seen": visit,
        "visit": visit.visit,
        "follow_qr": phone_qr(reverse("queueing:follow", args=[code])),
        "paper": stand.device.paper,
        "prints": stand.device.paper != Paper.NONE,
        "taken_at": clock.local(visit.visit.issued_at),
        "idle": IDLE_TICKET,
        "scans": True,
    }
    return shown(request, "kiosk/machine/ticket.html", stand.place, **said)


@machine
@require_safe
def code(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Keys for typing a code, for who has no scanner or a torn receipt."""
    return typed(request, stand, "")


def typed(request: HttpRequest, stand: Stand, text: str, words: Any = "") -> HttpResponse:
    """The keys with what was typed and what is wrong with it."""
    said: dict[str, Any] = {
        "typed": text,
        "words": words,
        "back": stand.address("start"),
        "keys": "0123456789-.ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    }
    return shown(request, "kiosk/machine/code.html", stand.place, status=422 if words else 200, scans=True, **said)


@machine
@require_POST
def scan(request: HttpRequest, stand: Stand) -> HttpResponse:
    """What was scanned or typed: a number leads to its ticket, a dossier to the fields, an appointment to its check-in."""
    limits.demand("kiosk.scan", str(stand.device.pk), **PRESSES, message=OFTEN)
    text = clean(request.POST.get("ma", ""))[:300]
    found: Found = look_up(text, stand.place.desk.pk)
    desk = stand.place.desk.code
    if found.kind == "booking":
        try:
            found = Found("visit", actions.arrive(device=stand.device, typed=found.code).code)
        except Refusal as refusal:
            return typed(request, stand, text[:60], refusal.message)
    if found.kind == "visit":
        return redirect(carried(reverse("kiosk:ticket", args=[desk, found.code]), stand.language))
    if found.kind == "dossier":
        return redirect(carried(reverse("kiosk:start", args=[desk]), stand.language, found.code))
    return typed(request, stand, text[:60], found.words)
