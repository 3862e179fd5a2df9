"""Asking another body: with a time limit, and with what its silence means."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.case import Case, locked, opened
from motcua.dossiers.actions.holding import close_items, open_item, relabel
from motcua.dossiers.models import Consultation, Dossier, Silence
from motcua.dossiers.permissions import demand_step, works_in
from motcua.dossiers.queries.clocks import limit_at
from motcua.dossiers.rules.states import State
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.units.queries import unit_by_id

DEFAULT_DAYS = 5
MOST_AT_ONCE = 20
LONGEST = timedelta(days=120)


def consult(
    *,
    actor: Actor,
    dossier_id: int,
    question: str,
    unit_ids: Sequence[int] = (),
    bodies: Sequence[str] = (),
    days: int | None = None,
    silence: str | None = None,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> list[Consultation]:
    """Asks units of this installation and other bodies side by side; the clock runs on, the dossier stays with who asked.

    Each answers for itself, and the last answer gives the step back. `days` are working days; both they and the meaning
    of silence default to what the version says. Refuses a body that has not answered an earlier question yet.
    """
    question = clean(question, multiline=True)[:4000]
    asked = _named(unit_ids, bodies)
    faults: dict[str, object] = {}
    if not question:
        faults["question"] = _("Hãy ghi nội dung cần lấy ý kiến")
    if not asked:
        faults["bodies"] = _("Hãy chọn hoặc ghi tên cơ quan được lấy ý kiến")
    if len(asked) > MOST_AT_ONCE:
        faults["bodies"] = _("Mỗi lần lấy ý kiến nhiều nhất %(most)d cơ quan") % {"most": MOST_AT_ONCE}
    if faults:
        raise Refusal(_("Chưa đủ thông tin để lấy ý kiến."), fields=faults, code="invalid")
    with opened(dossier_id, "consult", actor=actor, expected_revision=expected_revision, at=at) as case:
        if case.step is not None:
            demand_step(actor, case.dossier, case.step.role)
        _demand_unasked(case, asked)
        if case.dossier.state != State.CONSULTING:
            case.dossier.prior_state = case.dossier.state
        case.go("consult")
        consultations = [_ask(case, question, unit_id, name, days, silence) for name, unit_id in asked.items()]
        relabel(case)
        case.moved()
    return consultations


def _named(unit_ids: Sequence[int], bodies: Sequence[str]) -> dict[str, int | None]:
    """Who is asked, each once: names with the unit's id, None for a body outside."""
    outside = {name: None for body in bodies if (name := clean(body)[:250])}
    return {**outside, **{unit_by_id(pk).name: pk for pk in unit_ids}}


def _demand_unasked(case: Case, asked: Mapping[str, int | None]) -> None:
    open_ones = Consultation.objects.filter(dossier=case.dossier, answered_at__isnull=True)
    waiting = {(each.unit_id, each.body.casefold()) for each in open_ones}
    twice = [name for name, unit_id in asked.items() if (unit_id, name.casefold()) in waiting]
    if twice:
        words = _("Đang chờ ý kiến của %(names)s") % {"names": ", ".join(twice)}
        raise Refusal(words, fields={"bodies": words}, code="asked")


def _ask(
    case: Case, question: str, unit_id: int | None, name: str, days: int | None, silence: str | None
) -> Consultation:
    rule = case.definition.consultation
    span = min(max(1, days or rule.days or DEFAULT_DAYS), 90)
    due = limit_at(f"working {span}d", case.dossier.unit_id, case.at, field=case.definition.field_code)
    consultation = Consultation.objects.create(
        dossier=case.dossier,
        unit_id=unit_id,
        body=name,
        question=question,
        by=case.actor.snapshot(),
        asked_at=case.at,
        due_at=due or case.at + LONGEST,
        silence=silence if silence in Silence.values else rule.silence,
    )
    _watch(case, consultation)
    told = {"body": name, "question": question, "due": consultation.due_at, "silence": consultation.silence}
    case.tell("dossier.consulted", told, audience="staff")
    case.tell("dossier.consulted", {"body": name, "due": consultation.due_at}, public=True)
    return consultation


