"""The owner's page of a dossier, and what the owner may do there; opened by sign-in or by the receipt's secret."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.permissions import public
from motcua.dossiers.actions import decide_correction, freeze_slip, rate, request_withdrawal, withdraw
from motcua.dossiers.forms.citizen import RatingForm, WithdrawalForm, faults_of
from motcua.dossiers.models import Dossier, PaymentState, Rating
from motcua.dossiers.queries import PersonView, current_revision, for_person, person_view
from motcua.dossiers.slips import printing, typeset
from motcua.dossiers.views.citizen.marks import secret_for
from motcua.dossiers.views.citizen.review import paper
from motcua.dossiers.views.citizen.tracking import AT_REST, COLOURS, clock_state
from motcua.files.queries import files_by_id
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.typed import number_typed
from motcua.procedures.queries import definition_of, shown_answers

View = Callable[..., HttpResponse]


def owned(view: View) -> View:
    """Opens the dossier for its owner; everybody else is led to the public page."""

    @wraps(view)
    def opened(request: Any, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            dossier = for_person(actor=request.actor, code=code, secret=secret_for(request, code))
        except NotFound:
            return HttpResponseRedirect(reverse("dossiers:track", args=[code]))
        return view(request, dossier, *args, **kwargs)

    return opened


def back_to(dossier: Dossier) -> HttpResponse:
    """Back to the owner's page."""
    return HttpResponseRedirect(reverse("dossiers:own", args=[dossier.code]))


@public
@never_cache
@require_safe
@owned
def own(request: Any, dossier: Dossier) -> HttpResponse:
    """Everything about one's own dossier on one page."""
    return show_own(request, dossier)


def fee_matters(view: Any, dossier: Dossier) -> bool:
    """Whether money is worth a word: something to pay, or a reduction that spared it."""
    owed = dossier.fee and not (view.progress.finished and dossier.payment_state == PaymentState.DUE)
    return bool(owed) or any(line.get("reduction") for line in dossier.fee_lines)


def show_own(request: Any, dossier: Dossier, status: int = 200, **forms: Any) -> HttpResponse:
    """The page, perhaps with a form that must be put right."""
    view = person_view(dossier)
    now = clock.now()
    shown = {
        "view": view,
        "dossier": dossier,
        "progress": view.progress,
        "colour": COLOURS.get(view.progress.national, "blue"),
        "at_rest": AT_REST,
        "fee_matters": fee_matters(view, dossier),
        "state": clock_state(view.progress, now),
        "left": (dossier.due_at - now).total_seconds() if dossier.due_at and not dossier.closed_at else None,
        "papers": with_files(view),
        "results": with_result_files(view),
        "changes": changes_of(view),
        "events": [event_of(line) for line in reversed(view.progress.timeline)],
        "rating": Rating.objects.filter(dossier=dossier).first(),
        "rating_form": RatingForm(),
        "withdrawal_form": WithdrawalForm(),
        "faults": faults_of(*forms.values()),
        **forms,
    }
    return render(request, "dossiers/citizen/own.html", shown, status=status)


def with_files(view: PersonView) -> list[dict[str, Any]]:
    """The papers with their files, in one query."""
    known = files_by_id(file for paper in view.papers for file in paper.files)
    return [
        {
            "title": paper.title,
            "state": paper.get_state_display(),
            "files": [known[f] for f in paper.files if f in known],
        }
        for paper in view.papers
    ]


def with_result_files(view: PersonView) -> list[dict[str, Any]]:
    """The results with what can be downloaded."""
    known = files_by_id(result.file for result in view.results if result.file)
    return [{"result": result, "file": known.get(result.file)} for result in view.results]


