"""Test data of the room: a small sound procedure, published and offered, without going through permissions."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import count
from typing import Any

from django.db.models import Max

from motcua.kernel import clock, folding
from motcua.procedures.actions.draft import listed
from motcua.procedures.actions.stamp import touch
from motcua.procedures.models import Field, Offering, Procedure, ProcedureVersion, State
from motcua.procedures.rules.canonical import document_hash
from motcua.procedures.rules.ordering import with_order

NUMBERS = count(1)
PLAIN: dict[str, Any] = {
    "code": "9.000001",
    "name": "Thủ tục xác nhận thử nghiệm",
    "short_name": "Xác nhận thử nghiệm",
    "aliases": ["giấy xác nhận thử"],
    "field": "thu-nghiem",
    "field_name": "Thử nghiệm",
    "level": "commune",
    "summary": "Một thủ tục ngắn để thử.",
    "applicants": ["Cá nhân"],
    "online_level": "full",
    "clock": "working 3d; pause",
    "answer_clock": "working 8h",
    "cases": [{"key": "proxy", "title": "Làm thay", "when": {"field": "by_proxy", "equals": True}}],
    "papers": [
        {"key": "identity", "title": "Căn cước", "original": 1, "required": False, "from_database": "Dân cư"},
        {"key": "proof", "title": "Giấy tờ chứng minh", "original": 1, "accept": ["pdf", "jpeg", "png"]},
        {"key": "proxy", "title": "Văn bản ủy quyền", "original": 1, "cases": ["proxy"]},
    ],
    "form": {
        "title": "Tờ khai",
        "sections": [{"key": "person", "title": "Người yêu cầu"}, {"key": "wish", "title": "Nội dung"}],
        "schema": {
            "type": "object",
            "required": ["name", "phone", "purpose"],
            "properties": {
                "name": {
                    "type": "string", "title": "Họ và tên", "x-section": "person", "x-widget": "name",
                    "x-role": "submitter", "x-search": "owner_name", "x-prefill": "full_name",
                },
                "id_number": {
                    "type": "string", "title": "Số định danh cá nhân", "x-section": "person",
                    "x-widget": "personal-number", "x-search": "id_number", "x-prefill": "id_number",
                },
                "phone": {
                    "type": "string", "title": "Số điện thoại", "x-section": "person", "x-widget": "phone",
                    "x-search": "phone", "x-prefill": "phone",
                },
                "by_proxy": {"type": "boolean", "title": "Làm thay người khác", "x-section": "wish", "x-widget": "yes-no"},
                "purpose": {"type": "string", "title": "Mục đích", "x-section": "wish", "x-widget": "longtext"},
            },
        },
    },
    "steps": [
        {"key": "process", "title": "Thẩm định", "role": "specialist", "unit": "department:tu-phap",
         "budget": "working 8h", "kind": "process"},
        {"key": "sign", "title": "Ký", "role": "unit_head", "unit": "leader", "budget": "working 4h",
         "kind": "sign", "returns_to": "process"},
        {"key": "issue", "title": "Phát hành", "role": "clerk", "unit": "desk", "budget": "working 2h", "kind": "issue"},
        {"key": "return", "title": "Trả kết quả", "role": "receiver", "unit": "desk", "budget": "working 2h",
         "kind": "return"},
    ],
    "fees": [{"key": "fee", "title": "Lệ phí", "amount": 10000, "online_amount": 0}],
    "results": [{"key": "certificate", "title": "Giấy xác nhận"}],
    "slips": {},
    "legal_basis": [{"title": "Văn bản thử", "number": "1/2026", "date": "2026-01-01", "effective": "2026-01-01"}],
    "source": "bộ thử",
    "checked_on": "2026-07-18",
    "verified": False,
}  # fmt: skip


def make_document(**changes: Any) -> dict[str, Any]:
    """A sound document; keywords replace its top-level parts."""
    return with_order({**deepcopy(PLAIN), **changes})


def make_procedure(code: str = "", **changes: Any) -> Procedure:
    """A procedure without versions."""
    document = make_document(code=code or f"9.{next(NUMBERS):06d}", **changes)
    field, _made = Field.objects.get_or_create(code=document["field"], defaults={"name": document["field_name"]})
    row = Procedure.objects.create(
        code=document["code"], slug=folding.fold(document["code"]).replace(" ", "-"), field=field, **listed(document)
    )
    touch()
    return row


def make_version(
    procedure: Procedure | None = None,
    *,
    document: dict[str, Any] | None = None,
    units: Any = (),
    valid_from: date = date(2024, 1, 1),
    valid_until: date | None = None,
    state: str = State.PUBLISHED,
) -> ProcedureVersion:
    """A published version (or a draft with `state`), offered by `units` (rows) from its first day on."""
    document = document or make_document()
    if procedure is None:
        known = Procedure.objects.filter(code=document["code"]).first()
        procedure = known or make_procedure(**document)
    document = with_order({**document, "code": procedure.code})
    last = procedure.versions.aggregate(last=Max("number"))["last"] or 0
    draft = state == State.DRAFT
    row = ProcedureVersion.objects.create(
        procedure=procedure,
        number=last + 1,
        state=state,
        document=document,
        hash="" if draft else document_hash(document),
        valid_from=None if draft else valid_from,
        valid_until=valid_until,
        created_at=clock.now(),
        published_at=None if draft else clock.now(),
    )
    Offering.objects.bulk_create([Offering(procedure=procedure, unit=unit, valid_from=valid_from) for unit in units])
    touch()
    return row
