"""The officers' inbox and verbs, one operation each."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router

from motcua.accounts.permissions import demand
from motcua.dossiers import actions
from motcua.dossiers.api.schemas import (
    AcceptIn,
    AnswerIn,
    ApologyIn,
    AssignIn,
    BackIn,
    Changed,
    ConsultIn,
    DutyIn,
    GrantIn,
    HandOverIn,
    InboxOut,
    IssueIn,
    NoteIn,
    PaidIn,
    Problem,
    RefuseIn,
    RejectIn,
    Seen,
    Short,
    SignIn,
    SupplementIn,
    WithReason,
)
from motcua.dossiers.api.signing_in import actor_of_request, signed_in
from motcua.dossiers.models import Dossier
from motcua.work.queries import InboxFilter, inbox

router = Router()


@router.get("/inbox", auth=signed_in, response={200: InboxOut, 401: Problem, 403: Problem}, summary="Danh sách việc")
def read_inbox(
    request: HttpRequest,
    kind: Short = "",
    holder: Short = "",
    colour: Short = "",
    text: Short = "",
    page: Annotated[int, Field(ge=1, le=400)] = 1,
) -> dict[str, Any]:
    """Open work in the officer's units, the earliest due first."""
    actor = actor_of_request(request)
    demand(actor, "work.see")
    found = inbox(actor, InboxFilter(kind=kind, holder=holder, colour=colour, text=text, page=page))
    return {"items": found.items, "page": found.number, "more": found.has_next}


VERBS: dict[str, tuple[type[Seen], Any]] = {
    "accept": (AcceptIn, _("Tiếp nhận")),
    "refuse": (RefuseIn, _("Từ chối tiếp nhận")),
    "request_supplement": (SupplementIn, _("Yêu cầu bổ sung")),
    "answer_supplement": (AnswerIn, _("Ghi nhận bổ sung")),
    "assign": (AssignIn, _("Phân công")),
    "complete_step": (NoteIn, _("Hoàn thành bước")),
    "return_to_step": (BackIn, _("Chuyển lại bước trước")),
    "consult": (ConsultIn, _("Lấy ý kiến")),
    "demand_payment": (DutyIn, _("Thông báo nghĩa vụ tài chính")),
    "record_payment": (PaidIn, _("Ghi nhận nộp tiền")),
    "reject_as_ineligible": (RejectIn, _("Không đủ điều kiện giải quyết")),
    "apologise": (ApologyIn, _("Ký phiếu xin lỗi, hẹn lại")),
    "request_withdrawal": (WithReason, _("Yêu cầu rút hồ sơ")),
    "withdraw": (GrantIn, _("Rút hồ sơ")),
    "decline_withdrawal": (WithReason, _("Không đồng ý cho rút")),
    "stop": (WithReason, _("Dừng giải quyết")),
    "sign": (SignIn, _("Ký kết quả")),
    "issue": (IssueIn, _("Phát hành")),
    "hand_over": (HandOverIn, _("Trả kết quả")),
    "archive": (Seen, _("Lưu trữ")),
}


def endpoint(verb: str, schema: type[Seen]) -> Callable[..., Any]:
    """The operation of one verb: one call to its action."""

    def run(request: HttpRequest, dossier_id: int, given: schema) -> dict[str, Any]:  # type: ignore[valid-type]
        values = given.dict()  # type: ignore[attr-defined]
        revision = values.pop("revision")
        actor = actor_of_request(request)
        done = getattr(actions, verb)(actor=actor, dossier_id=dossier_id, expected_revision=revision, **values)
        dossier = done if isinstance(done, Dossier) else done.dossier
        return {
            "id": dossier.pk,
            "code": dossier.code,
            "state": dossier.state,
            "revision": dossier.revision,
            "due": dossier.due_at,
        }

    run.__name__ = verb
    run.__doc__ = getattr(actions, verb).__doc__
    return run


def add_verbs() -> None:
    """Puts up one operation per verb."""
    problems = dict.fromkeys((401, 403, 404, 409, 422), Problem)
    for verb, (schema, title) in VERBS.items():
        path = f"/dossiers/{{int:dossier_id}}/{verb.replace('_', '-')}"
        operation = router.post(path, auth=signed_in, response={200: Changed, **problems}, summary=str(title))
        operation(endpoint(verb, schema))


add_verbs()
