"""Following a report instead of sending the same once more: its milestones are told to all who follow."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.feedback.models import Follower, Report
from motcua.feedback.rules.states import State
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.notifications.actions import send

ANYONE = "whether a report is followed is the follower's own business"
MILESTONES = frozenset(
    {
        "report.accepted",
        "report.declined",
        "report.answered",
        "report.handled",
        "report.published",
        "report.reopened",
        "report.merged",
    }
)
TELL = "feedback.tell_followers"


def words_of(kind: str) -> str:
    """What happened, for a notice, in the language that is switched on."""
    return {
        "report.accepted": _("đã được tiếp nhận"),
        "report.declined": _("không được tiếp nhận"),
        "report.answered": _("đã có trả lời"),
        "report.handled": _("đã được xử lý xong"),
        "report.published": _("câu trả lời đã được công khai"),
        "report.reopened": _("được xử lý lại"),
        "report.merged": _("được gộp với phản ánh khác"),
    }[kind]


def follow(*, actor: Actor, report_id: int, came_from: str = "") -> Report:
    """Follows a report, or where it was merged to the one that it is now part of; twice is once."""
    if actor.kind != "citizen" or actor.user_id is None:
        raise NotAllowed(_("Đăng nhập để theo dõi: thông báo gửi về điện thoại đã xác nhận."))
    with transaction.atomic():
        report = last_of(report_id)
        if report.state == State.DECLINED:
            raise Refusal(_("Phản ánh này không được tiếp nhận nên không có gì để theo dõi."))
        if report.reporter_id != actor.user_id:
            put(report, actor.user_id, came_from)
    return report


def last_of(report_id: int) -> Report:
    """The report, or the one that it was merged into. Refuses with NotFound."""
    report = Report.objects.regardless(ANYONE).filter(pk=report_id).first()
    if report is None:
        raise NotFound(_("Không tìm thấy phản ánh."))
    return last_of(report.merged_into_id) if report.merged_into_id else report


def put(report: Report, user_id: int, came_from: str = "") -> None:
    """The row, and the count beside the report."""
    _row, made = Follower.objects.get_or_create(
        report=report, user_id=user_id, defaults={"since": clock.now(), "came_from": came_from}
    )
    if made:
        count(report.pk, 1)


def count(report_id: int, change: int) -> None:
    """Changes the number of followers in place."""
    Report.objects.regardless(ANYONE).filter(pk=report_id).update(followed=F("followed") + change)


def unfollow(*, actor: Actor, report_id: int) -> Report:
    """No more notices; who didn't follow is told the same."""
    with transaction.atomic():
        report = last_of(report_id)
        gone, _each = Follower.objects.filter(report=report, user_id=actor.user_id or 0).delete()
        if gone:
            count(report.pk, -1)
    return report


def tell_followers(*, report_id: int, kind: str, revision: int) -> int:
    """Sends one milestone to all followers, each once, in the language of each; answers how many."""
    report = Report.objects.regardless(ANYONE).get(pk=report_id)
    rows = Follower.objects.filter(report=report).select_related("user").order_by("id")
    told = 0
    for row in rows.iterator(chunk_size=500):
        with override(row.user.language):
            title = words_of(kind)
        send(
            "report.followed",
            to_user=row.user,
            phone=row.user.phone or "",
            language=row.user.language,
            context={"code": report.code, "title": title},
            link=f"/phan-anh/{report.code}",
            related=report.subject,
            key=f"followed:{report.pk}:{revision}:{kind}:{row.user_id}",
        )
        told += 1
    return told
