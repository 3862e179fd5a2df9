"""The register (form 07) of a unit over a period: one line per dossier, in the order of reception."""

from collections.abc import Iterable
from datetime import date, datetime

from motcua.dossiers.models import CHANNEL_WORDS, DELIVERY_WORDS, Channel, Dossier
from motcua.dossiers.rules import national_code
from motcua.dossiers.slips import contents
from motcua.dossiers.slips.builders import AUTHORITY, authority, desk_name, lead_name, letterhead, place_word
from motcua.dossiers.slips.contents import BookRow, Contents, Frame, SlipKind
from motcua.kernel.actors import Actor
from motcua.units.models import Unit


def build_register(
    unit: Unit, dossiers: Iterable[Dossier], *, first: date, last: date, at: datetime, actor: Actor
) -> Contents:
    """The register of a unit over a period; `dossiers` in the order of reception, already chosen by a scoped query."""
    frame = Frame(
        number="",
        letterhead=letterhead(SlipKind.REGISTER, unit),
        place=place_word(unit),
        issued_at=at,
        desk=desk_name(unit),
        agency=authority(unit),
        officer=actor.name,
    )
    return contents.register(frame, first=first, last=last, rows=[book_row(dossier) for dossier in dossiers])


def book_row(dossier: Dossier) -> BookRow:
    """One line of the register."""
    contact = "; ".join(part for part in (dossier.address, dossier.phone) if part)
    ended = "" if dossier.returned_at else "Không tiếp nhận" if national_code(dossier.state) == 3 else ""
    how = DELIVERY_WORDS[dossier.delivery_method] if dossier.returned_at else ended
    if not how and dossier.channel != Channel.COUNTER:
        how = f"(nộp {CHANNEL_WORDS[dossier.channel]})"
    return BookRow(
        code=dossier.code,
        procedure=dossier.procedure_name,
        person=dossier.owner_name,
        contact=contact,
        lead=lead_name(dossier.competent_unit_id or dossier.unit_id).replace(AUTHORITY, "UBND", 1),
        received=dossier.received_at or dossier.submitted_at,
        due=dossier.due_at,
        returned=dossier.returned_at,
        method=str(how),
    )
