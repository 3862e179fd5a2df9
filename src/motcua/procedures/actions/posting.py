"""Who performs a role of steps at a unit: said from a day on, replaced by the next word, ended, or read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts import permissions as accounts
from motcua.accounts.models import User
from motcua.accounts.queries import house_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.stamp import touch
from motcua.procedures.models import StepPost
from motcua.procedures.queries.posts import PLACES, VERB, seats_for
from motcua.procedures.rules.checking import STAFF, UNIT
from motcua.procedures.rules.posts import PostLine, read_posts
from motcua.units import queries as units
from motcua.units.models import Post

NONE_SUCH = _("Không có phân công này.")


@dataclass(frozen=True)
class Choice:
    """Who performs a role: an office, and narrower a post in it or an officer; never both."""

    office_id: int
    post_id: int | None = None
    officer_id: int | None = None


@transaction.atomic
def assign_post(
    *,
    actor: Actor,
    unit_id: int,
    place: str,
    role: str,
    choice: Choice,
    valid_from: date,
    valid_until: date | None = None,
    reason: str = "",
) -> StepPost:
    """From `valid_from` on this office, post or officer performs the role at the unit; the word before ends on that day.

    Dossiers that stand at a step already stay where they are. Refuses offices of another house, posts and officers who
    won't hold the role there on that day, days that have passed, and starts before a later word.
    """
    accounts.demand(actor, VERB, unit_id)
    node = units.tree().nodes.get(unit_id)
    if node is None or node.level not in PLACES:
        raise NotFound(_("Chỉ thành phố, quận, huyện, phường, xã có phân công riêng."))
    if not UNIT.fullmatch(place) or role not in STAFF:
        raise NotFound(_("Không có vai trò này trong các bước."))
    own = StepPost.objects.select_for_update().filter(unit_id=unit_id, place=place, role=role)
    faults = {**day_faults(own, valid_from, valid_until), **choice_faults(unit_id, role, choice, valid_from)}
    if faults:
        raise Refusal(_("Chưa lưu được phân công."), fields=faults, code="invalid")
    own.filter(valid_from=valid_from).delete()
    for before in own.filter(Q(valid_until=None) | Q(valid_until__gt=valid_from)):
        close(before, valid_from, actor)
    row = StepPost.objects.create(
        unit_id=unit_id, place=place, role=role, office_id=choice.office_id, post_id=choice.post_id,
        officer_id=choice.officer_id, reason=clean(reason)[:500], valid_from=valid_from, valid_until=valid_until,
        made_at=clock.now(), made_by=actor.snapshot(),
    )  # fmt: skip
    touch()
    until = {"valid_until": valid_until.isoformat()} if valid_until else {}
    note(row, "step-post-assigned", actor, {"valid_from": valid_from.isoformat(), **until})
    return row


def day_faults(own: Any, valid_from: date, valid_until: date | None) -> dict[str, Any]:
    """What is wrong with the days."""
    if valid_from < clock.today():
        return {"valid_from": _("Chọn từ hôm nay trở đi")}
    if own.filter(valid_from__gt=valid_from).exists():
        return {"valid_from": _("Đã có phân công bắt đầu sau ngày này")}
    if valid_until is not None and valid_until <= valid_from:
        return {"valid_until": _("Chọn ngày sau ngày bắt đầu")}
    return {}


def choice_faults(unit_id: int, role: str, choice: Choice, day: date) -> dict[str, Any]:
    """What speaks against the choice on its first day."""
    if choice.office_id not in house_of(unit_id):
        return {"choice": _("Chọn một bộ phận của chính đơn vị này")}
    if choice.post_id is None and choice.officer_id is None:
        return {}
    at = clock.now() if day <= clock.today() else datetime.combine(day, time(12), clock.LOCAL)
    there = seats_for(choice.office_id, role, at)
    if choice.officer_id is not None and choice.officer_id not in {seat.user_id for seat in there}:
        return {"choice": _("Người này không giữ nhiệm vụ đó ở bộ phận này")}
    if choice.post_id is not None and choice.post_id not in {seat.post_id for seat in there}:
        return {"choice": _("Không ai ở chức vụ này giữ nhiệm vụ đó")}
    return {}


@transaction.atomic
def end_post(*, actor: Actor, step_post_id: int, on: date | None = None) -> StepPost:
    """From the day `on` (default: today) the step's words decide again; a word that never held is withdrawn."""
    row = StepPost.objects.select_for_update().filter(pk=step_post_id).first()
    if row is None or not accounts.covers(actor, row.unit_id):
        raise NotFound(NONE_SUCH)
    accounts.demand(actor, VERB, row.unit_id)
    day = on or clock.today()
    if day < clock.today() or (row.valid_until is not None and row.valid_until <= day):
        raise Refusal(_("Chỉ kết thúc từ hôm nay trở đi."), fields={"on": _("Chọn từ hôm nay trở đi")})
    if day <= row.valid_from:
        note(row, "step-post-withdrawn", actor, {"valid_from": row.valid_from.isoformat()})
        row.delete()
    else:
        close(row, day, actor)
    touch()
    return row


