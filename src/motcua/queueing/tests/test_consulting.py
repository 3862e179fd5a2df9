"""Consultations: at a visit and by calling back, one item of the inbox each, the answer noted."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from motcua.accounts.factories import make_citizen, officer_actor
from motcua.accounts.queries import actor_of
from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.notifications.models import Message
from motcua.queueing import actions
from motcua.queueing.factories import LONG_AGO, Hall, book, give_times, make_hall, monday
from motcua.queueing.models import Advice, Topic
from motcua.units.queries import department_of
from motcua.work.models import WorkItem

At = Callable[..., datetime]
NINE = monday(9)
QUESTION = "Xây nhà trên đất trồng cây lâu năm cần giấy gì?"


@pytest.fixture
def topic(hall: Hall) -> Topic:
    """Advice on building, answered by the department of land and building."""
    field = give_times(hall, 1)
    office = department_of(hall.desk.parent_id or 0, "dia-chinh-xay-dung")
    assert office is not None
    draft = actions.TopicDraft(code="xay-dung", name="Xây dựng, nhà ở", field=field, office_id=office.pk)
    return actions.set_topic(actor=SYSTEM, unit_id=hall.desk.pk, topic=draft)


def items() -> list[tuple[int, bool, datetime | None]]:
    """(unit, open, due) of the items of consultations."""
    rows = WorkItem.objects.regardless("test").filter(kind="queueing.consult").order_by("pk")
    return [(row.unit_id, row.closed_at is None, row.due_at) for row in rows]


def test_a_question_at_a_visit_follows_the_appointment(topic: Topic) -> None:
    visit = book(topic.field, NINE, topic=topic, question=QUESTION)
    row = Advice.objects.regardless("test").get(visit=visit)
    assert row.question == QUESTION and items() == [(topic.office_id, True, monday(9, 30))]
    actions.change(actor=ANONYMOUS, code=visit.code, begins=monday(14))
    assert items() == [(topic.office_id, True, monday(14, 30))]
    actions.withdraw(actor=ANONYMOUS, code=visit.code)
    row.refresh_from_db()
    assert row.state == "cancelled" and not items()[0][1]


def test_a_visit_for_advice_needs_its_question(topic: Topic) -> None:
    with pytest.raises(Refusal) as refused:
        book(topic.field, NINE, topic=topic, question="\x00 ")
    assert set(refused.value.fields) == {"question"}
    assert items() == []


def ask(topic: Topic, key: str = "press", phone: str = "+84903000009") -> Advice:
    """A question for a call back."""
    citizen = actor_of(make_citizen(phone=phone))
    return actions.ask_to_call(
        actor=citizen, topic=topic, key=key, name="Lan", phone="", question=QUESTION, language="vi"
    )


def test_a_call_back_is_due_in_working_hours_and_its_answer_is_noted(topic: Topic, hall: Hall) -> None:
    row = ask(topic)
    assert items() == [(topic.office_id, True, monday(8) + timedelta(days=1))]
    place = department_of(hall.desk.parent_id or 0, "dia-chinh-xay-dung")
    assert place is not None
    officer = officer_actor(place, valid_from=LONG_AGO)
    with pytest.raises(NotAllowed):
        actions.answer(actor=officer_actor(make_hall().desk, valid_from=LONG_AGO), advice_id=row.pk, answer="Có")
    with pytest.raises(Refusal):
        actions.answer(actor=officer, advice_id=row.pk, answer=" ")
    said = actions.answer(actor=officer, advice_id=row.pk, answer="Cần giấy phép xây dựng.")
    assert said.state == "answered" and not items()[0][1]
    with pytest.raises(Conflict):
        actions.answer(actor=officer, advice_id=row.pk, answer="Thêm")
    notice = Message.objects.get(template_code="advice.answered", channel="app")
    assert row.code in notice.body and "giấy phép" not in notice.body


def test_the_same_press_is_one_question_and_one_waits_per_person_and_topic(topic: Topic) -> None:
    first = ask(topic)
    assert ask(topic, phone="+84903000010") == first
    citizen = actor_of(make_citizen(phone="+84903000012"))
    about = {"actor": citizen, "topic": topic, "phone": "", "language": "vi"}
    actions.ask_to_call(**about, key="two", name="Lan", question=QUESTION)
    with pytest.raises(Conflict):
        actions.ask_to_call(**about, key="three", name="Lan", question=QUESTION)
    with pytest.raises(NotAllowed):
        actions.ask_to_call(**{**about, "actor": ANONYMOUS}, key="four", name="Lan", question=QUESTION)
    with pytest.raises(Refusal) as refused:
        actions.ask_to_call(**about, key="five", name="", question="")
    assert set(refused.value.fields) == {"name", "question"}
    assert len(items()) == 2


def test_a_topic_is_answered_within_its_own_house(topic: Topic, hall: Hall) -> None:
    foreign = make_hall().desk
    draft = actions.TopicDraft(code="x", name="X", field=topic.field, office_id=foreign.pk)
    with pytest.raises(Refusal):
        actions.set_topic(actor=SYSTEM, unit_id=hall.desk.pk, topic=draft)
    with pytest.raises(NotAllowed):
        actions.set_topic(actor=officer_actor(foreign), unit_id=hall.desk.pk, topic=draft)
