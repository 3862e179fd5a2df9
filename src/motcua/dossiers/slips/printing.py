"""From a Slip row to the sheet: its facts and its dossier make the contents, unless they were frozen before."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.slips import contents
from motcua.dossiers.slips.builders import build, frame_of, paper_lines, submitter_of
from motcua.dossiers.slips.contents import Contents, SlipKind
from motcua.kernel.actors import SYSTEM, Actor


def moment(value: Any) -> datetime | None:
    """A moment from its ISO text."""
    return datetime.fromisoformat(value) if value else None


def texts(value: Any) -> list[str]:
    """One reason or several, as paragraphs."""
    many = value if isinstance(value, list) else str(value or "").splitlines()
    return [str(one).strip() for one in many if str(one).strip()]


def receipt_facts(slip: Slip, data: Mapping[str, Any]) -> dict[str, Any]:
    """The appointment as it was given, whatever was decided later."""
    return {"received": moment(data.get("received")), "due": moment(data.get("due"))}


def supplement_facts(slip: Slip, data: Mapping[str, Any]) -> dict[str, Any]:
    """What is missing, why, until when."""
    return {"items": data.get("items", []), "reason": str(data.get("reason", "")), "until": moment(data.get("until"))}


def refusal_facts(slip: Slip, data: Mapping[str, Any]) -> dict[str, Any]:
    """Why, and what is missing."""
    return {
        "reasons": texts(data.get("reason")),
        "gaps": data.get("gaps") or [],
        "after_appraisal": bool(data.get("after_appraisal")),
    }


def apology_facts(slip: Slip, data: Mapping[str, Any]) -> dict[str, Any]:
    """The first and the new date, and who signs."""
    return {
        "first_due": moment(data.get("first_due")),
        "new_due": moment(data.get("new_due")),
        "reasons": texts(data.get("reason")),
    } | signer(slip)


def stop_facts(slip: Slip, data: Mapping[str, Any]) -> dict[str, Any]:
    """Why it ends, and who signs."""
    asked, back = moment(data.get("asked")), str(data.get("given_back") or "")
    return {"reasons": texts(data.get("reason")), "asked": asked, "given_back": back} | signer(slip)


def signer(slip: Slip) -> dict[str, Any]:
    """Who signs and in what post; a draft has room for a hand."""
    post = str(slip.issued_by.get("post", "")) if slip.issued_by else ""
    return {"signer": slip.signer} | ({"signer_post": post} if post else {})


FACTS: Mapping[SlipKind, Callable[[Slip, Mapping[str, Any]], dict[str, Any]]] = {
    SlipKind.RECEIPT: receipt_facts,
    SlipKind.SUPPLEMENT: supplement_facts,
    SlipKind.REFUSAL: refusal_facts,
    SlipKind.APOLOGY: apology_facts,
    SlipKind.STOP: stop_facts,
    SlipKind.CONTROL: lambda slip, data: {},
}


def actor_of_slip(slip: Slip) -> Actor:
    """Who issued it, as the row remembers them."""
    known = {name: slip.issued_by[name] for name in Actor.__dataclass_fields__ if name in (slip.issued_by or {})}
    return Actor(**{"kind": "system", "name": "", **known})


def contents_of(slip: Slip) -> Contents:
    """What stands on the sheet: the frozen contents, or those built now from the slip's facts and its dossier."""
    if frozen := slip.data.get("contents"):
        return dict(frozen)
    kind = SlipKind(slip.kind)
    return build(
        kind,
        slip.dossier,
        number=slip.number,
        at=slip.issued_at or slip.drafted_at,
        actor=actor_of_slip(slip),
        **FACTS[kind](slip, slip.data),
    )


def confirmation(dossier: Dossier) -> Contents:
    """The paper a person gets at once after filing online, before reception has answered; not one of the seven forms."""
    frame = frame_of(SlipKind.RECEIPT, dossier, number="", at=dossier.submitted_at, actor=SYSTEM)
    return contents.confirmation(
        frame,
        secret=dossier.secret,
        papers=paper_lines(dossier),
        submitted=dossier.submitted_at,
        answer_due=dossier.answer_due_at,
        submitter=submitter_of(dossier),
    )