def _watch(case: Case, consultation: Consultation) -> None:
    """Another house of this installation gets the question as its own item; for outside bodies the asker watches."""
    asked_inside = consultation.unit_id is not None
    open_item(
        case,
        "dossier.consult",
        unit_id=consultation.unit_id or case.dossier.holder_unit_id,
        role="specialist" if asked_inside or case.step is None else case.step.role,
        due=consultation.due_at,
        user_id=None if asked_inside else case.actor.user_id,
        title="Cho ý kiến về hồ sơ" if asked_inside else "",
    )


def answer_consultation(
    *,
    actor: Actor,
    consultation_id: int,
    answer: str,
    agrees: bool | None = None,
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Records what the body answered; the last open question gives the step back."""
    answer = clean(answer, multiline=True)[:8000]
    if not answer:
        raise Refusal(_("Hãy ghi nội dung trả lời."), fields={"answer": _("Hãy ghi nội dung trả lời")}, code="invalid")
    dossier_id = Consultation.objects.filter(pk=consultation_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NotFound(_("Không tìm thấy yêu cầu lấy ý kiến."))
    with opened(dossier_id, "answer_consultation", actor=actor, expected_revision=expected_revision, at=at) as case:
        verdict = "" if agrees is None else "agrees" if agrees else "objects"
        _answered(case, consultation_id, answer, verdict)
    return case.dossier


def _answered(case: Case, consultation_id: int, answer: str, verdict: str) -> None:
    waiting = list(Consultation.objects.filter(dossier=case.dossier, answered_at__isnull=True))
    consultation = next((each for each in waiting if each.pk == consultation_id), None)
    if consultation is None:
        raise Refusal(_("Yêu cầu lấy ý kiến này đã có trả lời."), code="answered")
    if not works_in(case.actor, case.dossier.holder_unit_id) and not works_in(case.actor, consultation.unit_id):
        raise NotAllowed(_("Yêu cầu lấy ý kiến này gửi đến đơn vị khác."))
    consultation.answered_at, consultation.answer, consultation.verdict = case.at, answer, verdict
    consultation.answered_by = case.actor.snapshot()
    consultation.save(update_fields=["answered_at", "answer", "verdict", "answered_by"])
    last = len(waiting) == 1
    same_unit = sum(each.unit_id == consultation.unit_id for each in waiting) > 1
    if last or not same_unit:
        where = consultation.unit_id or case.dossier.holder_unit_id
        close_items(case, ["dossier.consult"], unit_id=None if last else where)
    case.go("answer_consultation", State.PROCESSING if last else State.CONSULTING)
    if last:
        relabel(case)
    case.tell(
        "dossier.consultation_answered",
        {"body": consultation.body, "answer": answer, "verdict": verdict},
        audience="staff",
    )
    case.tell("dossier.consultation_answered", {"body": consultation.body}, public=True)
    case.moved()


@transaction.atomic
def take_silence(*, consultation_id: int, at: datetime | None = None) -> bool:
    """Counts silence past the limit as consent, where that was the rule; False when it was answered meanwhile."""
    moment = at or clock.now()
    consultation = Consultation.objects.filter(pk=consultation_id).first()
    if consultation is None or consultation.silence != Silence.CONSENT:
        return False
    dossier = locked(consultation.dossier_id)
    consultation.refresh_from_db()
    if consultation.answered_at is not None or consultation.due_at > moment or dossier.state != State.CONSULTING:
        return False
    with opened(dossier.pk, "answer_consultation", actor=SYSTEM, at=moment) as case:
        _answered(case, consultation_id, "Hết thời hạn không có trả lời, coi như đồng ý.", "silence")
    return True
