"""Pages for everybody: what others said, drafts, giving an opinion, where it stands, saying more."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import client_address, public
from motcua.kernel import clock, ids, limits
from motcua.kernel.receipts import Receipts
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.typed import number_typed, page_typed
from motcua.moderation.permissions import sender_of
from motcua.moderation.queries import challenge
from motcua.opinions import actions
from motcua.opinions.actions import Said
from motcua.opinions.forms import AddForm, OpinionForm, SecretForm
from motcua.opinions.models import DraftText, Opinion
from motcua.opinions.permissions import is_author
from motcua.opinions.queries import reading
from motcua.opinions.queries.figures import figures
from motcua.opinions.rules.states import State
from motcua.ui.refusing import put_on
from motcua.units.models import Unit
from motcua.units.queries import unit_at_address

RECEIPTS = Receipts("opinions.unlocked")
TOO_MANY_LOOKS = _("Đã xem quá nhiều lần từ địa chỉ này. Xin thử lại sau một phút.")
WRONG_SECRET = _("Mã riêng chưa đúng. Xem lại mã in dưới mã góp ý.")


def place_of_code(code: str) -> Unit:
    """A place that takes opinions; 404 otherwise."""
    found = next((unit for unit in reading.places() if unit.code == code), None)
    if found is None:
        raise Http404
    return found


def draft_or_404(draft_id: int) -> DraftText:
    """A published draft; 404 otherwise."""
    try:
        return reading.public_draft(draft_id)
    except NotFound:
        raise Http404 from None


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The door: give an opinion, drafts that are open, what was published and answered."""
    typed = request.GET.get("ma", "").strip()[:60]
    found = reading.by_code(typed) if typed else None
    if found is not None:
        return redirect("opinions:status", found.code)
    places = reading.places()
    unit = next((place for place in places if place.code == request.GET.get("don-vi")), None)
    here = unit or unit_at_address(request.get_host(), request.path)
    context = {
        "places": places,
        "unit": unit,
        "here": here if here in places else None,
        "typed": typed,
        "drafts": reading.asking(unit.pk if unit else None),
        "closed": reading.closed_drafts(5),
        "page": reading.published(unit_id=unit.pk if unit else None, page=page_typed(request.GET.get("trang"))),
    }
    return render(request, "opinions/citizen/home.html", context, status=404 if typed else 200)


@public
@require_safe
def choose_place(request: HttpRequest) -> HttpResponse:
    """To whom; a place's own site knows already."""
    here = unit_at_address(request.get_host(), request.path)
    places = reading.places()
    if here in places and here is not None:
        return redirect("opinions:write", here.code)
    return render(request, "opinions/citizen/choose_place.html", {"places": places})


