"""Sending a report: checked, timed, routed, numbered, put into the inbox, all in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.case import KIND, fact_of, write_to
from motcua.feedback.events import ReportSubmitted
from motcua.feedback.models import Category, Photo, PhotoMoment, Report
from motcua.feedback.queries.categories import clocks_of, holder_for, path_of
from motcua.feedback.rules.clocks import LAST
from motcua.feedback.rules.codes import code_of
from motcua.feedback.rules.mercator import cell_of
from motcua.files import actions as files
from motcua.files.models import Owner
from motcua.files.queries import files_by_id
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.numbers import next_number
from motcua.kernel.outbox import announce
from motcua.kernel.prepared import Prepared, insert
from motcua.kernel.refusals import Refusal
from motcua.ledger.actions import Entry, append
from motcua.moderation.actions import admit, trace
from motcua.moderation.queries import Sender
from motcua.units.queries import lies_in, place_at, unit_by_id
from motcua.work import actions as work
from motcua.worktime.queries import calendar_for, due_at

MOST_PHOTOS = 6
EXACTLY_ONCE = "the report that this very form already made"
SENT: Prepared[Report] = Prepared(lambda token: Report.objects.regardless(EXACTLY_ONCE).filter(token=token), mark="?")
BOX = (102.0, 109.5, 8.0, 23.5)
"""West, east, south, north of the country: a place outside is no place of a report."""


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What the person says."""

    category: Category
    description: str
    address: str = ""
    point: tuple[float, float] | None = None
    photos: Sequence[str] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    anonymous: bool = False
    phone: str = ""
    language: str = "vi"


def check(actor: Actor, said: Reported) -> None:
    """Refuses what can't be taken, each fault at its field."""
    faults: dict[str, Any] = {}
    category = said.category
    if not all(node.is_open for node in path_of(category)):
        raise Refusal(_("Nhóm phản ánh này vừa ngừng nhận. Chọn nhóm khác; nội dung đã viết vẫn còn."), code="closed")
    if category.stop_message:
        raise Refusal(category.stop_message, code="other-way")
    if actor.kind != "citizen" and not category.anonymous:
        raise Refusal(
            _("Nhóm này cần số điện thoại đã xác nhận: hãy đăng nhập bằng mã gửi về điện thoại."), code="sign-in"
        )
    if len(clean(said.description)) < 5:
        faults["description"] = _("Viết ngắn gọn điều cần phản ánh")
    if not clean(said.address) and said.point is None and not category.to_leader:
        faults["address"] = _("Ghi địa chỉ, hoặc dùng vị trí hiện tại của điện thoại")
    if said.point is not None and not category.to_leader and (fault := misplaced(category, said.point)):
        faults["address"] = fault
    if len(said.photos) > MOST_PHOTOS:
        faults["photos"] = _("Nhiều nhất %(most)d ảnh") % {"most": MOST_PHOTOS}
    for question in category.questions:
        if question.get("required") and not clean(said.details.get(question["key"], "")):
            faults[f"q-{question['key']}"] = _("Trả lời câu hỏi này")
    if faults:
        raise Refusal(_("Phản ánh còn thiếu thông tin."), fields=faults)


def misplaced(category: Category, point: tuple[float, float]) -> Any:
    """What to say of a place outside the unit's area: which place takes it instead, when one does; "" inside."""
    if not within_country(point):
        return _("Vị trí nằm ngoài địa bàn. Hãy ghi địa chỉ bằng chữ")
    if lies_in(category.unit_id, point):
        return ""
    there = place_at(point, level=unit_by_id(category.unit_id).level)
    if there is None:
        words = _("Vị trí nằm ngoài địa bàn %(here)s. Chọn lại vị trí, hoặc bỏ vị trí và ghi địa chỉ")
        return words % {"here": unit_by_id(category.unit_id).name}
    words = _("Vị trí này thuộc %(there)s. Chọn lại vị trí, hoặc chọn nơi đó để phản ánh tới đúng nơi phụ trách")
    return words % {"there": there.name}


def within_country(point: tuple[float, float]) -> bool:
    """Whether the place can be meant at all."""
    west, east, south, north = BOX
    return west <= point[0] <= east and south <= point[1] <= north


def timed(category: Category, unit_id: int, start: datetime) -> dict[str, Any]:
    """The milestones, each with the policy and the calendar version by which it was counted."""
    version = calendar_for(unit_id, "").version
    found = {}
    for name, policy in clocks_of(category).items():
        deadline = due_at(policy, unit_id, start)
        assert deadline.due is not None
        found[name] = {
            "policy": policy,
            "calendar": version,
            "start": deadline.effective_start.isoformat(),
            "due": deadline.due.isoformat(),
        }
    return found


