"""What stands on each slip, frozen as plain JSON (TT 03/2025/TT-VPCP, Annex I). Values in, values out.

A slip is an official Vietnamese paper: its words are Vietnamese whatever language its reader has chosen.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from motcua.dossiers.slips.words import LOCAL, day_words, moment_words, plain_procedure, short_moment

LAYOUT = 1
Contents = dict[str, Any]


class SlipKind(IntEnum):
    """The seven forms by their official numbers."""

    RECEIPT = 1
    SUPPLEMENT = 2
    REFUSAL = 3
    APOLOGY = 4
    STOP = 5
    CONTROL = 6
    REGISTER = 7


TITLES = {
    SlipKind.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    SlipKind.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    SlipKind.REFUSAL: "Phiếu từ chối tiếp nhận, giải quyết hồ sơ",
    SlipKind.APOLOGY: "Văn bản xin lỗi và đề nghị gia hạn",
    SlipKind.STOP: "Thông báo dừng giải quyết hồ sơ",
    SlipKind.CONTROL: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    SlipKind.REGISTER: "Sổ theo dõi hồ sơ",
}
MARKS = {
    SlipKind.RECEIPT: "TNHS",
    SlipKind.SUPPLEMENT: "PBS",
    SlipKind.REFUSAL: "PTC",
    SlipKind.APOLOGY: "PXL",
    SlipKind.STOP: "TBD",
    SlipKind.CONTROL: "PKS",
    SlipKind.REGISTER: "STD",
}
"""The mark behind the number of each kind; also names its series in the counter."""


@dataclass(frozen=True, slots=True)
class Person:
    """The one a slip is about."""

    name: str
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who handed the dossier in for somebody else, and on what authority."""

    name: str
    id_number: str = ""
    phone: str = ""
    email: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all slips of a dossier share. `letterhead`: upper body first; `link`: the public tracking address."""

    number: str
    letterhead: tuple[str, ...]
    place: str
    issued_at: datetime
    desk: str
    agency: str
    officer: str
    code: str = ""
    link: str = ""
    procedure: str = ""
    procedure_code: str = ""
    person: Person = field(default_factory=lambda: Person(""))
    contact_name: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """One row of the control slip: who gave, who took, when, in time or not."""

    giver: str
    giver_person: str
    taker: str
    taker_person: str
    at: datetime
    verdict: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row of the register."""

    code: str
    procedure: str
    person: str
    contact: str
    lead: str
    received: datetime | None
    due: datetime | None
    returned: datetime | None
    method: str


def number_words(kind: SlipKind, serial: int, office: str) -> str:
    """The number of a slip as it is printed: '15/TNHS-TTPVHCC'."""
    return f"{serial:02d}/{MARKS[kind]}-{office}" if office else f"{serial:02d}/{MARKS[kind]}"


def _base(kind: SlipKind, frame: Frame) -> Contents:
    return {
        "layout": LAYOUT,
        "kind": int(kind),
        "title": TITLES[kind],
        "number": frame.number,
        "letterhead": list(frame.letterhead),
        "place_date": f"{frame.place}, {day_words(frame.issued_at.astimezone(LOCAL).date())}",
        "issued_at": frame.issued_at.astimezone(LOCAL).replace(microsecond=0).isoformat(),
        "desk": frame.desk,
        "agency": frame.agency,
        "officer": frame.officer,
        "code": frame.code,
        "link": frame.link,
        "procedure": plain_procedure(frame.procedure),
        "procedure_code": frame.procedure_code,
        "person": asdict(frame.person),
        "contact": {"name": frame.contact_name or frame.officer, "phone": frame.contact_phone},
    }


def receipt(
    frame: Frame,
    *,
    secret: str,
    papers: Sequence[str],
    sets: int,
    limit: str,
    received: datetime,
    due: datetime,
    return_at: str,
    fees: str = "",
    book: tuple[str, str] | None = None,
    submitter: Submitter | None = None,
    signed_by_submitter: str = "",
) -> Contents:
    """Form 01: the receipt with the appointment. `book`: volume and serial of the register."""
    return _base(SlipKind.RECEIPT, frame) | {
        "secret": secret,
        "papers": list(papers),
        "sets": sets,
        "limit": limit,
        "received": moment_words(received),
        "due": moment_words(due),
        "return_at": return_at,
        "fees": fees,
        "book": {"volume": book[0], "serial": book[1]} if book else None,
        "submitter": asdict(submitter) if submitter else None,
        "signed_by_submitter": signed_by_submitter,
    }