def changes_of(view: PersonView) -> list[dict[str, str]]:
    """What a proposed correction changes, in words."""
    if view.correction is None:
        return []
    definition = definition_of(view.dossier.version_id)
    before = texts_of(definition, current_revision(view.dossier.pk).answers)
    after = texts_of(definition, view.correction.answers)
    titles = {path: title for path, (title, _text) in {**before, **after}.items()}
    return [
        {"title": title, "before": before.get(path, ("", ""))[1], "after": after.get(path, ("", ""))[1]}
        for path, title in titles.items()
        if before.get(path, ("", ""))[1] != after.get(path, ("", ""))[1]
    ]


def texts_of(definition: Any, answers: Any) -> dict[str, tuple[str, str]]:
    """Title and answer in words by path; a table's rows as one text."""
    return {
        one.path: (one.title, one.text or "; ".join(", ".join(text for _t, text in row if text) for row in one.rows))
        for part in shown_answers(definition, answers)
        for one in part.answers
    }


def event_of(line: Any) -> dict[str, Any]:
    """A line of the timeline with the reason an officer gave."""
    said = [str(line.data[key]) for key in ("reason", "note", "answer") if line.data.get(key)]
    items = [str(item) for item in line.data.get("items", ()) if item]
    who = ", ".join(part for part in (line.who, line.unit) if part)
    return {"at": line.at, "title": line.words, "who": who, "text": "\n".join([*items, *said])}


@public
@require_safe
@owned
def slip(request: Any, dossier: Dossier, slip_id: int) -> HttpResponse:
    """One official slip as PDF, the same bytes whenever it is printed."""
    row = dossier.slips.filter(pk=slip_id, issued_at__isnull=False).first()
    if row is None:
        raise NotFound(_("Không tìm thấy phiếu này."))
    row.dossier = dossier
    contents = freeze_slip(slip_id=row.pk, contents=printing.contents_of(row))
    return paper(typeset.pdf(contents), f"phieu-{row.kind:02d}-{dossier.code}.pdf")


def told(request: Any, dossier: Dossier, done: str, act: Callable[[], object]) -> HttpResponse:
    """Does it and says so; a refusal is said on the page it came from."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, done)
    return back_to(dossier)


@public
@require_POST
@owned
def decide(request: Any, dossier: Dossier) -> HttpResponse:
    """Accepts or disputes a proposed correction."""
    agree = request.POST.get("dong-y") == "co"
    return told(
        request,
        dossier,
        _("Đã ghi nhận ý kiến về nội dung đề nghị sửa."),
        lambda: decide_correction(
            actor=request.actor,
            dossier_id=dossier.pk,
            number=number_typed(request.POST.get("so")) or 0,
            agree=agree,
            note=request.POST.get("ly-do", "")[:1000],
            secret=secret_for(request, dossier.code),
        ),
    )


@public
@require_POST
@owned
def take_back(request: Any, dossier: Dossier) -> HttpResponse:
    """Takes the dossier back before reception, asks for it afterwards."""
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return show_own(request, dossier, status=422, withdrawal_form=form)
    verb, done = (withdraw, _("Đã rút hồ sơ.")) if dossier.received_at is None else (
        request_withdrawal, _("Đã gửi yêu cầu rút hồ sơ. Cơ quan sẽ trả lời.")
    )  # fmt: skip
    return told(
        request,
        dossier,
        done,
        lambda: verb(
            actor=request.actor,
            dossier_id=dossier.pk,
            reason=form.cleaned_data["reason"],
            secret=secret_for(request, dossier.code),
        ),
    )


@public
@require_POST
@owned
def rate_it(request: Any, dossier: Dossier) -> HttpResponse:
    """One to five and a remark, once."""
    form = RatingForm(request.POST)
    if not form.is_valid():
        return show_own(request, dossier, status=422, rating_form=form)
    return told(
        request,
        dossier,
        _("Cảm ơn đã đánh giá."),
        lambda: rate(
            actor=request.actor,
            dossier_id=dossier.pk,
            score=form.cleaned_data["score"],
            comment=form.cleaned_data["comment"],
            secret=secret_for(request, dossier.code),
        ),
    )
