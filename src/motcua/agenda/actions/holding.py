"""Two officers who plan at once: plans, rooms and people are held until commit, always in the same order."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils.translation import gettext_lazy as _

from motcua.agenda.models import PlanQuerySet, WeekPlan
from motcua.kernel.numbers import next_number
from motcua.kernel.refusals import Conflict, NotFound

LOCKED = "one plan, checked against the actor right after the lock"


def held_plan(unit_id: int, monday: date) -> WeekPlan:
    """The plan of a week, made when there is none yet; locked until commit."""
    WeekPlan.objects.regardless(LOCKED).get_or_create(unit_id=unit_id, monday=monday)
    plan: WeekPlan = locked(WeekPlan.objects.regardless(LOCKED)).get(unit_id=unit_id, monday=monday)
    return plan


def plan_by_id(plan_id: int) -> WeekPlan:
    """A plan by its id, locked until commit. Refuses with NotFound."""
    plan: WeekPlan | None = locked(WeekPlan.objects.regardless(LOCKED)).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(_("Không tìm thấy lịch tuần này."))
    return plan


def locked(rows: PlanQuerySet) -> PlanQuerySet:
    """The rows with a lock where the database has locks of rows; on SQLite the transaction is the only writer."""
    return rows.select_for_update() if connection.vendor == "postgresql" else rows


def demand_revision(plan: WeekPlan, revision: int | None) -> None:
    """Refuses when the plan is no longer what the officer saw."""
    if revision is not None and revision != plan.revision:
        raise Conflict(_("Lịch tuần vừa có thay đổi. Xem lại rồi thực hiện lần nữa."), code="overtaken")


def hold(*, room_ids: Iterable[int | None], user_ids: Iterable[int]) -> None:
    """Holds rooms and people until commit, so that what is taken can be looked up and written as one step.

    A counter's row is what both databases lock by one statement; sorted names keep two officers from waiting for each
    other for ever, so whoever writes several entries in one transaction holds all of them first.
    """
    names = {f"agenda:person:{user_id}" for user_id in user_ids} | {f"agenda:room:{pk}" for pk in room_ids if pk}
    for name in sorted(names):
        next_number(name)
