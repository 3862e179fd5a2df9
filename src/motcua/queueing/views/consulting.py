"""Consultations: choose how to be answered, ask for a call back, read the answer; the officer's list and answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import officer, public, to_sign_in
from motcua.kernel import ids
from motcua.kernel.refusals import Refusal
from motcua.kernel.sealing import unseal
from motcua.ledger.actions import note_access
from motcua.queueing import actions
from motcua.queueing.forms import AnswerForm, AskForm
from motcua.queueing.models import Advice, AdviceState
from motcua.queueing.queries.consulting import consultation_for, question_by_code, topic_at, waiting_questions
from motcua.queueing.views.booking import booking_desk
from motcua.queueing.views.citizen import known_person, place_name, profile_phone
from motcua.ui.refusing import put_on
from motcua.units.queries import tree


@public
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: Any, desk: str, topic: str) -> HttpResponse:
    """By visit or by calling back; a question for a call back needs a confirmed telephone."""
    unit = booking_desk(desk)
    chosen = topic_at(unit.pk, topic)
    without = frozenset({"phone"}) if profile_phone(request) else frozenset()
    form = AskForm(request.POST or None, initial=known_person(request.actor, request), without=without)
    token = request.POST.get("khoa", "")[:60] or ids.token()
    if request.method == "POST":
        if request.actor.kind != "citizen":
            return to_sign_in(request, "accounts:sign-in")
        if form.is_valid() and (row := asked(request, form, chosen, token)):
            return redirect("queueing:question", code=row.code)
    context = {
        "desk": unit,
        "place": place_name(unit),
        "topic": chosen,
        "form": form,
        "token": token,
        "signed_in": request.actor.kind == "citizen",
    }
    return render(request, "queueing/citizen/topic.html", context, status=422 if form.errors else 200)


def asked(request: Any, form: AskForm, topic: Any, token: str) -> Advice | None:
    """The question, or None with the form saying what is wrong."""
    given = {"phone": "", **form.cleaned_data, "language": request.LANGUAGE_CODE}
    try:
        return actions.ask_to_call(actor=request.actor, topic=topic, key=token, **given)
    except Refusal as refusal:
        put_on(form, refusal)
        return None


@public
@require_safe
def question(request: Any, code: str) -> HttpResponse:
    """A question and its answer; the address is the person's own."""
    row = question_by_code(code)
    place = place_name(tree().nodes[row.unit_id])
    response = render(request, "queueing/citizen/question.html", {"row": row, "place": place})
    response["Cache-Control"] = "no-store"
    return response


@officer("queueing.consult")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the most urgent first."""
    rows = waiting_questions(request.actor)  # type: ignore[attr-defined]
    return render(request, "queueing/desk/consultations.html", {"rows": rows})


@officer("queueing.consult")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Any, pk: int) -> HttpResponse:
    """One question: whom to call or when they come, and the answer to note."""
    row = consultation_for(request.actor, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(actor=request.actor, advice_id=pk, **form.cleaned_data)
            messages.success(request, _("Đã ghi câu trả lời và báo cho người hỏi."))
            return redirect("queueing:advice", pk=pk)
        except Refusal as refusal:
            put_on(form, refusal)
    note_access(row.subject, request.actor, str(_("Tư vấn")))
    phone = unseal(row.contact, purpose="queue-contact") if row.contact else ""
    context = {
        "row": row,
        "form": form if row.state == AdviceState.OPEN else None,
        "phone": phone.replace("+84", "0", 1),
        "appointment": getattr(row.visit, "appointment", None) if row.visit else None,
    }
    return render(request, "queueing/desk/consultation.html", context, status=422 if form.errors else 200)
