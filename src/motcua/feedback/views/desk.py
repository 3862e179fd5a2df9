"""One report on an officer's screen, the list of reports, and where the routing rules lead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import holds, officer
from motcua.feedback.models import STATES, PhotoMoment, Report
from motcua.feedback.permissions import house, may
from motcua.feedback.queries.categories import leaves_of
from motcua.feedback.queries.maps import map_of
from motcua.feedback.queries.reports import desk_list, merged_into
from motcua.feedback.queries.shots import earlier_answers, shots_of
from motcua.feedback.rules.states import State, fits
from motcua.feedback.views.acts import ACTS
from motcua.feedback.views.opening import opened_report
from motcua.kernel import clock
from motcua.kernel.typed import page_typed
from motcua.ledger.queries import STAFF, timeline
from motcua.moderation.queries import trace_in_scope
from motcua.work.queries import left_words, light

EVENTS: dict[str, Any] = {
    "report.submitted": gettext_lazy("Gửi phản ánh"),
    "report.accepted": gettext_lazy("Tiếp nhận"),
    "report.declined": gettext_lazy("Không tiếp nhận"),
    "report.handed_over": gettext_lazy("Chuyển đơn vị khác"),
    "report.drafted": gettext_lazy("Trình câu trả lời"),
    "report.sent_back": gettext_lazy("Yêu cầu sửa câu trả lời"),
    "report.answered": gettext_lazy("Duyệt và gửi trả lời"),
    "report.handled": gettext_lazy("Xử lý xong ngoài hiện trường"),
    "report.noted": gettext_lazy("Ghi chú nội bộ"),
    "report.published": gettext_lazy("Công khai"),
    "report.withheld": gettext_lazy("Gỡ khỏi trang công khai"),
    "report.rated": gettext_lazy("Người phản ánh đánh giá"),
    "report.reopened": gettext_lazy("Người phản ánh yêu cầu xử lý lại"),
    "report.assigned": gettext_lazy("Giao cho người khác"),
    "report.referred": gettext_lazy("Chuyển tổng đài 1022"),
    "report.referral_taken": gettext_lazy("Tổng đài 1022 đã nhận"),
    "report.merged": gettext_lazy("Gộp vào phản ánh khác"),
    "report.absorbed": gettext_lazy("Gộp một phản ánh khác vào đây"),
    "report.settled": gettext_lazy("Kết thúc cùng phản ánh giữ lại"),
    "work.handed_over": gettext_lazy("Bàn giao danh sách việc"),
}
SHOWN = ("into", "to", "number", "code", "with", "reason", "text", "note")
"""What of an event's data is shown beside its name."""
COLOURS = {
    "submitted": "blue",
    "handling": "teal",
    "approval": "yellow",
    "answered": "green",
    "declined": "grey",
    "merged": "grey",
}


def told(report: Report) -> list[dict[str, Any]]:
    """What happened, the newest first."""
    return [
        {
            "at": event.at,
            "title": EVENTS.get(event.kind, event.kind),
            "who": ", ".join(filter(None, (event.actor.get("name"), event.actor.get("post")))),
            "text": " · ".join(str(event.data[name]) for name in SHOWN if event.data.get(name)),
        }
        for event in reversed(timeline(report.subject, STAFF))
    ]


def said(report: Report) -> dict[str, Any]:
    """What the unit has said so far, with what it is: only a draft in approval waits for anybody."""
    if report.answer:
        return {"title": _("Câu trả lời"), "text": report.answer}
    if report.refusal:
        return {"title": _("Lý do không tiếp nhận"), "text": report.refusal}
    if report.state == State.APPROVAL:
        return {"title": _("Câu trả lời đang trình"), "text": report.draft_answer}
    if report.draft_answer:
        return {"title": _("Câu trả lời chưa gửi"), "text": report.draft_answer}
    return {"title": _("Ảnh sau xử lý"), "text": ""}


@officer("feedback.view")
@require_safe
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """Everything known of one report and what can be done now."""
    report = opened_report(request, report_id)
    actor: Any = request.actor  # type: ignore[attr-defined]
    acts = [act for act in ACTS if fits(act.verb, State(report.state)) and may(actor, act.verb, report)]
    acts = [act for act in acts if act.verb != "withhold" or report.published_at]
    acts = [act for act in acts if act.verb != "complete" or not report.handled_at]
    moment = clock.now()
    context = {
        "report": report,
        "acts": acts,
        "may_block": holds(actor, "moderation.block") and trace_in_scope(actor, report.subject),
        "events": told(report),
        "colour": COLOURS[report.state],
        "light": light(report.due_at, report.submitted_at, moment),
        "said": said(report),
        "left": left_words(report.holder_unit_id, report.due_at, moment),
        "before": shots_of(report, PhotoMoment.REPORTED),
        "after": shots_of(report, PhotoMoment.AFTER, report.round),
        "earlier": earlier_answers(report),
        "merged": merged_into(report),
        "sheet": map_of(report),
    }
    return render(request, "feedback/desk/show.html", context)


@officer("feedback.view")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Reports in scope, the newest first, by state, category and whether they are past their time."""
    state = request.GET.get("trang-thai", "")
    state = state if state in dict(STATES) else ""
    actor: Any = request.actor  # type: ignore[attr-defined]
    place = house(actor.unit_id)
    categories = leaves_of(place) if place is not None else []
    category = next((each for each in categories if each.key == request.GET.get("nhom", "")), None)
    late = request.GET.get("han") == "qua"
    number = page_typed(request.GET.get("trang"))
    page = desk_list(actor, state=state, category_id=category.pk if category else None, late=late, page=number)
    context = {"page": page, "states": STATES, "state": state, "colours": COLOURS}
    context |= {"categories": categories, "category": category, "late": late}
    context["may_rules"] = holds(actor, "feedback.rules")
    return render(request, "feedback/desk/list.html", context)
