"""From a dossier to the frozen contents of a slip. Reads, never writes; the action that issues a slip keeps the result.

`build(kind, dossier, number=…, at=…, actor=…, **said)` is the one entry; what may be said per kind:
1 receipt – received, due (else the dossier's own); 2 supplement – items, reason, until; 3 refusal – reasons, gaps, after_appraisal;
4 apology – first_due, new_due, reasons, signer, signer_post; 5 stop – reasons, asked, given_back, signer, signer_post;
6 control – nothing (the ledger tells). The register, 7, is a book of many dossiers: `register.build_register`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from motcua.dossiers.models import DELIVERY_WORDS, Dossier, PaperState
from motcua.dossiers.slips import contents
from motcua.dossiers.slips.contents import Contents, Frame, Person, SlipKind, Submitter
from motcua.dossiers.slips.handovers import handovers
from motcua.dossiers.slips.words import LOCAL, limit_words
from motcua.kernel.actors import Actor
from motcua.procedures.queries import definition_of, why_less
from motcua.units.models import Unit
from motcua.units.queries import ancestors_of, desk_of, place_of, unit_by_id

AUTHORITY = "Ủy ban nhân dân"
DESK = "Bộ phận Tiếp nhận và Trả kết quả"
FORMS_OF_THE_AGENCY = {SlipKind.APOLOGY, SlipKind.STOP}


def in_text(unit: Unit) -> str:
    """A place's name inside a sentence: 'Xã Tân Thông Hội' → 'xã Tân Thông Hội'; cities keep their capital."""
    name = unit.name
    for start in (AUTHORITY, "UBND"):
        if name.casefold().startswith(f"{start} ".casefold()):
            name = name[len(start) + 1 :]
    return name if name.startswith("Thành phố") else name[:1].lower() + name[1:]


def authority(unit: Unit) -> str:
    """The people's committee a place stands for: 'Xã Tân Thông Hội' → 'Ủy ban nhân dân xã Tân Thông Hội'."""
    return f"{AUTHORITY} {in_text(unit)}"


def lead_name(unit_id: int) -> str:
    """The agency that answers, as papers name it: a committee by its full name, an office by its own."""
    unit = unit_by_id(unit_id)
    place = place_of(unit_id)
    return authority(unit) if place is not None and place.pk == unit.pk else unit.name


def place_word(unit: Unit) -> str:
    """The place of issue as papers name it: 'Xã Tân Thông Hội' → 'Tân Thông Hội'."""
    name = unit.short_name or unit.name
    kind = unit.kind.strip()
    bare = name[len(kind) :].strip() if kind and name.casefold().startswith(kind.casefold()) else name
    return name if not bare or bare[0].isdigit() else bare[:1].upper() + bare[1:]


def letterhead(kind: SlipKind, unit: Unit) -> tuple[str, ...]:
    """The two names top left: the unit's desk under the unit, or for papers of the agency the unit under its superior."""
    if lines := unit.branding.get("letterhead"):
        own = tuple(str(line) for line in lines)
        return own if kind in FORMS_OF_THE_AGENCY else (own[-1], desk_name(unit))
    if kind not in FORMS_OF_THE_AGENCY:
        return authority(unit), desk_name(unit)
    superiors = [place for place in (place_of(above) for above in ancestors_of(unit.pk)) if place]
    return (authority(superiors[-1]), authority(unit)) if superiors else (authority(unit),)


def desk_name(unit: Unit) -> str:
    """The unit's one-stop desk by its own name."""
    desk = desk_of(unit.pk)
    return desk.name if desk else DESK


def tracking_link(code: str) -> str:
    """The address a QR code opens."""
    return f"{settings.PUBLIC_ADDRESS}/tra-cuu/{code}"


def frame_of(kind: SlipKind, dossier: Dossier, *, number: str, at: datetime, actor: Actor) -> Frame:
    """What all slips of a dossier share."""
    unit = place_of(dossier.unit_id) or unit_by_id(dossier.unit_id)
    desk = desk_of(unit.pk)
    return Frame(
        number=number,
        letterhead=letterhead(kind, unit),
        place=place_word(unit),
        issued_at=at,
        desk=f"{desk_name(unit)} {in_text(unit)}",
        agency=authority(unit),
        officer="" if actor.kind == "system" else actor.name,
        code=dossier.code,
        link=tracking_link(dossier.code),
        procedure=asked_for(dossier),
        procedure_code=dossier.procedure_code,
        person=owner_of(dossier),
        contact_name=actor.name if actor.is_staff else desk_name(unit),
        contact_phone=(desk.phone if desk else "") or unit.phone,
    )


def asked_for(dossier: Dossier) -> str:
    """What the slips call the matter: the words the version gives them, else the procedure's name."""
    return str(definition_of(dossier.version_id).slips.get("content") or dossier.procedure_name)


def owner_of(dossier: Dossier) -> Person:
    """The owner of the dossier, whom the slip addresses."""
    said: Mapping[str, str] = dossier.people.get("owner") or {}
    return Person(
        name=said.get("name") or dossier.owner_name,
        id_number=said.get("id_number", ""),
        address=said.get("address") or dossier.address,
        phone=said.get("phone") or dossier.phone,
        email=said.get("email") or dossier.email,
    )


def submitter_of(dossier: Dossier) -> Submitter | None:
    """Who filed, when it is not the owner."""
    said: Mapping[str, str] = dossier.people.get("submitter") or {}
    name = said.get("name") or dossier.submitter_name
    if not name or name == owner_of(dossier).name:
        return None
    return Submitter(
        name, said.get("id_number", ""), said.get("phone", ""), said.get("email", ""), said.get("authorisation", "")
    )