def close(row: StepPost, until: date, actor: Actor) -> None:
    """Sets the end and writes it down."""
    row.valid_until = until
    row.save(update_fields=["valid_until"])
    note(row, "step-post-ended", actor, {"valid_until": until.isoformat()})


def note(row: StepPost, kind: str, actor: Actor, data: Mapping[str, Any]) -> None:
    """One line of the unit's ledger of posts, with the names as they were then."""
    told = {
        "place": row.place, "role": row.role, "office": row.office.name, "post": row.post.title if row.post else "",
        "officer": row.officer.full_name if row.officer else "", "reason": row.reason, **data,
    }  # fmt: skip
    stream = f"step-posts:{units.unit_by_id(row.unit_id).code}"
    ledger.append(stream, ledger.Entry(kind, actor, "staff", told, unit_id=row.unit_id))


@transaction.atomic
def import_posts(*, actor: Actor, content: bytes, unit_id: int | None = None) -> int:
    """Takes a file of such words, all or none; refuses with the fault of each line. `unit_id` keeps it to one unit."""
    lines, faults = read_posts(content)
    named = {f"line-{number}": words for number, words in faults}
    done = 0
    for line in lines if not named else ():
        try:
            with transaction.atomic():
                taken = take(actor, line, unit_id)
        except Refusal as refusal:
            said = next(iter(refusal.fields.values()), refusal.message)
            named[f"line-{line.number}"] = _("Dòng %(line)s: %(fault)s") % {"line": line.number, "fault": said}
        else:
            done += taken
    if named:
        raise Refusal(_("Tệp có lỗi, chưa ghi gì."), fields=named, code="broken-file")
    return done


def take(actor: Actor, line: PostLine, unit_id: int | None) -> int:
    """One line; one that says what holds already changes nothing."""
    unit = units.unit_by_code(line.unit)
    if unit_id is not None and unit.pk != unit_id:
        raise Refusal(_("Dòng của đơn vị khác."))
    office = units.unit_by_code(line.office)
    post = Post.objects.filter(unit_id=office.pk, code=line.post).first() if line.post else None
    officer = User.objects.staff().filter(username=line.officer).first() if line.officer else None
    if (line.post and post is None) or (line.officer and officer is None):
        raise Refusal(_("Không có chức vụ hoặc cán bộ này."))
    choice = Choice(office.pk, post.pk if post else None, officer.pk if officer else None)
    same = StepPost.objects.filter(
        unit=unit, place=line.place, role=line.role, office=office, post=post, officer=officer,
        valid_until=line.valid_until, valid_from__lte=max(line.valid_from, clock.today()),
    )  # fmt: skip
    if same.exists():
        return 0
    assign_post(
        actor=actor, unit_id=unit.pk, place=line.place, role=line.role, choice=choice,
        valid_from=max(line.valid_from, clock.today()), valid_until=line.valid_until, reason=line.reason,
    )  # fmt: skip
    return 1
