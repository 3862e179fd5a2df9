"""What programs send and get."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Field, Schema

Text = Annotated[str, Field(max_length=4000)]
Short = Annotated[str, Field(max_length=300)]
Files = dict[str, list[Annotated[str, Field(max_length=64)]]]


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


class InboxOut(Schema):
    """A page of open work."""

    items: list[dict[str, Any]]
    page: int
    more: bool


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
    unit_ids: Annotated[list[int], Field(max_length=20)] = []
    bodies: Annotated[list[Short], Field(max_length=20)] = []
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
    """Who took it, and how; the receipt's number where a fee is still due."""

    receiver: Short = ""
    fee_document: Short = ""
    delivery: Annotated[str, Field(pattern="^(|counter|post|electronic)$")] = ""


class GrantIn(Seen):
    """Why it may be taken back."""

    reason: Text = ""


class Changed(Schema):
    """Where the dossier stands after the verb."""

    id: int
    code: str
    state: str
    revision: int
    due: datetime | None
