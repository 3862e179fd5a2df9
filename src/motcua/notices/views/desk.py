"""Officers: the notices of their place, writing, the reach before, a leader's yes, how it went."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel import ids
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.typed import number_typed
from motcua.notices import actions
from motcua.notices.forms import NoticeForm, ReasonForm, values_of
from motcua.notices.models import FOLLOWS_WORDS, STATE_WORDS, Notice
from motcua.notices.permissions import may
from motcua.notices.queries.history import history_of
from motcua.notices.queries.reach import outcome_of, reach_of, visits_of
from motcua.notices.queries.reading import in_scope, listed
from motcua.notices.rules.quiet import A_DAY
from motcua.notices.rules.states import KINDS, Follows, State
from motcua.ui.refusing import put_on
from motcua.units.models import Unit
from motcua.units.queries import place_of

COLOURS = {State.DRAFT: "grey", State.SUBMITTED: "yellow", State.APPROVED: "blue", State.PUBLISHED: "green"}
FILTER = "trang-thai"


def home_of(request: Any) -> Unit:
    """The officer's own place; 404 without one."""
    place = place_of(request.actor.unit_id)
    if place is None:
        raise Http404
    return place


def found(request: Any, pk: int) -> Notice:
    """A notice within the officer's scope; 404 otherwise."""
    try:
        return in_scope(request.actor, pk)
    except NotFound:
        raise Http404 from None


@officer("notices.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """The notices of the place and of those below it that the officer may see."""
    state = request.GET.get(FILTER, "")
    context = {
        "notices": listed(request.actor, state),
        "states": [(each.value, words) for each, words in STATE_WORDS.items()],
        "state": state,
        "may_write": may(request.actor, "write", home_of(request).pk),
    }
    return render(request, "notices/desk/list.html", context)


@officer("notices.view")
@require_safe
def show(request: Any, pk: int) -> HttpResponse:
    """One notice: what it says, whom it reaches or reached, what can be done now, what happened."""
    notice = found(request, pk)
    state = State(notice.state)
    writes, approves = (may(request.actor, verb, notice.unit_id) for verb in ("write", "approve"))
    own = request.actor.user_id == notice.written_by_user_id
    stoppable = (state in (State.DRAFT, State.SUBMITTED) and writes) or (state == State.APPROVED and approves)
    context = {
        "notice": notice,
        "areas": list(notice.areas.all()),
        "colour": COLOURS.get(state, "grey"),
        "reach": reach_of(notice) if state != State.PUBLISHED else None,
        "outcome": outcome_of(notice) if state == State.PUBLISHED else [],
        "visits": visits_of(notice),
        "may_change": state == State.DRAFT and writes,
        "may_approve": state == State.SUBMITTED and approves and not own,
        "must_wait": state == State.SUBMITTED and approves and own,
        "may_withdraw": stoppable,
        "may_follow": state == State.PUBLISHED and writes,
        "followed_by": list(notice.followed_by.regardless("linked notices of one that may be seen")),
        "events": history_of(notice.subject),
        "a_day": A_DAY,
    }
    return render(request, "notices/desk/show.html", context)


def edited(
    request: Any, unit_id: int, notice: Notice | None, save: Callable[..., Notice], **start: Any
) -> HttpResponse:
    """The form of a notice and its saving; what was typed stays when an action refuses."""
    form = NoticeForm(request.POST or None, unit_id=unit_id, initial=start.pop("initial"))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = save(form)
            except Refusal as refusal:
                status = put_on(form, refusal)
            else:
                messages.success(request, _("Đã lưu. Xem số người nhận rồi trình duyệt."))
                return redirect("notices:desk-show", saved.pk)
    return render(request, "notices/desk/form.html", {"form": form, "notice": notice, **start}, status=status)


@officer("notices.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """A new notice of the own place; `?theo=` and `?la=` make it a correction or recall of one that was sent."""
    unit = home_of(request)
    before, follows_as = None, request.GET.get("la", "")
    if (pk := number_typed(request.GET.get("theo"))) is not None and follows_as in KINDS:
        before = found(request, pk)
    initial = {"token": ids.token(), **(values_of(before) if before else {})}
    if before is not None:
        initial |= {"publish_at": None, "revision": None}

    def save(form: NoticeForm) -> Notice:
        linked = {"follows": before.pk, "follows_as": follows_as} if before else {}
        token = form.cleaned_data["token"] or ids.token()
        return actions.write(actor=request.actor, unit_id=unit.pk, said=form.said(), token=token, **linked)

    words = FOLLOWS_WORDS[Follows(follows_as)] if before else ""
    return edited(request, unit.pk, None, save, initial=initial, before=before, follows_words=words)


@officer("notices.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, pk: int) -> HttpResponse:
    """A draft, written anew."""
    notice = found(request, pk)

    def save(form: NoticeForm) -> Notice:
        revision = form.cleaned_data["revision"]
        return actions.change(actor=request.actor, notice_id=pk, said=form.said(), revision=revision)

    return edited(request, notice.unit_id, notice, save, initial=values_of(notice))


def step(verb: str, run: Callable[..., Notice], done: Any) -> Callable[..., HttpResponse]:
    """The view of a step that needs no words: one press, one action, back to the notice."""

    @officer(f"notices.{verb}")
    @require_POST
    def page(request: Any, pk: int) -> HttpResponse:
        found(request, pk)
        try:
            run(actor=request.actor, notice_id=pk, revision=number_typed(request.POST.get("revision")))
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, str(done))
        return redirect("notices:desk-show", pk)

    page.__doc__ = f"The step {verb}."
    return page


submit = step("write", actions.submit, gettext_lazy("Đã trình lãnh đạo duyệt."))
approve = step("approve", actions.approve, gettext_lazy("Đã duyệt. Thông báo được gửi vào giờ đã định."))


def with_reason(verb: str, run: Callable[..., Notice], title: Any, done: Any) -> Callable[..., HttpResponse]:
    """The view of a step that needs a reason."""

    @officer(f"notices.{verb}")
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: Any, pk: int) -> HttpResponse:
        notice = found(request, pk)
        form = ReasonForm(request.POST or None, initial={"revision": notice.revision})
        status = 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                try:
                    run(actor=request.actor, notice_id=pk, **form.cleaned_data)
                except Refusal as refusal:
                    status = put_on(form, refusal)
                else:
                    messages.success(request, str(done))
                    return redirect("notices:desk-show", pk)
        context = {"notice": notice, "form": form, "title": title}
        return render(request, "notices/desk/reason.html", context, status=status)

    page.__doc__ = f"The step {verb}, with a reason."
    return page


send_back = with_reason(
    "approve", actions.send_back, gettext_lazy("Trả lại để sửa"), gettext_lazy("Đã trả lại để sửa.")
)
withdraw = with_reason("write", actions.withdraw, gettext_lazy("Hủy thông báo"), gettext_lazy("Đã hủy thông báo."))
