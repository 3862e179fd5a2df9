"""Officers: opinions in scope, one opinion with what can be done now, one page per verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.kernel.masking import masked
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.kernel.typed import page_typed
from motcua.ledger.actions import note_access
from motcua.moderation.queries import trace_in_scope
from motcua.opinions import actions
from motcua.opinions.forms import AnswerForm, DeskForm, PublishForm, ReasonForm, ReplyForm
from motcua.opinions.models import STATES, Opinion
from motcua.opinions.permissions import may
from motcua.opinions.queries import reading
from motcua.opinions.rules.states import State, fits
from motcua.ui.refusing import put_on

COLOURS = {"waiting": "yellow", "published": "green", "refused": "grey", "hidden": "red"}


@dataclass(frozen=True, kw_only=True)
class Act:
    """A verb as officers meet it; `look` is primary, secondary or warning."""

    verb: str
    slug: str
    title: Any
    done: Any
    form: type[DeskForm]
    run: Callable[..., Any]
    look: str = "secondary"


ACTS = [
    Act(
        verb="publish", slug="cong-khai", title=_("Công khai"), done=_("Đã công khai góp ý."), form=PublishForm,
        run=actions.publish, look="primary",
    ),
    Act(
        verb="answer", slug="tra-loi", title=_("Trả lời"), done=_("Đã trả lời trên trang công khai."), form=AnswerForm,
        run=actions.answer, look="primary",
    ),
    Act(
        verb="refuse", slug="khong-cong-khai", title=_("Không công khai"), done=_("Đã ghi lý do không công khai."),
        form=ReasonForm, run=actions.refuse,
    ),
    Act(
        verb="hide", slug="go", title=_("Gỡ khỏi trang công khai"), done=_("Đã gỡ góp ý."), form=ReasonForm,
        run=actions.hide, look="warning",
    ),
]  # fmt: skip


def opened(request: Any, opinion_id: int) -> Opinion:
    """The opinion for this officer; 404 when it is another unit's. That it was looked at is written down."""
    try:
        opinion = reading.for_desk(request.actor, opinion_id)
    except NotFound:
        raise Http404 from None
    note_access(opinion.subject, request.actor, str(_("Xử lý góp ý")))
    return opinion


@officer("opinions.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """Opinions in scope, the newest first, by state."""
    state = request.GET.get("trang-thai", "")
    state = state if state in dict(STATES) else ""
    page = reading.desk_list(request.actor, state=state, page=page_typed(request.GET.get("trang")))
    context = {"page": page, "states": STATES, "state": state, "may_draft": holds(request.actor, "opinions.draft")}
    return render(request, "opinions/desk/list.html", context)


@officer("opinions.view")
@require_safe
def show(request: Any, opinion_id: int) -> HttpResponse:
    """One opinion with everything below it, and what can be done now."""
    opinion = opened(request, opinion_id)
    replies = reading.thread(opinion, whole=True)
    open_replies = [
        (reply, ReplyForm(initial={"text": masked(reply.text)}, auto_id=f"reply-{reply.pk}_%s"))
        for reply in replies
        if reply.state == State.WAITING
    ]
    context = {
        "opinion": opinion,
        "colour": COLOURS[opinion.state],
        "acts": [act for act in ACTS if fits(act.verb, State(opinion.state)) and may(request.actor, act.verb, opinion)],
        "replies": [reply for reply in replies if reply.state != State.WAITING],
        "waiting": open_replies if may(request.actor, "publish", opinion) else [],
        "may_block": holds(request.actor, "moderation.block") and trace_in_scope(request.actor, opinion.subject),
    }
    return render(request, "opinions/desk/show.html", context)


def page_for(act: Act) -> Callable[..., HttpResponse]:
    """The view of a verb, open to those whose role holds it."""

    @officer(f"opinions.{act.verb}")
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: Any, opinion_id: int) -> HttpResponse:
        opinion = opened(request, opinion_id)
        form = act.form(request.POST or None, opinion=opinion)
        status = 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                try:
                    act.run(actor=request.actor, opinion_id=opinion.pk, **form.cleaned_data)
                    messages.success(request, act.done)
                    return redirect("opinions:desk-show", opinion.pk)
                except Refusal as refusal:
                    form = again(request, act, opinion_id) if isinstance(refusal, Conflict) else form
                    status = put_on(form, refusal)
        context = {"act": act, "opinion": opinion, "form": form}
        return render(request, "opinions/desk/act.html", context, status=status)

    page.__name__ = act.verb
    page.__doc__ = f"The page of the verb {act.verb}."
    return page


def again(request: Any, act: Act, opinion_id: int) -> DeskForm:
    """The form with what was typed and the present revision: after a colleague was quicker it may be sent again."""
    fresh = opened(request, opinion_id)
    data = request.POST.copy()
    data["revision"] = str(fresh.revision)
    form = act.form(data, opinion=fresh)
    form.is_valid()
    return form


@officer("opinions.publish")
@require_POST
def reply(request: HttpRequest, opinion_id: int, reply_id: int) -> HttpResponse:
    """Publishes what an author added, or doesn't."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if "refuse" in request.POST:
        actions.refuse_reply(actor=actor, opinion_id=opinion_id, reply_id=reply_id)
        messages.success(request, _("Đã ghi: không công khai ý kiến thêm."))
    else:
        form = ReplyForm(request.POST)
        text = form.cleaned_data["text"] if form.is_valid() else ""
        actions.publish_reply(actor=actor, opinion_id=opinion_id, reply_id=reply_id, text=text)
        messages.success(request, _("Đã công khai ý kiến thêm."))
    return redirect("opinions:desk-show", opinion_id)
