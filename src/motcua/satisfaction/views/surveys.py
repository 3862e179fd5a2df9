"""Answering a survey; and, for officers, building one and reading what came of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import client_address, officer, public
from motcua.kernel import clock, ids, limits
from motcua.kernel.refusals import NotFound, Refusal
from motcua.satisfaction.actions import surveys as actions
from motcua.satisfaction.forms import AnswerForm, QuestionForm, SurveyForm
from motcua.satisfaction.models import Survey
from motcua.satisfaction.queries import surveys as queries
from motcua.satisfaction.rules import LEAST
from motcua.ui.codes import qr
from motcua.ui.refusing import put_on
from motcua.units.queries import place_of

TOO_MANY = _("Đã gửi nhiều lần từ địa chỉ này. Xin thử lại sau ít phút.")


def public_survey(survey_id: int) -> Survey:
    """A published survey; 404 otherwise."""
    try:
        return queries.open_survey(survey_id)
    except NotFound:
        raise Http404 from None


@public
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Any, survey_id: int) -> HttpResponse:
    """The survey as one page; whatever is wrong, nothing chosen is lost."""
    survey = public_survey(survey_id)
    status = 200
    form = AnswerForm(request.POST or None, survey=survey, initial={"token": ids.token()})
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                limits.demand("satisfaction.survey", client_address(request), times=30, seconds=600, message=TOO_MANY)
                actions.answer_survey(survey_id=survey.pk, token=form.cleaned_data["token"], values=form.values())
                return redirect("satisfaction:survey-thanks", survey.pk)
            except Refusal as refusal:
                status = put_on(form, refusal)
    context = {"survey": survey, "form": form, "asking": survey.is_asking(clock.today())}
    return render(request, "satisfaction/citizen/survey.html", context, status=status)


@public
@require_safe
def thanks(request: Any, survey_id: int) -> HttpResponse:
    """That the answers are kept."""
    return render(request, "satisfaction/citizen/survey_thanks.html", {"survey": public_survey(survey_id)})


def own(request: Any, survey_id: int) -> Survey:
    """A survey of the officer's own place; 404 otherwise."""
    place = place_of(request.actor.unit_id)
    try:
        return queries.survey_of(place.pk if place else 0, survey_id)
    except NotFound:
        raise Http404 from None


@officer("satisfaction.survey")
@require_safe
def listing(request: Any) -> HttpResponse:
    """The surveys of the place."""
    place = place_of(request.actor.unit_id)
    rows = queries.surveys_of(place.pk) if place else []
    return render(request, "satisfaction/desk/surveys.html", {"surveys": rows, "today": clock.today()})


@officer("satisfaction.survey")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """A new survey."""
    return edited(request, None)


@officer("satisfaction.survey")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, survey_id: int) -> HttpResponse:
    """A survey with its questions and, once public, its result."""
    return edited(request, own(request, survey_id))


def edited(request: Any, survey: Survey | None) -> HttpResponse:
    """The form of a survey and its saving."""
    form = SurveyForm(request.POST or None, initial=SurveyForm.of(survey))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = actions.save_survey(
                    actor=request.actor, survey_id=survey.pk if survey else None, **form.cleaned_data
                )
                messages.success(request, _("Đã lưu khảo sát."))
                return redirect("satisfaction:survey-edit", saved.pk)
            except Refusal as refusal:
                status = put_on(form, refusal)
    return shown(request, survey, form, QuestionForm(), status)


def shown(
    request: Any, survey: Survey | None, form: SurveyForm, question_form: QuestionForm, status: int
) -> HttpResponse:
    """The page of a survey."""
    link = request.build_absolute_uri(reverse("satisfaction:survey", args=[survey.pk])) if survey else ""
    context = {
        "survey": survey,
        "form": form,
        "question_form": question_form,
        "questions": list(survey.questions.all()) if survey else [],
        "link": link,
        "qr": mark_safe(qr(link)) if survey and survey.published_at else "",  # noqa: S308 - drawn from our own address
        "result": queries.result_of(survey) if survey and survey.published_at else None,
        "least": LEAST,
    }
    return render(request, "satisfaction/desk/survey.html", context, status=status)


@officer("satisfaction.survey")
@require_POST
def add_question(request: Any, survey_id: int) -> HttpResponse:
    """One question more."""
    survey = own(request, survey_id)
    form = QuestionForm(request.POST)
    status = 422
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_question(
                actor=request.actor, survey_id=survey.pk, kind=said["kind"], label=said["label"],
                options=said["options"].splitlines(), required=said["required"],
            )  # fmt: skip
            return redirect(f"{reverse('satisfaction:survey-edit', args=[survey.pk])}#cau-hoi")
        except Refusal as refusal:
            status = put_on(form, refusal)
    return shown(request, survey, SurveyForm(initial=SurveyForm.of(survey)), form, status)


@officer("satisfaction.survey")
@require_POST
def drop_question(request: Any, survey_id: int, question_id: int) -> HttpResponse:
    """One question less."""
    actions.drop_question(actor=request.actor, survey_id=own(request, survey_id).pk, question_id=question_id)
    return redirect(f"{reverse('satisfaction:survey-edit', args=[survey_id])}#cau-hoi")


@officer("satisfaction.survey")
@require_POST
def publish(request: Any, survey_id: int) -> HttpResponse:
    """Makes a survey public."""
    actions.publish_survey(actor=request.actor, survey_id=own(request, survey_id).pk)
    messages.success(request, _("Đã công khai khảo sát."))
    return redirect("satisfaction:survey-edit", survey_id)
