"""The demo surveys, made by the real verbs."""

import pytest

from motcua.accounts.factories import make_officer
from motcua.kernel.actors import SYSTEM
from motcua.satisfaction.actions import load_demo
from motcua.satisfaction.models import Survey
from motcua.satisfaction.queries.surveys import result_of
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db


def test_each_place_with_a_leader_asks_and_one_waits_for_more_answers():
    for code in ("hoc-mon", "cu-chi"):
        make_officer(make_place(code=code), "unit_head")
    make_place(code="quan-7")
    assert load_demo(actor=SYSTEM) == 2
    asked, waiting = Survey.objects.regardless("demo").order_by("title")
    assert "minh họa" in asked.title and waiting.published_at and result_of(waiting).questions == ()
    faces, days, texts = result_of(asked).questions
    assert faces.answered == days.answered == 7 and len(texts.texts) == 5