def confirmation(
    frame: Frame,
    *,
    secret: str,
    papers: Sequence[str],
    submitted: datetime,
    answer_due: datetime | None,
    submitter: Submitter | None = None,
) -> Contents:
    """That an online filing has arrived; the official receipt (01) follows when reception finds it complete."""
    return _base(SlipKind.RECEIPT, frame) | {
        "kind": 0,
        "title": "Xác nhận hồ sơ nộp trực tuyến",
        "secret": secret,
        "papers": list(papers),
        "submitted": moment_words(submitted),
        "answer_due": moment_words(answer_due) if answer_due else "",
        "submitter": asdict(submitter) if submitter else None,
    }


def supplement(frame: Frame, *, items: Sequence[str], reason: str, until: datetime | None) -> Contents:
    """Form 02: all that is missing, at once, with the reason and whom to ask."""
    return _base(SlipKind.SUPPLEMENT, frame) | {
        "items": list(items),
        "reason": reason,
        "until": moment_words(until) if until else "",
    }


def refusal(
    frame: Frame,
    *,
    after_appraisal: bool,
    reasons: Sequence[str],
    gaps: Sequence[str] = (),
    signed_by_submitter: str = "",
) -> Contents:
    """Form 03: not received, or not eligible after appraisal; never without a reason."""
    return _base(SlipKind.REFUSAL, frame) | {
        "refused": "từ chối giải quyết hồ sơ" if after_appraisal else "không tiếp nhận hồ sơ",
        "reasons": list(reasons),
        "gaps": list(gaps),
        "signed_by_submitter": signed_by_submitter,
    }


def apology(
    frame: Frame,
    *,
    received: datetime,
    first_due: datetime,
    new_due: datetime,
    reasons: Sequence[str],
    signer_post: Sequence[str],
    signer: str,
) -> Contents:
    """Form 04: the apology with one new date, signed by the head of the agency."""
    return _base(SlipKind.APOLOGY, frame) | {
        "received_day": day_words(received.astimezone(LOCAL).date()).removeprefix("ngày "),
        "first_due": moment_words(first_due),
        "new_due": moment_words(new_due),
        "reasons": list(reasons),
        "signer_post": list(signer_post),
        "signer": signer,
    }


def stop(
    frame: Frame,
    *,
    received: datetime,
    asked: datetime | None,
    stopped: datetime,
    reasons: Sequence[str],
    given_back: str,
    signer_post: Sequence[str],
    signer: str,
) -> Contents:
    """Form 05: work on the dossier ends, on request or by law (NĐ 118/2025 Art. 21)."""
    return _base(SlipKind.STOP, frame) | {
        "received": moment_words(received),
        "asked": day_words(asked.astimezone(LOCAL).date()).removeprefix("ngày ") if asked else "",
        "stopped": day_words(stopped.astimezone(LOCAL).date()),
        "reasons": list(reasons),
        "given_back": given_back,
        "signer_post": list(signer_post),
        "signer": signer,
    }


def control(
    frame: Frame, *, lead: str, partners: str, received: datetime, due: datetime | None, rows: Sequence[Handover]
) -> Contents:
    """Form 06: every hand-over with hour and minute, from the ledger."""
    return _base(SlipKind.CONTROL, frame) | {
        "lead": lead,
        "partners": partners,
        "received": moment_words(received),
        "due": moment_words(due) if due else "chưa hẹn",
        "rows": [
            {
                "from": row.giver,
                "from_person": row.giver_person,
                "to": row.taker,
                "to_person": row.taker_person,
                "at": moment_words(row.at),
                "verdict": row.verdict,
                "note": row.note,
            }
            for row in rows
        ],
    }


def register(frame: Frame, *, first: date, last: date, rows: Sequence[BookRow]) -> Contents:
    """Form 07: the book over a period, numbered from 1 in the order of reception."""
    return _base(SlipKind.REGISTER, frame) | {
        "period": f"Từ {day_words(first)} đến {day_words(last)}",
        "rows": [
            asdict(row)
            | {
                "place": place,
                "procedure": plain_procedure(row.procedure),
                "received": short_moment(row.received),
                "due": short_moment(row.due),
                "returned": short_moment(row.returned),
            }
            for place, row in enumerate(rows, 1)
        ],
    }
