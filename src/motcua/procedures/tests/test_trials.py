"""Test cases stored with a procedure: they hold, or they say what came out, and publication waits."""

from copy import deepcopy

import pytest

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import Refusal
from motcua.procedures import actions
from motcua.procedures.factories import make_document
from motcua.procedures.queries.trials import outcomes
from motcua.worktime.factories import make_calendar

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "Nguyễn Văn An", "phone": "0909123456", "id_number": "079190001234", "purpose": "Bổ túc hồ sơ"}


def trial(key="plain", answers=None, **expect):
    return {
        "key": key,
        "title": "Tự làm, nộp trực tuyến",
        "answers": ANSWERS if answers is None else answers,
        "at": "2026-08-10T08:00:00+07:00",
        "expect": expect,
    }


@pytest.fixture(autouse=True)
def calendar():
    make_calendar()


def found(document, key="plain"):
    return next(outcome for outcome in outcomes(document) if outcome.trial.key == key)


def test_a_case_that_holds_and_what_it_found():
    document = make_document(trials=[trial(papers=["identity", "proof"], fee=0, due="2026-08-13T17:00:00+07:00")])
    outcome = found(document)
    assert outcome.holds, outcome.misses
    assert outcome.found["fee"] == 0
    counter = make_document(trials=[{**trial(fee=10000), "channel": "counter"}])
    assert found(counter).holds


@pytest.mark.parametrize(
    ("expect", "what"),
    [
        ({"fee": 5000}, "fee"),
        ({"papers": ["proof"]}, "papers"),
        ({"due": "2026-08-12T17:00:00+07:00"}, "due"),
        ({"errors": ["name"]}, "errors"),
    ],
)
def test_each_miss_is_named(expect, what):
    (miss,) = found(make_document(trials=[trial(**expect)])).misses
    assert miss.what == what


def test_an_answer_that_must_be_refused_is_a_test_case_too():
    document = make_document(trials=[trial(answers={**ANSWERS, "name": ""}, errors=["name"])])
    assert found(document).holds


def test_publication_waits_until_the_cases_hold():
    draft = actions.save_draft(actor=SYSTEM, document=make_document(trials=[trial(fee=5000)]))
    with pytest.raises(Refusal) as refused:
        actions.publish(actor=SYSTEM, version_id=draft.pk, valid_from=clock.today())
    assert set(refused.value.fields) == {"trials.plain"} and refused.value.code == "trial-failed"
    mended = deepcopy(draft.document)
    mended["trials"][0]["expect"]["fee"] = 0
    draft = actions.save_draft(actor=SYSTEM, document=mended)
    assert actions.publish(actor=SYSTEM, version_id=draft.pk, valid_from=clock.today()).hash
