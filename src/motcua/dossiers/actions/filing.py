"""What a person files, checked before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Channel, Delivery, Draft, PaperState
from motcua.dossiers.rules.people import People, people_of
from motcua.kernel.refusals import Refusal
from motcua.procedures.queries import fee_for, papers_for, persons_of, settle, validate

MISSING_PAPER = _("Hãy tải giấy tờ này lên")


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A whole filing, from a draft, the counter or the API.

    `papers` {paper key: file ids}; `counts` {paper key: {"originals": n, "copies": n, "state": PaperState}} for papers
    handed in at the counter; `people` {"submitter"|"owner"|"representative": details} beside the form's own answers.
    """

    procedure_code: str
    unit_id: int
    answers: Mapping[str, Any] = field(default_factory=dict)
    papers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    people: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    channel: str = Channel.ONLINE
    case: str = ""
    delivery_method: str = Delivery.COUNTER
    delivery_address: str = ""
    seat_unit_id: int | None = None
    competent_unit_id: int | None = None
    language: str = "vi"


def filing_of(draft: Draft, procedure_code: str) -> Filing:
    """What a draft files."""
    return Filing(
        procedure_code=procedure_code,
        unit_id=draft.unit_id,
        answers=draft.answers,
        papers=draft.papers,
        people=draft.people,
        channel=draft.channel,
        case=draft.case,
        delivery_method=draft.delivery_method,
        delivery_address=draft.delivery_address,
    )


@dataclass(frozen=True)
class Checked:
    """A filing that may become a dossier: settled answers, persons, checklist lines, fee."""

    answers: dict[str, Any]
    people: People
    papers: list[dict[str, Any]]
    fee: int
    fee_lines: list[dict[str, Any]]


def checked(filing: Filing, definition: Any, today: date) -> Checked:
    """Validates answers, persons and papers; refuses with every fault at its field."""
    faults: dict[str, Any] = dict(validate(definition, filing.answers, today=today))
    answers = settle(definition, filing.answers)
    people = people_of(persons_from(definition, answers), filing.people)
    if not people["submitter"].get("name"):
        faults["submitter"] = _("Hãy cho biết họ và tên người nộp")
    if filing.delivery_method not in Delivery.values:
        faults["delivery_method"] = _("Chọn cách nhận kết quả")
    if filing.delivery_method == Delivery.POST and not filing.delivery_address.strip():
        faults["delivery_address"] = _("Hãy ghi địa chỉ nhận kết quả qua bưu chính")
    papers = checklist(filing, definition, answers)
    online = filing.channel == Channel.ONLINE
    for line in papers:
        asked = line.pop("asked")
        if online and asked and line["state"] == PaperState.MISSING:
            faults[f"paper:{line['key']}"] = MISSING_PAPER
    if faults:
        raise Refusal(
            _("Hồ sơ còn chỗ cần sửa. Các thông tin đã khai vẫn được giữ nguyên."), fields=faults, code="invalid"
        )
    charge = fee_for(definition, answers, filing.channel)
    return Checked(answers, people, papers, charge.total, [line_kept(line) for line in charge.lines])


def line_kept(line: Any) -> dict[str, Any]:
    """A charge as the dossier keeps it, with why less is paid: that must be readable when the version is long gone."""
    kept = {"key": line.key, "title": line.title, "amount": line.amount}
    if (less := line.reduction) is not None:
        why = {"kind": less.kind, "value": less.value, "title": less.title, "law": less.law}
        kept |= {"before": line.before, "reduction": why}
    return kept


def persons_from(definition: Any, answers: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The persons the form itself names; contact details belong to who files, the number to whose dossier it is."""
    named = persons_of(definition, answers)
    contact = {"phone": named.phone, "email": named.email}
    return {
        "submitter": {"name": named.submitter_name, **contact},
        "owner": {"name": named.owner_name, "id_number": named.id_number, "address": named.address, **contact},
        "representative": {"name": named.representative_name},
    }


def checklist(filing: Filing, definition: Any, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A line per paper of this case, with where it comes from; unknown paper keys are not kept."""
    lines = []
    for order, paper in enumerate(papers_for(definition, answers)):
        files = [str(file) for file in filing.papers.get(paper.key, ())]
        counted = filing.counts.get(paper.key, {})
        state = str(counted.get("state") or "")
        if state not in PaperState.values:
            handed_in = files or counted.get("originals") or counted.get("copies")
            absent = PaperState.FROM_DATABASE if paper.from_database else PaperState.MISSING
            state = PaperState.PROVIDED if handed_in else absent
        lines.append(
            {
                "key": paper.key,
                "title": paper.title[:500],
                "state": state,
                "originals": int(counted.get("originals") or 0),
                "copies": int(counted.get("copies") or 0),
                "files": files,
                "order": order,
                "asked": paper.required and not paper.present_only,
            }
        )
    return lines
