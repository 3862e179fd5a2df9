"""What GeoReport v2 answers, as plain values: services, their definitions, requests; in the words of the specification."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.api.models import Posting
from motcua.feedback.models import Category, Report
from motcua.feedback.queries.categories import Branch, tree_of
from motcua.feedback.queries.open_data import OpenReport
from motcua.kernel import clock
from motcua.units.models import Unit

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-11-30T00:00:00+07:00"
UNGUESSABLE = "the posting of an unguessable token"
Row = dict[str, Any]


def moment(at: datetime) -> str:
    """A time as the W3C note writes it, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def discovery(places: Iterable[Unit]) -> Row:
    """Where the server is and which places take reports."""
    named = "; ".join(f"{place.code} ({place.name})" for place in places)
    return {
        "changeset": CHANGED,
        "contact": _("Liên hệ đơn vị nhận phản ánh. Các jurisdiction_id: %(places)s") % {"places": named},
        "key_service": _("Đề nghị cơ quan vận hành cấp api_key cho từng jurisdiction_id."),
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": f"{settings.PUBLIC_ADDRESS}/open311/v2",
                "changeset": CHANGED,
                "type": "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }


def offered(unit_id: int) -> list[tuple[Category, str]]:
    """Categories that a program may send reports to, each with its group: open leaves that take reports without a person."""
    return list(leaves(tree_of(unit_id), ""))


def leaves(branches: Iterable[Branch], group: str) -> Iterable[tuple[Category, str]]:
    """Leaves of the tree with the name of their topmost group."""
    for branch in branches:
        if branch.below:
            yield from leaves(branch.below, group or branch.category.name)
        elif branch.category.anonymous and not branch.category.stop_message:
            yield branch.category, group


def services(unit_id: int) -> list[Row]:
    """The service list of a place."""
    return [
        {
            "service_code": category.key,
            "service_name": category.name,
            "description": category.hint,
            "metadata": bool(category.questions),
            "type": "realtime",
            "keywords": ", ".join(filter(None, [category.name, group])),
            "group": group,
        }
        for category, group in offered(unit_id)
    ]


def definition(unit_id: int, code: str) -> Row | None:
    """A service's own questions; None for a service the place does not offer."""
    found = next((category for category, _group in offered(unit_id) if category.key == code), None)
    if found is None:
        return None
    return {"service_code": found.key, "attributes": [asked(*each) for each in enumerate(found.questions, 1)]}


def asked(order: int, question: Row) -> Row:
    """A question as an attribute."""
    return {
        "variable": True,
        "code": question["key"],
        "datatype": "string",
        "required": bool(question.get("required")),
        "datatype_description": _("Chữ, nhiều nhất 300 ký tự"),
        "order": order,
        "description": question["label"],
        "values": [],
    }


def request_of(report: OpenReport) -> Row:
    """A report as a service request."""
    photo = reverse("files-preview", args=[report.photo]) if report.photo else ""
    return {
        "service_request_id": report.code,
        "status": "closed" if report.is_closed else "open",
        "status_notes": report.answer or str(report.state),
        "service_name": report.category_name,
        "service_code": report.category_key,
        "description": report.text,
        "agency_responsible": report.holder,
        "service_notice": None,
        "requested_datetime": moment(report.submitted_at),
        "updated_datetime": moment(report.changed_at),
        "expected_datetime": moment(report.due_at),
        "address": report.address,
        "address_id": None,
        "zipcode": None,
        "lat": report.latitude,
        "long": report.longitude,
        "media_url": f"{settings.PUBLIC_ADDRESS}{photo}" if photo else None,
    }


def accepted(report: Report) -> Row:
    """What the program gets for a report it sent: the code, and the words for the person with the private code."""
    words = _("Trả lời chậm nhất lúc %(due)s. Mã riêng để xem nội dung và câu trả lời: %(secret)s")
    due = f"{clock.local(report.due_at):%H:%M %d/%m/%Y}"
    return {
        "service_request_id": report.code,
        "service_notice": words % {"due": due, "secret": report.secret},
        "account_id": None,
    }


def posting_of(unit_id: int, token: str) -> Posting | None:
    """The posting of a token."""
    return Posting.objects.regardless(UNGUESSABLE).filter(token=token, unit_id=unit_id).first()
