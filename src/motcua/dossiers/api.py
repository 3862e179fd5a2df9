"""Dossiers for programs: tracking, filing, the officers' verbs and the inbox, mounted under /api/v1/.

Signed-in endpoints use the session cookie with its CSRF token. The receipt's secret travels in the header `X-Secret`,
never in an address.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja import Field, Path, Router, Schema
from ninja.responses import Status
from ninja.security import SessionAuth

from motcua.accounts.permissions import client_address, demand, staff_hurdle
from motcua.dossiers import actions, queries
from motcua.dossiers.actions import Filing
from motcua.dossiers.models import Dossier
from motcua.files.permissions import owner_of
from motcua.kernel import limits
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.units.queries import unit_by_code
from motcua.work.queries import InboxFilter, inbox

router = Router()
TOO_OFTEN = _("Đã tra cứu quá nhiều lần. Xin thử lại sau ít phút.")
NO_SUCH = _("Không tìm thấy hồ sơ với mã này.")
Text = Annotated[str, Field(max_length=4000)]
Short = Annotated[str, Field(max_length=300)]
Files = dict[str, list[Annotated[str, Field(max_length=64)]]]


class SignedIn(SessionAuth):
    """A signed-in citizen, or an officer past every hurdle (lock, first password, second factor)."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The user, None when somebody has to sign in first."""
        user = request.user
        if not user.is_authenticated or (user.is_staff and staff_hurdle(request) is not None):
            return None
        return user


signed_in = SignedIn(csrf=True)


def actor_of_request(request: Any) -> Actor:
    """Who acts."""
    return getattr(request, "actor", ANONYMOUS)


class Line(Schema):
    """Something that happened."""

    kind: str
    words: str
    at: datetime
    unit: str


class Tracked(Schema):
    """Where a dossier stands; names are masked unless the right secret came along."""

    code: str
    procedure: str
    state: str
    status: str
    national_code: int
    national_status: str
    unit: str
    holder: str
    since: datetime | None
    step: str
    next_step: str
    due: datetime | None
    answer_due: datetime | None
    closed: datetime | None
    paused: bool
    rescheduled: bool
    verdict: str
    what_to_do: str
    owner: str
    timeline: list[Line]


class Problem(Schema):
    """A problem document (RFC 9457)."""

    type: str
    status: int
    title: str
    code: str = ""
    errors: list[dict[str, str]] = []


SECRET_HEADER = {
    "parameters": [{"in": "header", "name": "X-Secret", "required": False, "schema": {"type": "string"}}],
}
KEY_HEADER = {
    "parameters": [
        {"in": "header", "name": "Idempotency-Key", "required": True, "schema": {"type": "string", "minLength": 8}}
    ],
}


@router.get(
    "/tracking/{code}",
    response={200: Tracked, 404: Problem, 429: Problem},
    summary="Tra cứu hồ sơ theo mã",
    openapi_extra=SECRET_HEADER,
)
def tracking(request: HttpRequest, code: Annotated[str, Path(max_length=200)]) -> HttpResponse:
    """Where a dossier stands. A wrong code and a wrong secret get the same answer."""
    return track(code, request.headers.get("X-Secret", ""), client_address(request))


def track(code: str, secret: str, address: str) -> HttpResponse:
    """The answer as JSON, written without detours: this is the most asked question of all."""
    limits.demand("dossiers.track", address, message=TOO_OFTEN, **queries.LOOKUP_LIMIT)
    if secret:
        limits.demand("dossiers.secret", f"{address}:{code[:60]}", message=TOO_OFTEN, **queries.SECRET_LIMIT)
    found = queries.public_progress(code, secret or None)
    if found is None:
        raise NotFound(NO_SUCH)
    body = json.dumps(found.as_json(), ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


TRACKING = "/api/v1/tracking/"


def quick_tracking(request: HttpRequest) -> HttpResponse | None:
    """The public answer before sessions and forms are looked at, for `QuickAnswers`; None leaves it to the usual way.

    Only for the plain question: by code, without a secret, in the language of the house.
    """
    if request.method != "GET" or not request.path_info.startswith(TRACKING) or "HTTP_X_SECRET" in request.META:
        return None
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE) != settings.LANGUAGE_CODE:
        return None
    request.get_host()
    translation.activate(settings.LANGUAGE_CODE)
    try:
        response = track(request.path_info[len(TRACKING) :], "", client_address(request))
    except Refusal:
        return None
    response["X-Frame-Options"] = "DENY"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


