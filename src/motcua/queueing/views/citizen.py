"""Taking, following, finding again, giving up and rating a number."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import client_address, public
from motcua.dossiers.queries import SECRET_LIMIT
from motcua.kernel import clock, ids, limits
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean, fold
from motcua.kernel.refusals import NotFound, Refusal
from motcua.queueing import actions
from motcua.queueing.forms import FindForm, RateForm, TakeForm
from motcua.queueing.models import Channel, Visit
from motcua.queueing.queries.visits import (
    desks_with_fields,
    dossier_by_code,
    field_at,
    field_state,
    fields_of,
    followed,
    gives_numbers,
    own_visits,
    visit_of_dossier,
)
from motcua.queueing.views.codes import qr
from motcua.ui.refusing import put_on
from motcua.units.models import Unit
from motcua.units.queries import desk_of, tree, unit_by_code

COOKIE = "so-cua-toi"
KEPT = 6
PER_MINUTE = 30
DAY = 24 * 3600
TOO_OFTEN = gettext_lazy("Đã lấy số quá nhiều lần từ địa chỉ này. Xin thử lại sau một phút.")
TOO_MANY = gettext_lazy("Đã thử quá nhiều lần. Xin thử lại sau ít phút.")


def kept_codes(request: HttpRequest) -> list[str]:
    """The numbers this browser took, from its signed cookie."""
    try:
        return str(request.get_signed_cookie(COOKIE, default="", salt=COOKIE)).split()
    except Exception:
        return []


def keep_code(request: HttpRequest, response: HttpResponse, code: str) -> HttpResponse:
    """Puts a number into the browser's cookie, for a day."""
    codes = [code, *[known for known in kept_codes(request) if known != code]][:KEPT]
    response.set_signed_cookie(
        COOKIE, " ".join(codes), salt=COOKIE, max_age=DAY, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response


def way_from_procedure(request: HttpRequest, code: str, unit: Unit | None) -> tuple[str, str, str] | None:
    """From the page of a procedure to the numbers of the chosen place; nothing where that place gives out none."""
    if unit is None:
        return _("Lấy số"), reverse("queueing:take"), "list"
    desk = desk_of(unit.pk)
    if desk is None or not gives_numbers(desk.pk):
        return None
    return _("Lấy số"), reverse("queueing:take-at", args=[desk.code]), "list"


@public
@require_safe
def choose_desk(request: Any) -> HttpResponse:
    """Where to: search, the chosen place first; `?ho-so=` (from a receipt) leads to the desk that received it."""
    dossier_code = clean(request.GET.get("ho-so", "")).rstrip("/").rsplit("/", 1)[-1].upper()[:60]
    unknown = False
    if dossier_code:
        dossier = dossier_by_code(dossier_code)
        desk = desk_of(dossier.unit_id) if dossier else None
        if dossier and desk and desk.pk in desks_with_fields():
            return redirect(f"{reverse('queueing:take-at', args=[desk.code])}?ho-so={dossier.code}")
        unknown = True
    words = request.GET.get("noi", "")[:80]
    groups = grouped(words)
    context = {"groups": sorted(groups.items()), "words": words, "dossier_code": dossier_code, "unknown": unknown}
    context["mine"] = mine_of(request)
    return render(request, "queueing/citizen/choose.html", context)


def grouped(words: str) -> dict[str, list[tuple[Any, Any]]]:
    """The places that give numbers with their desks, by district, narrowed by what was typed."""
    nodes = tree().nodes
    pairs = [(nodes[desk.parent_id], desk) for pk in desks_with_fields() if (desk := nodes[pk]).parent_id]
    groups: dict[str, list[tuple[Any, Any]]] = {}
    for place, desk in sorted(pairs, key=lambda pair: (pair[0].level != "district", pair[0].order, pair[0].name)):
        if not words or fold(words) in fold(place.name):
            above = nodes[place.parent_id] if place.level == "commune" and place.parent_id else place
            groups.setdefault(above.name, []).append((place, desk))
    return groups


def mine_of(request: Any) -> list[Visit]:
    """Today's numbers of whoever asks."""
    phone = profile_phone(request)
    codes = kept_codes(request)
    return own_visits(request.actor, phone, codes) if codes or request.actor.kind == "citizen" else []


def profile_phone(request: Any) -> str:
    """The confirmed telephone number of a signed-in citizen."""
    return (request.user.phone or "") if request.actor.kind == "citizen" else ""


def desk_at(code: str) -> Any:
    """The desk of an address; refuses with NotFound when it gives no numbers."""
    unit = unit_by_code(code)
    if not gives_numbers(unit.pk):
        raise NotFound(_("Nơi này chưa phát số thứ tự qua mạng."))
    return unit


def place_name(desk: Any) -> str:
    """The place a desk belongs to, in words."""
    node = tree().nodes.get(desk.parent_id)
    return node.name if node else desk.name


@public
@require_safe
def choose_field(request: Any, desk: str) -> HttpResponse:
    """For what: each field with the people waiting, the interval, or why no number is given."""
    unit = desk_at(desk)
    now = clock.now()
    states = [field_state(field, now) for field in fields_of(unit.pk)]
    context = {
        "desk": unit,
        "place": place_name(unit),
        "states": states,
        "dossier_code": request.GET.get("ho-so", "")[:60],
    }
    return render(request, "queueing/citizen/fields.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: Any, desk: str, field: str) -> HttpResponse:
    """Name and telephone, then the number; pressed twice it is one number."""
    unit = unit_by_code(desk)
    chosen = field_at(unit.pk, field)
    known = known_person(request.actor, request)
    form = TakeForm(request.POST or None, initial=known | {"dossier_code": request.GET.get("ho-so", "")[:60]})
    token = request.POST.get("khoa", "")[:60] or ids.token()
    status = 200
    if request.method == "POST":
        limits.demand(
            "queueing.take",
            client_address(request),
            times=PER_MINUTE,
            seconds=60,
            message=TOO_OFTEN,
        )
        visit = tried(request, form, chosen, token)
        if visit is not None:
            return keep_code(request, redirect("queueing:follow", code=visit.code), visit.code)
        status = 422
    context = {
        "desk": unit,
        "place": place_name(unit),
        "state": field_state(chosen, clock.now()),
        "form": form,
        "token": token,
    }
    return render(request, "queueing/citizen/take.html", context, status=status)


def known_person(actor: Actor, request: Any) -> dict[str, str]:
    """What is known of a signed-in citizen."""
    if actor.kind != "citizen":
        return {}
    return {"name": request.user.full_name, "phone": (request.user.phone or "").replace("+84", "0", 1)}


def tried(request: Any, form: TakeForm, field: Any, token: str) -> Visit | None:
    """The visit, or None with the form saying what is wrong."""
    if not form.is_valid():
        return None
    wish = actions.Wish(key=f"web:{token}", channel=Channel.ONLINE, language=request.LANGUAGE_CODE, **form.cleaned_data)
    try:
        return actions.take(actor=request.actor, field=field, wish=wish)
    except Refusal as refusal:
        put_on(form, refusal)
        return None


@public
@require_safe
def follow(request: Any, code: str) -> HttpResponse:
    """Where the number stands: people before, interval, counter; the address is the person's own.

    An appointment that has no number yet is shown on its own page.
    """
    seen = followed(code)
    if not seen.visit.label:
        return redirect("queueing:appointment", code=code)
    address = request.build_absolute_uri(reverse("queueing:follow", args=[code]))
    form = RateForm() if seen.visit.state == "done" and seen.visit.score is None else None
    return followed_page(request, seen, address, form)


def followed_page(request: Any, seen: Any, address: str, form: RateForm | None, status: int = 200) -> HttpResponse:
    """The follow page; never kept by anybody between."""
    desk = tree().nodes[seen.visit.unit_id]
    context = {
        "seen": seen,
        "visit": seen.visit,
        "place": place_name(desk),
        "desk": desk,
        "form": form,
        "qr": qr(address),
    }
    response = render(request, "queueing/citizen/follow.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@public
@require_POST
def give_up(request: Any, code: str) -> HttpResponse:
    """The person does not come."""
    actions.cancel(actor=request.actor, code=code)
    messages.success(request, _("Đã hủy số. Cảm ơn đã nhường lượt cho người khác."))
    return redirect("queueing:follow", code=code)


@public
@require_POST
def rate(request: Any, code: str) -> HttpResponse:
    """Stars and a word after the visit."""
    form = RateForm(request.POST)
    if not form.is_valid():
        address = request.build_absolute_uri(reverse("queueing:follow", args=[code]))
        return followed_page(request, followed(code), address, form, status=422)
    actions.rate(actor=request.actor, code=code, **form.cleaned_data)
    messages.success(request, _("Cảm ơn đã đánh giá."))
    return redirect("queueing:follow", code=code)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: Any) -> HttpResponse:
    """A number this browser forgot: by the receipt of its dossier, or by signing in with the telephone."""
    form = FindForm(request.POST or None)
    status = 200
    if request.method == "POST":
        limits.demand(
            "queueing.find",
            client_address(request),
            **SECRET_LIMIT,
            message=TOO_MANY,
        )
        status = 422
        if form.is_valid():
            try:
                visit = visit_of_dossier(form.cleaned_data["dossier_code"], form.cleaned_data["secret"])
            except Refusal:
                visit = None
            if visit is not None:
                return keep_code(request, redirect("queueing:follow", code=visit.code), visit.code)
            form.add_error("dossier_code", _("Hôm nay không có số nào cho hồ sơ này, hoặc mã tra cứu riêng chưa đúng"))
    return render(request, "queueing/citizen/find.html", {"form": form, "mine": mine_of(request)}, status=status)
