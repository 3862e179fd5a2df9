"""Surveys of a place, the open one under an address, and what came of them once enough people have answered."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from motcua.kernel.refusals import NotFound
from motcua.kernel.scoping import Scope
from motcua.satisfaction.models import FACE_WORDS, QuestionKind, Survey, SurveyQuestion
from motcua.satisfaction.rules import LEAST, Face

PUBLIC = "a published survey is for everybody"
MOST_TEXTS = 200


@dataclass(frozen=True)
class QuestionResult:
    """What was answered to one question: shares of each option, or the words in the order of the alphabet."""

    question: SurveyQuestion
    answered: int
    shares: tuple[tuple[Any, int, float], ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class SurveyResult:
    """`answers` counts forms; `questions` is empty as long as there are fewer than the smallest group."""

    answers: int
    questions: tuple[QuestionResult, ...]


def surveys_of(unit_id: int) -> list[Survey]:
    """All surveys of a place, the newest first."""
    return list(Survey.objects.within(Scope.of({unit_id})).order_by("-id")[:100])


def survey_of(unit_id: int, survey_id: int) -> Survey:
    """One survey of a place. Refuses with NotFound."""
    survey = Survey.objects.within(Scope.of({unit_id})).filter(pk=survey_id).first()
    if survey is None:
        raise NotFound("")
    return survey


def open_survey(survey_id: int) -> Survey:
    """A published survey, whether or not it still asks. Refuses with NotFound."""
    rows = Survey.objects.regardless(PUBLIC).filter(published_at__isnull=False, pk=survey_id).select_related("unit")
    survey = rows.first()
    if survey is None:
        raise NotFound("")
    return survey


def result_of(survey: Survey) -> SurveyResult:
    """The result; nothing of it before the smallest group has answered, for the whole and for each question."""
    forms = list(survey.answers.values_list("values", flat=True))
    if len(forms) < LEAST:
        return SurveyResult(len(forms), ())
    return SurveyResult(len(forms), tuple(of_question(question, forms) for question in survey.questions.all()))


def of_question(question: SurveyQuestion, forms: list[dict[str, list[str]]]) -> QuestionResult:
    """One question's result."""
    given = [form[str(question.pk)] for form in forms if form.get(str(question.pk))]
    if len(given) < LEAST:
        return QuestionResult(question, len(given), (), ())
    if question.kind == QuestionKind.TEXT:
        return QuestionResult(question, len(given), (), tuple(sorted(each[0] for each in given))[:MOST_TEXTS])
    counts = Counter(value for each in given for value in each)
    shares = tuple(
        (words, counts[value], round(100 * counts[value] / len(given), 1)) for value, words in choices(question)
    )
    return QuestionResult(question, len(given), shares, ())


def choices(question: SurveyQuestion) -> list[tuple[str, Any]]:
    """What can be chosen, as it is sent and as it is shown."""
    if question.kind == QuestionKind.FACES:
        return [(str(face.value), FACE_WORDS[face]) for face in reversed(Face)]
    if question.kind == QuestionKind.SCALE:
        return [(str(number), str(number)) for number in range(1, 6)]
    return [(option, option) for option in question.options]
