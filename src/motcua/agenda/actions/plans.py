"""The way of a week's plan: submit, send back, approve, publish; and back to drafting when something changes."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.agenda.actions.holding import demand_revision, plan_by_id
from motcua.agenda.events import WeekPublished
from motcua.agenda.models import Edition, WeekPlan
from motcua.agenda.permissions import demand_run, demand_second_person
from motcua.agenda.queries import APPROVE, PUBLISH, REVISE
from motcua.agenda.queries.editions import next_document, public_entries
from motcua.agenda.rules.states import ForbiddenMove, State, target_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import Conflict, Refusal
from motcua.ledger.actions import Entry, append
from motcua.work import actions as work
from motcua.worktime.queries import due_at

WITHIN = "working 1d"
"""The house's own rule: a plan is read, and an approved one published, within a working day."""
LOOK_BACK = timedelta(days=60)
KINDS = (APPROVE, PUBLISH, REVISE)
OVER = gettext_lazy("Tuần đã qua giữ nguyên như đã làm.")


def move(plan: WeekPlan, verb: str) -> None:
    """Leads a locked plan along an edge; refuses with Conflict where there is none."""
    try:
        plan.state = target_of(verb, State(plan.state)).value
    except ForbiddenMove:
        words = _("Lịch tuần đang ở trạng thái “%(state)s” nên không thực hiện được việc này.")
        raise Conflict(words % {"state": plan.state_words}, code="wrong-state") from None


def due_time(unit_id: int, at: datetime) -> datetime | None:
    """When the next step should be done; None before a working calendar was published."""
    try:
        return due_at(WITHIN, unit_id, at).due
    except Refusal:
        return None


def ask(plan: WeekPlan, kind: str, title: str, *, role: str = "", user_id: int | None = None) -> None:
    """Puts the next step into the inbox, in place of the one before."""
    work.close_items(subject=plan.subject, kinds=KINDS)
    work.open_item(
        kind=kind,
        subject=plan.subject,
        code=plan.week.span,
        title=title,
        detail=plan.unit.name[:200],
        unit_id=plan.unit_id,
        holder_role=role,
        holder_user_id=user_id,
        state_label=str(plan.state_words),
        address=f"{reverse('agenda:desk')}?don-vi={plan.unit.code}&ngay={plan.monday:%Y-%m-%d}",
        due_at=due_time(plan.unit_id, clock.now()),
    )


def tell(plan: WeekPlan, kind: str, actor: Actor, **data: Any) -> None:
    """Writes down what happened to the plan."""
    told = {"monday": plan.monday.isoformat(), "revision": plan.revision, **data}
    append(plan.subject, Entry(kind, actor, data=told, unit_id=plan.unit_id))


def altered(plan: WeekPlan, actor: Actor) -> None:
    """An entry of a locked plan changed: it grows, and what had been read must be read again."""
    was = State(plan.state)
    move(plan, "alter")
    plan.revision += 1
    plan.save(update_fields=["state", "revision"])
    if was is not State.DRAFT:
        work.close_items(subject=plan.subject, kinds=[APPROVE, PUBLISH])
        tell(plan, "plan-reopened", actor, was=was.value)


def started(actor: Actor, verb: str, plan_id: int, revision: int | None) -> WeekPlan:
    """The plan, locked and checked: the actor may, it is what they saw, its week is not over."""
    plan = plan_by_id(plan_id)
    demand_run(actor, verb, plan.unit_id)
    demand_revision(plan, revision)
    if plan.week.is_over(clock.today()):
        raise Refusal(OVER, code="over")
    return plan


