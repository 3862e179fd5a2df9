"""Surveys: written by an officer, public for some days, answered without anything of a person."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import demand
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.ledger.actions import Entry, append
from motcua.satisfaction.models import QuestionKind, Survey, SurveyAnswer, SurveyQuestion
from motcua.satisfaction.queries.surveys import open_survey, survey_of
from motcua.satisfaction.rules import fault_of
from motcua.units.queries import place_of

MOST_QUESTIONS, MOST_OPTIONS = 20, 12
FROZEN = _("Khảo sát đã công khai: câu hỏi không sửa được nữa.")
ONE_DAY = 86_400


def home_of(actor: Actor) -> int:
    """The officer's own place. Refuses who may not build surveys."""
    demand(actor, "satisfaction.survey")
    place = place_of(actor.unit_id) if actor.unit_id is not None else None
    if place is None:
        raise NotAllowed(_("Không thuộc UBND nào nên không lập được khảo sát."))
    return place.pk


@transaction.atomic
def save_survey(
    *, actor: Actor, title: str, intro: str, opens_on: date, closes_on: date, survey_id: int | None = None
) -> Survey:
    """Writes a survey; of a public one only the last day can be moved."""
    unit_id = home_of(actor)
    title = clean(title)[:200]
    if not title:
        raise Refusal(_("Ghi tên khảo sát."), fields={"title": _("Ghi tên khảo sát")})
    if not 0 <= (closes_on - opens_on).days <= 366:
        raise Refusal(
            _("Ngày cuối phải từ ngày đầu trở đi, trong một năm."), fields={"closes_on": _("Xem lại ngày cuối")}
        )
    survey = survey_of(unit_id, survey_id) if survey_id else Survey(unit_id=unit_id, made_by=actor.snapshot())
    survey.closes_on = closes_on
    if survey.published_at is None:
        survey.title, survey.intro, survey.opens_on = title, clean(intro, multiline=True)[:2000], opens_on
    elif closes_on < survey.opens_on:
        raise Refusal(_("Ngày cuối phải từ ngày đầu trở đi."), fields={"closes_on": _("Xem lại ngày cuối")})
    survey.save()
    tell(survey, "survey.saved", actor)
    return survey


@transaction.atomic
def add_question(
    *, actor: Actor, survey_id: int, kind: str, label: str, options: Sequence[str] = (), required: bool = False
) -> SurveyQuestion:
    """Adds a question at the end; questions with a choice need at least two options."""
    survey = unpublished(actor, survey_id)
    if kind not in QuestionKind.values:
        raise Refusal(_("Chọn kiểu câu hỏi."), fields={"kind": _("Chọn kiểu câu hỏi")})
    label = clean(label)[:250]
    if not label:
        raise Refusal(_("Viết câu hỏi."), fields={"label": _("Viết câu hỏi")})
    choices = list(dict.fromkeys(filter(None, (clean(option)[:120] for option in options))))
    if kind in (QuestionKind.CHOICE, QuestionKind.MANY):
        if not 2 <= len(choices) <= MOST_OPTIONS:
            raise Refusal(
                _("Cần từ 2 đến 12 lựa chọn."), fields={"options": _("Mỗi dòng một lựa chọn, từ 2 đến 12 dòng")}
            )
    else:
        choices = []
    number = survey.questions.count()
    if number >= MOST_QUESTIONS:
        raise Conflict(_("Một khảo sát có nhiều nhất 20 câu hỏi."), code="enough")
    return SurveyQuestion.objects.create(
        survey=survey, order=number + 1, kind=kind, label=label, options=choices, required=required
    )


@transaction.atomic
def drop_question(*, actor: Actor, survey_id: int, question_id: int) -> None:
    """Takes a question out; dropping it again changes nothing."""
    survey = unpublished(actor, survey_id)
    SurveyQuestion.objects.filter(survey=survey, pk=question_id).delete()
    for order, question in enumerate(survey.questions.all(), 1):
        SurveyQuestion.objects.filter(pk=question.pk).update(order=order)


def unpublished(actor: Actor, survey_id: int) -> Survey:
    """A survey of the own place whose questions may still change."""
    survey = survey_of(home_of(actor), survey_id)
    if survey.published_at is not None:
        raise Conflict(FROZEN, code="published")
    return survey


@transaction.atomic
def publish_survey(*, actor: Actor, survey_id: int) -> Survey:
    """Makes a survey public; its questions stay as they are. Doing it again changes nothing."""
    survey = survey_of(home_of(actor), survey_id)
    if survey.published_at is not None:
        return survey
    if not survey.questions.exists():
        raise Refusal(_("Khảo sát cần ít nhất một câu hỏi."))
    if survey.closes_on < clock.today():
        raise Refusal(_("Khảo sát đã hết hạn. Sửa ngày cuối trước khi công khai."))
    survey.published_at = clock.now()
    survey.save()
    tell(survey, "survey.published", actor)
    return survey


def tell(survey: Survey, kind: str, actor: Actor) -> None:
    """Writes an event about the survey, never about an answer."""
    append(f"survey:{survey.pk}", Entry(kind, actor, unit_id=survey.unit_id))


def answer_survey(*, survey_id: int, token: str, values: Mapping[str, Sequence[str]]) -> bool:
    """Keeps the answers of one form without person, day or order; the same form twice is one. Answers whether it was new."""
    survey = open_survey(survey_id)
    if not survey.is_asking(clock.today()):
        raise Refusal(_("Khảo sát này vừa kết thúc. Cảm ơn ông, bà đã quan tâm."), code="closed")
    kept: dict[str, Any] = {}
    faults: dict[str, Any] = {}
    for question in survey.questions.all():
        given = [clean(value, multiline=True)[:1000] for value in values.get(str(question.pk), ())]
        given = [value for value in given if value]
        fault = fault_of(question.kind, question.options, question.required, given)
        if fault:
            faults[f"q{question.pk}"] = FAULTS[fault]
        elif given:
            kept[str(question.pk)] = given
    if faults:
        raise Refusal(_("Còn câu chưa trả lời."), fields=faults)
    if not kept:
        raise Refusal(_("Hãy trả lời ít nhất một câu."))
    if not cache.add(f"survey:{survey.pk}:{token[:64]}", 1, ONE_DAY):
        return False
    SurveyAnswer.objects.create(survey=survey, values=kept)
    return True


FAULTS = {"missing": _("Trả lời câu này"), "unknown": _("Chọn trong các lựa chọn có sẵn")}
