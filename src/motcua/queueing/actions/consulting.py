"""Consultations: a question at a visit or for a call back is one item of the inbox, its answer is noted."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.accounts.models import User
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.kernel.sealing import seal, unseal
from motcua.ledger.actions import Entry, append
from motcua.notifications.actions import send
from motcua.queueing.actions.telling import desk_words, language_of
from motcua.queueing.models import Advice, AdviceState, Appointment, Topic, Visit
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.visits import person_hash
from motcua.queueing.rules import limits
from motcua.work import actions as work
from motcua.worktime.queries import due_at

KIND = "queueing.consult"
LONGEST = 4000


def ask_at_visit(*, actor: Actor, topic: Topic, appointment: Appointment, question: str, at: datetime) -> Advice:
    """A question that is talked over at an appointment; part of its confirmation, due when the appointed time is over."""
    visit = appointment.visit
    return opened(
        actor,
        topic,
        question,
        at,
        visit=visit,
        key=f"visit:{visit.pk}",
        name=visit.name,
        contact=visit.contact,
        person="",
        language=visit.language,
        user_id=visit.user_id,
        due_at=appointment.ends,
    )


def ask_to_call(*, actor: Actor, topic: Topic, key: str, name: str, phone: str, question: str, language: str) -> Advice:
    """A question that the office answers by calling back; the same key is one question, one open one per person and topic."""
    if found := question_by_key(key):
        return found
    if actor.kind != "citizen":
        raise NotAllowed(_("Cần xác nhận số điện thoại trước khi gửi câu hỏi."))
    phone = User.objects.get(pk=actor.user_id).phone or limits.mobile(phone)
    faults = {}
    if not clean(name):
        faults["name"] = _("Ghi họ tên để cán bộ biết gọi cho ai")
    if not phone:
        faults["phone"] = _("Ghi số điện thoại di động, ví dụ 0903 000 001")
    if not clean(question):
        faults["question"] = _("Ghi điều muốn hỏi để cán bộ chuẩn bị câu trả lời")
    if faults or not (topic.by_call and topic.is_open):
        raise Refusal(_("Có chỗ cần sửa trước khi gửi câu hỏi."), fields=faults)
    now = clock.now()
    due = due_at(topic.within, topic.office_id, now).due
    contact = seal(phone, purpose="queue-contact")
    about = {"name": clean(name)[:160], "contact": contact, "person": person_hash(phone), "language": language}
    try:
        with transaction.atomic():
            return opened(actor, topic, question, now, key=f"call:{key}", user_id=actor.user_id, due_at=due, **about)
    except IntegrityError as error:
        if found := question_by_key(key):
            return found
        words = _("Đã có một câu hỏi về nội dung này đang chờ trả lời.")
        raise Conflict(words, code="asked") from error


def question_by_key(key: str) -> Advice | None:
    """The question that this press made before."""
    found: Advice | None = Advice.objects.regardless("the press's own key").filter(key=f"call:{key}").first()
    return found


def opened(actor: Actor, topic: Topic, question: str, at: datetime, **about: object) -> Advice:
    """The question's row, its entry in the ledger, and the item of who must answer."""
    row: Advice = Advice.objects.create(
        unit_id=topic.unit_id,
        topic=topic,
        office_id=topic.office_id,
        code=ids.token(),
        question=clean(question, multiline=True)[:LONGEST],
        asked_at=at,
        **about,
    )
    append(row.subject, Entry("advice.asked", actor, data={"topic": topic.code, "by_call": row.visit_id is None}))
    work.open_item(
        kind=KIND,
        subject=row.subject,
        title=topic.name[:200],
        detail=str(_("Gọi lại cho người hỏi") if row.visit_id is None else _("Tư vấn theo lịch hẹn")),
        person=row.name,
        state_label=row.state_words,
        address=reverse("queueing:advice", args=[row.pk]),
        unit_id=row.office_id,
        holder_user_id=topic.officer_id,
        opened_at=at,
        due_at=row.due_at,
    )
    return row


def of_visit(visit_id: int) -> Advice | None:
    """The open question of a visit, locked."""
    rows = Advice.objects.regardless("the visit's own question").select_for_update(of=("self",))
    found: Advice | None = rows.filter(visit_id=visit_id, state=AdviceState.OPEN).first()
    return found


def follow_visit(appointment: Appointment) -> None:
    """The appointment has another time: the question is due then."""
    if row := of_visit(appointment.pk):
        row.due_at = appointment.ends
        row.save(update_fields=["due_at"])
        work.reschedule(subject=row.subject, due_at=row.due_at)


def drop_question(visit: Visit) -> None:
    """Nobody comes: there is nothing to answer."""
    if row := of_visit(visit.pk):
        row.state = AdviceState.CANCELLED
        row.save(update_fields=["state"])
        work.close_items(subject=row.subject, kinds=[KIND])


@transaction.atomic
def answer(*, actor: Actor, advice_id: int, answer: str) -> Advice:
    """Notes what was answered, at the visit or on the telephone; the person is told and reads it on their page. Once."""
    rows = Advice.objects.regardless("checked below").select_for_update(of=("self",))
    row: Advice = rows.select_related("topic").get(pk=advice_id)
    demand_at(actor, "queueing.consult", row.office_id)
    if row.state != AdviceState.OPEN:
        raise Conflict(_("Câu hỏi này đã được trả lời hoặc đã hủy."))
    text = clean(answer, multiline=True)[:LONGEST]
    if not text:
        words = _("Ghi lại đã trả lời thế nào")
        raise Refusal(words, fields={"answer": words})
    row.state, row.answer, row.answered_at, row.answered_by = (
        AdviceState.ANSWERED,
        text,
        clock.now(),
        actor.snapshot(),
    )
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    append(row.subject, Entry("advice.answered", actor))
    work.close_items(subject=row.subject, kinds=[KIND], at=row.answered_at)
    tell_answered(row)
    return row


def tell_answered(row: Advice) -> None:
    """A notice with the way to the answer; the answer itself stays behind the link."""
    send(
        "advice.answered",
        user_id=row.user_id,
        phone=unseal(row.contact, purpose="queue-contact") if row.contact else "",
        context={"unit": desk_words(row.unit_id), "link": reverse("queueing:question", args=[row.code])},
        key=f"advice:{row.pk}:answered",
        language=language_of(row),
    )