@transaction.atomic
def submit(*, actor: Actor, plan_id: int, revision: int | None = None) -> WeekPlan:
    """Puts the plan before the leaders; a week without any entry is not submitted."""
    plan = started(actor, "submit", plan_id, revision)
    if not plan.entries.regardless("the plan was checked").exists():
        raise Refusal(_("Tuần này chưa có việc nào để trình."), code="empty")
    move(plan, "submit")
    plan.submitted_at, plan.submitted_by, plan.submitted_by_user_id = clock.now(), actor.snapshot(), actor.user_id
    plan.return_reason = ""
    plan.save()
    ask(plan, APPROVE, _("Duyệt lịch công tác tuần %(span)s") % {"span": plan.week.span}, role="unit_head")
    tell(plan, "plan-submitted", actor)
    return plan


@transaction.atomic
def send_back(*, actor: Actor, plan_id: int, reason: str, revision: int | None = None) -> WeekPlan:
    """A leader wants something changed and says what; whoever submitted finds it in the inbox."""
    reason = clean(reason, multiline=True)[:1000]
    if not reason:
        raise Refusal(_("Cần ghi điều phải sửa."), fields={"reason": _("Ghi điều phải sửa")})
    plan = started(actor, "approve", plan_id, revision)
    move(plan, "send_back")
    plan.return_reason = reason
    plan.save()
    title = _("Sửa lịch công tác tuần %(span)s theo ý kiến lãnh đạo") % {"span": plan.week.span}
    ask(plan, REVISE, title, role="clerk", user_id=plan.submitted_by_user_id)
    tell(plan, "plan-sent-back", actor, reason=reason)
    return plan


@transaction.atomic
def approve(*, actor: Actor, plan_id: int, revision: int | None = None, at_once: bool = False) -> WeekPlan:
    """A leader, or the head of the office, agrees with the plan as it stands; with `at_once` it is published too."""
    plan = started(actor, "approve", plan_id, revision)
    demand_second_person(actor, plan)
    move(plan, "approve")
    plan.approved_at, plan.approved_by = clock.now(), actor.snapshot()
    plan.save()
    tell(plan, "plan-approved", actor)
    if at_once:
        release(plan, actor)
    else:
        ask(plan, PUBLISH, _("Công bố lịch công tác tuần %(span)s") % {"span": plan.week.span}, role="clerk")
    return plan


@transaction.atomic
def publish(*, actor: Actor, plan_id: int, revision: int | None = None) -> WeekPlan:
    """Freezes what was approved as the next edition: from now on everybody reads it."""
    plan = started(actor, "publish", plan_id, revision)
    release(plan, actor)
    return plan


@transaction.atomic
def end_weeks(*, actor: Actor) -> int:
    """Takes what can't be done any more out of the inbox: steps of weeks that are over; answers how many plans."""
    over = clock.today() - timedelta(days=6)
    rows = WeekPlan.objects.regardless("the end of the week").filter(monday__lt=over, monday__gte=over - LOOK_BACK)
    ended = 0
    for plan in rows.exclude(state=State.PUBLISHED.value):
        if work.close_items(subject=plan.subject, kinds=KINDS):
            tell(plan, "plan-expired", actor)
            ended += 1
    return ended


def release(plan: WeekPlan, actor: Actor) -> None:
    """The next edition of a locked, approved plan."""
    move(plan, "publish")
    entries = public_entries(plan)
    document = next_document(plan, entries)
    shown = {entry["uid"] for entry in document}
    people = {str(each.uid): [one.user_id for one in each.people.all()] for each in entries if str(each.uid) in shown}
    edition = Edition.objects.create(
        plan=plan,
        number=plan.edition + 1,
        document={"entries": document},
        people=people,
        published_at=clock.now(),
        published_by=actor.snapshot(),
    )
    plan.edition = edition.number
    plan.save()
    work.close_items(subject=plan.subject, kinds=KINDS)
    marks = {mark: sum(entry["mark"] == mark for entry in document) for mark in ("added", "changed", "cancelled")}
    tell(plan, "plan-published", actor, edition=edition.number, entries=len(document), **marks)
    announce(WeekPublished(plan.unit_id, plan.monday.isoformat(), edition.number))