def paper_lines(dossier: Dossier) -> list[str]:
    """The papers as the receipt lists them, in the order of the checklist; missing ones are not listed."""
    return [
        f"{paper.title}: {paper_words(paper)}"
        for paper in dossier.papers.order_by("order", "pk")
        if paper.state in (PaperState.PROVIDED, PaperState.FROM_DATABASE)
    ]


def paper_words(paper: Any) -> str:
    """How many of a paper and of what sort."""
    if paper.state == PaperState.FROM_DATABASE:
        return "khai thác từ cơ sở dữ liệu"
    counts = [(paper.originals, "bản chính"), (paper.copies, "bản sao"), (len(paper.files), "tệp điện tử")]
    return ", ".join(f"{count:02d} {words}" for count, words in counts if count) or "đã nộp"


def fee_words(dossier: Dossier) -> str:
    """What it costs, on one line."""
    less = "; ".join(why_less(line["reduction"]) for line in dossier.fee_lines if line.get("reduction"))
    if not dossier.fee:
        return f"không thu ({less})" if less else "không thu" if not dossier.fee_lines else ""
    amount = f"{dossier.fee:,} đồng".replace(",", ".")
    return f"{amount} ({less})" if less else amount


def return_place(dossier: Dossier, desk: str) -> str:
    """Where the result is fetched or sent to."""
    if dossier.delivery_method == "counter":
        return desk
    where = f" ({dossier.delivery_address})" if dossier.delivery_address else ""
    return f"{DELIVERY_WORDS[dossier.delivery_method]}{where}"


def _receipt(
    dossier: Dossier, frame: Frame, *, received: datetime | None = None, due: datetime | None = None
) -> Contents:
    received, due = received or dossier.received_at, due or dossier.due_at
    assert received is not None and due is not None, "a receipt names an appointment"
    serial = frame.number.split("/", 1)[0]
    submitter = submitter_of(dossier)
    return contents.receipt(
        frame,
        secret=dossier.secret,
        papers=paper_lines(dossier),
        sets=1,
        limit=limit_words(str(dossier.clock.get("policy", ""))),
        received=received,
        due=due,
        return_at=return_place(dossier, frame.desk),
        fees=fee_words(dossier),
        book=(f"01/{received.astimezone(LOCAL).year}", serial),
        submitter=submitter,
        signed_by_submitter=submitter.name if submitter else frame.person.name,
    )


def _supplement(
    dossier: Dossier, frame: Frame, *, items: Iterable[Any], reason: str, until: datetime | None = None
) -> Contents:
    return contents.supplement(frame, items=[item_words(item) for item in items], reason=reason, until=until)


def item_words(item: Any) -> str:
    """A gap as one line: a text, or {"text": …} of a supplement request."""
    return str(item.get("text", "")) if isinstance(item, Mapping) else str(item)


def _refusal(
    dossier: Dossier, frame: Frame, *, reasons: Sequence[str], gaps: Iterable[Any] = (), after_appraisal: bool = False
) -> Contents:
    return contents.refusal(
        frame, after_appraisal=after_appraisal, reasons=reasons, gaps=[item_words(gap) for gap in gaps]
    )


def _apology(
    dossier: Dossier,
    frame: Frame,
    *,
    first_due: datetime,
    new_due: datetime,
    reasons: Sequence[str],
    signer: str = "",
    signer_post: str = "Chủ tịch",
) -> Contents:
    assert dossier.received_at is not None, "what was never received is not late"
    return contents.apology(
        frame,
        received=dossier.received_at,
        first_due=first_due,
        new_due=new_due,
        reasons=reasons,
        signer=signer,
        signer_post=capacity(signer_post),
    )


def _stop(
    dossier: Dossier,
    frame: Frame,
    *,
    reasons: Sequence[str],
    asked: datetime | None = None,
    given_back: str = "",
    signer: str = "",
    signer_post: str = "Chủ tịch",
) -> Contents:
    return contents.stop(
        frame,
        received=dossier.received_at or dossier.submitted_at,
        asked=asked,
        stopped=frame.issued_at,
        reasons=reasons,
        given_back=given_back,
        signer=signer,
        signer_post=capacity(signer_post),
    )


def capacity(post: str) -> tuple[str, ...]:
    """In what capacity a leader signs (NĐ 30/2020): the chair for the committee, a deputy in the chair's place."""
    folded = post.casefold()
    if folded.startswith("phó chủ tịch"):
        return ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")
    return ("TM. Ủy ban nhân dân", "Chủ tịch") if folded.startswith("chủ tịch") else (post,)


def _control(dossier: Dossier, frame: Frame) -> Contents:
    partners = dossier.consultations.values_list("body", flat=True)
    return contents.control(
        frame,
        lead=lead_name(dossier.competent_unit_id or dossier.unit_id),
        partners=", ".join(dict.fromkeys(partners)),
        received=dossier.received_at or dossier.submitted_at,
        due=dossier.due_at,
        rows=handovers(dossier),
    )


BUILD: Mapping[SlipKind, Callable[..., Contents]] = {
    SlipKind.RECEIPT: _receipt,
    SlipKind.SUPPLEMENT: _supplement,
    SlipKind.REFUSAL: _refusal,
    SlipKind.APOLOGY: _apology,
    SlipKind.STOP: _stop,
    SlipKind.CONTROL: _control,
}


def build(kind: int, dossier: Dossier, *, number: str, at: datetime, actor: Actor, **said: Any) -> Contents:
    """The contents of one slip, ready to be frozen as JSON; `said` per kind stands in the module's docstring."""
    form = SlipKind(kind)
    return BUILD[form](dossier, frame_of(form, dossier, number=number, at=at, actor=actor), **said)