class FilingIn(Schema):
    """A filing. `papers`: file ids by paper key; `people`: submitter, owner, representative beside the form's answers."""

    procedure: Short
    unit: Short
    answers: dict[str, Any] = {}
    papers: Files = {}
    people: dict[str, dict[str, Short]] = {}
    delivery_method: Short = "counter"
    delivery_address: Short = ""
    case: Annotated[str, Field(max_length=60)] = ""


class FiledOut(Schema):
    """The dossier that came of it; the same for every repetition of the same key."""

    id: int
    code: str
    secret: str
    state: str
    revision: int
    answer_due: datetime | None


@router.post(
    "/dossiers",
    auth=signed_in,
    response={201: FiledOut, 401: Problem, 403: Problem, 409: Problem, 422: Problem},
    summary="Nộp hồ sơ",
    openapi_extra=KEY_HEADER,
)
def file_dossier(request: HttpRequest, filing: FilingIn) -> Status[dict[str, Any]]:
    """Files a dossier; officers file for somebody at the counter. Send the same Idempotency-Key again after a failure."""
    actor = actor_of_request(request)
    key = request.headers.get("Idempotency-Key", "")
    values = filing.dict() | {"unit_id": unit_by_code(filing.unit).pk, "procedure_code": filing.procedure}
    asked = Filing(**{name: value for name, value in values.items() if name not in ("unit", "procedure")})
    verb = actions.submit_at_counter if actor.is_staff else actions.submit
    dossier = verb(actor=actor, token=key, filing=asked, owner=owner_of(request))
    return Status(201, filed(dossier))


def filed(dossier: Dossier) -> dict[str, Any]:
    """What the filing person gets back."""
    return {
        "id": dossier.pk,
        "code": dossier.code,
        "secret": dossier.secret,
        "state": dossier.state,
        "revision": dossier.revision,
        "answer_due": dossier.answer_due_at,
    }


class InboxOut(Schema):
    """A page of open work."""

    items: list[dict[str, Any]]
    page: int
    more: bool


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


class Seen(Schema):
    """Which revision of the dossier the officer saw; another one now means that somebody was quicker (409)."""

    revision: int


class WithReason(Seen):
    """A verb that needs its reason."""

    reason: Text


class AcceptIn(Seen):
    """Corrections of the checklist: {key: {state, originals, copies}}."""

    papers: dict[str, dict[str, str | int]] = {}


class RefuseIn(WithReason):
    """Why, whom to ask, what is missing."""

    contact: Short = ""
    gaps: list[Short] = []


class RejectIn(WithReason):
    """Why, and whom to ask."""

    contact: Short = ""


class SupplementIn(WithReason):
    """All gaps at once; `leader_reason` for a second request."""

    items: list[dict[str, Short]]
    leader_reason: Text = ""


class AnswerIn(Seen):
    """What the person brought."""

    answers: dict[str, Any] = {}
    papers: Files = {}
    answer: Text = ""


class AssignIn(Seen):
    """To whom."""

    user_id: int
    note: Text = ""


class NoteIn(Seen):
    """A note for the next one."""

    note: Text = ""


class BackIn(WithReason):
    """To which step (0 is the first); left out: where the version says."""

    step: int | None = None


class ConsultIn(Seen):
    """Whom, what, how long, and what silence means."""

    question: Text
    unit_id: int | None = None
    body: Short = ""
    days: Annotated[int, Field(ge=1, le=90)] | None = None
    silence: Annotated[str, Field(pattern="^(consent|none)$")] | None = None


class DutyIn(Seen):
    """How much, for what, by which notice."""

    amount: int
    title: Short
    document: Short
    file: Short = ""


class PaidIn(Seen):
    """By which document; `exempt` with its ground as the document."""

    document: Short
    amount: int | None = None
    exempt: bool = False


class ApologyIn(WithReason):
    """The reason and the one new date."""

    new_due: datetime


class SignIn(NoteIn):
    """Ids of the signed results, in the order of the procedure's results."""

    files: list[Short] = []


class IssueIn(Seen):
    """The result's own number, where it has one."""

    number: Short = ""


class HandOverIn(NoteIn):
    """Who took it, and how."""

    receiver: Short = ""
    delivery: Annotated[str, Field(pattern="^(|counter|post|electronic)$")] = ""


class GrantIn(Seen):
    """Why it may be taken back."""

    reason: Text = ""


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


class Changed(Schema):
    """Where the dossier stands after the verb."""

    id: int
    code: str
    state: str
    revision: int
    due: datetime | None


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
