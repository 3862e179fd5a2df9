"""Demo surveys, through the real verbs; all invented, and they say so."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from motcua.accounts.queries import acting_in
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.satisfaction.actions.surveys import add_question, answer_survey, publish_survey, save_survey
from motcua.units.queries import unit_by_code

FOLDER = Path(__file__).parents[1] / "demo"
ASKED_FOR = timedelta(days=30)


def load_demo(*, actor: Actor) -> int:
    """One survey at each place named in the file, public for a month, with its answers; answers how many were made."""
    document = yaml.safe_load((FOLDER / "surveys.yaml").read_text(encoding="utf-8"))
    return sum(map(asked, document["surveys"]))


def asked(story: dict[str, Any]) -> int:
    """One survey with its questions and answers; none where there is no such place, or nobody who leads it."""
    try:
        leader = acting_in(unit_by_code(story["unit"]).pk, "unit_head")
    except NotFound:
        leader = None
    if leader is None:
        return 0
    today = clock.today()
    survey = save_survey(
        actor=leader, title=story["title"], intro=story["intro"], opens_on=today, closes_on=today + ASKED_FOR
    )
    questions = [add_question(actor=leader, survey_id=survey.pk, **question).pk for question in story["questions"]]
    publish_survey(actor=leader, survey_id=survey.pk)
    for number, given in enumerate(story["answers"]):
        told = {
            str(question): said if isinstance(said, list) else [said]
            for question, said in zip(questions, given, strict=True)
            if said
        }
        answer_survey(survey_id=survey.pk, token=f"demo-{survey.pk}-{number}", values=told)
    return 1