@public
@require_safe
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """A draft: its text, until when opinions are taken, what others said, what was concluded."""
    found = draft_or_404(draft_id)
    page = reading.published(draft_id=found.pk, page=page_typed(request.GET.get("trang")))
    context = {"draft": found, "page": page, "asking": found.is_asking(clock.today()), "today": clock.today()}
    return render(request, "opinions/citizen/draft.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Any, place: str) -> HttpResponse:
    """An opinion to a place."""
    return written(request, place_of_code(place), None)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def write_on_draft(request: Any, draft_id: int) -> HttpResponse:
    """An opinion on a draft."""
    found = draft_or_404(draft_id)
    if request.method != "POST" and not found.is_asking(clock.today()):
        return redirect("opinions:draft", found.pk)
    return written(request, found.unit, found)


def written(request: Any, unit: Unit, on: DraftText | None) -> HttpResponse:
    """The form and its sending; whatever is wrong, nothing typed is lost."""
    status = 200
    form = OpinionForm(request.POST or None, initial={"token": ids.token()})
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                opinion = actions.submit(
                    actor=request.actor,
                    token=form.cleaned_data["token"],
                    said=said_in(form, unit, on),
                    sender=sender_of(request),
                )
                RECEIPTS.remember(request, opinion.code, opinion.secret)
                return redirect("opinions:receipt", opinion.code)
            except Refusal as refusal:
                status = put_on(form, refusal)
    context = {"unit": unit, "draft": on, "form": form, "challenge": challenge()}
    return render(request, "opinions/citizen/write.html", context, status=status)


def said_in(form: OpinionForm, unit: Unit, on: DraftText | None) -> Said:
    """What the form says, as the action takes it."""
    data = form.cleaned_data
    return Said(
        unit_id=unit.pk,
        draft_id=on.pk if on else None,
        title=data["title"],
        text=data["text"],
        name=data["name"],
        show_name=data["show_name"],
        language=get_language() or "vi",
    )


def known(code: str) -> Opinion:
    """The opinion of a code; 404 for every code that leads nowhere."""
    opinion = reading.by_code(code)
    if opinion is None:
        raise Http404
    return opinion


@public
@require_safe
def receipt(request: Any, code: str) -> HttpResponse:
    """Code and private code, in the browser that sent it or for its author."""
    opinion = known(code)
    if not is_author(request.actor, opinion, RECEIPTS.secret_of(request, opinion.code)):
        return redirect("opinions:status", opinion.code)
    return render(request, "opinions/citizen/receipt.html", {"opinion": opinion})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: Any, code: str) -> HttpResponse:
    """Where an opinion stands and, once public, what everybody reads; the private code opens the author's own words."""
    limits.demand("opinions.look", client_address(request), times=60, seconds=60, message=TOO_MANY_LOOKS)
    opinion = known(code)
    form = SecretForm(request.POST or None)
    if request.method == "POST":
        who = f"{client_address(request)}:{opinion.code}"
        limits.demand("opinions.secret", who, times=5, seconds=600, message=TOO_MANY_LOOKS)
        if form.is_valid() and is_author(request.actor, opinion, form.cleaned_data["secret"]):
            RECEIPTS.remember(request, opinion.code, opinion.secret)
            return redirect("opinions:status", opinion.code)
        if not form.errors:
            form.add_error("secret", WRONG_SECRET)
    return shown(request, opinion, form, AddForm(auto_id="add_%s"), 422 if form.errors else 200)


def shown(request: Any, opinion: Opinion, form: SecretForm, add_form: AddForm, status_code: int) -> HttpResponse:
    """The page under the code."""
    mine = is_author(request.actor, opinion, RECEIPTS.secret_of(request, opinion.code))
    context = {
        "opinion": opinion,
        "mine": mine,
        "is_public": opinion.state == State.PUBLISHED,
        "replies": reading.thread(opinion, whole=mine),
        "form": form,
        "add_form": add_form,
        "challenge": challenge(),
    }
    return render(request, "opinions/citizen/status.html", context, status=status_code)


@public
@require_POST
def add(request: Any, code: str) -> HttpResponse:
    """The author says more."""
    opinion = known(code)
    form = AddForm(request.POST, auto_id="add_%s")
    status_code = 422
    if form.is_valid():
        try:
            actions.add(
                actor=request.actor,
                opinion_id=opinion.pk,
                text=form.cleaned_data["text"],
                secret=RECEIPTS.secret_of(request, opinion.code),
                sender=sender_of(request),
            )
            return redirect("opinions:status", opinion.code)
        except NotFound:
            raise Http404 from None
        except Refusal as refusal:
            status_code = put_on(form, refusal)
    return shown(request, opinion, SecretForm(), form, status_code)


@public
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Received, published, answered by place, for one year."""
    this_year = clock.today().year
    asked = number_typed(request.GET.get("nam"), digits=4)
    year = asked if asked is not None and 2000 < asked <= this_year else this_year
    context = {"year": year, "years": range(this_year, this_year - 5, -1), "lines": figures(year)}
    return render(request, "opinions/citizen/statistics.html", context)