def submit(
    *,
    actor: Actor,
    token: str,
    said: Reported,
    uploads: Owner | None = None,
    sender: Sender | None = None,
    at: datetime | None = None,
) -> Report:
    """Sends a report; the same `token` again answers the report it already made.

    An anonymous one keeps nothing of the person: no account, no phone. What comes from a `sender` (a browser) is counted
    against its limits; a repetition is not.
    """
    known = SENT.first(token)
    if known is not None:
        return known
    check(actor, said)
    if sender is not None:
        admit(kind="feedback.send", sender=sender, unit_id=said.category.unit_id)
    moment = at or clock.now()
    with transaction.atomic():
        report = build(actor, token, said, moment)
        insert(Report, [report])
        keep_photos(report, said.photos, actor, uploads)
        append(
            report.subject,
            Entry("report.submitted", hidden(actor, said), "applicant", {"code": report.code}, moment, report.unit_id),
        )
        open_work(report)
        if sender is not None:
            trace(subject=report.subject, sender=sender, unit_id=report.unit_id)
        write_to(report, "report.submitted")
        announce(fact_of(ReportSubmitted, report, moment))
    return report


def hidden(actor: Actor, said: Reported) -> Actor:
    """The actor as the ledger keeps it: nobody, for an anonymous report."""
    return Actor(kind="anonymous", name="") if said.anonymous or actor.kind != "citizen" else actor


def build(actor: Actor, token: str, said: Reported, moment: datetime) -> Report:
    """The row, with its clocks and the unit in charge; the routing milestone is reached at once."""
    category = said.category
    clocks = timed(category, category.unit_id, moment)
    named = actor.kind == "citizen" and not (said.anonymous and category.anonymous)
    if "route" in clocks:
        clocks["route"] |= {"met": moment.isoformat(), "verdict": "on_time"}
    labels = {question["key"]: question["label"] for question in category.questions}
    day = clock.local(moment).strftime("%y%m%d")
    point = said.point or (None, None)
    return Report(
        code=code_of(day, next_number(f"feedback:{day}")),
        secret=ids.readable_secret(6),
        token=token,
        unit_id=category.unit_id,
        holder_unit_id=holder_for(category, said.point),
        category=category,
        category_name=" – ".join(node.name for node in reversed(path_of(category))),
        reporter_id=actor.user_id if named else None,
        reporter_name=actor.name if named else "",
        phone=clean(said.phone)[:20] if named else "",
        language=said.language,
        description=clean(said.description, multiline=True)[:4000],
        details=[
            {"label": labels[key], "value": clean(value)[:300]}
            for key, value in said.details.items()
            if key in labels and clean(value)
        ],
        address=clean(said.address)[:250],
        longitude=point[0],
        latitude=point[1],
        cell=cell_of(said.point) if said.point else None,
        clocks=clocks,
        submitted_at=moment,
        due_at=datetime.fromisoformat(clocks[LAST]["due"]),
    )


def demand_pictures(file_ids: Sequence[str]) -> set[str]:
    """Refuses files that are neither pictures nor videos, and more than one video; answers which are videos."""
    known = files_by_id(file_ids)
    for file in known.values():
        if file.kind and not file.kind.startswith(("image/", "video/")):
            words = _("“%(name)s” không phải ảnh hay video") % {"name": file.name}
            raise Refusal(_("Chỉ nhận ảnh và video ngắn."), fields={"photos": words})
    videos = {file_id for file_id, file in known.items() if file.kind.startswith("video/")}
    if len(videos) > 1:
        raise Refusal(_("Chỉ nhận ảnh và video ngắn."), fields={"photos": _("Nhiều nhất một video")})
    return videos


def keep_photos(report: Report, file_ids: Sequence[str], actor: Actor, uploads: Owner | None) -> None:
    """Keeps the pictures for the report, in the order given."""
    unique = list(dict.fromkeys(file_ids))
    videos = demand_pictures(unique)
    files.keep(ids=unique, kept_for=report.subject, actor=actor, owner=uploads, videos=True, raw=True)
    insert(
        Photo,
        [Photo(report=report, file_id=each, moment=PhotoMoment.REPORTED, is_video=each in videos) for each in unique],
    )


def open_work(report: Report, opened_at: datetime | None = None) -> None:
    """One item in the one inbox: its due time is the answer's, its head the one in office now."""
    start = datetime.fromisoformat(report.clocks[LAST]["start"])
    work.open_item(
        kind=KIND,
        subject=report.subject,
        code=report.code,
        title=report.category_name[:200],
        detail=report.category.name,
        person=report.reporter_name,
        search=report.address,
        state_label=str(report.state_words),
        address=f"/can-bo/phan-anh/{report.pk}/",
        unit_id=report.holder_unit_id,
        opened_at=opened_at or report.submitted_at,
        due_at=report.due_at,
        warn_at=start + (report.due_at - start) * 3 / 4,
    )
