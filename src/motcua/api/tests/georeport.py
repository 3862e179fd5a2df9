"""The shapes that GeoReport v2 promises, written from the public specification: what is required, types, words allowed."""

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
MAYBE: dict[str, Any] = {"type": ["string", "null"]}
NUMBER: dict[str, Any] = {"type": ["number", "null"]}
FLAG: dict[str, Any] = {"type": "boolean"}
MOMENT: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}


def thing(needed: str, /, **properties: Any) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "required": needed.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def many(item: dict[str, Any], least: int = 0) -> dict[str, Any]:
    """A list of one kind of thing."""
    return {"type": "array", "items": item, "minItems": least}


SERVICES = many(
    thing(
        "service_code service_name metadata type",
        service_code=TEXT, service_name=TEXT, description=MAYBE, metadata=FLAG,
        type={"enum": ["realtime", "batch", "blackbox"]}, keywords=MAYBE, group=MAYBE,
    )
)  # fmt: skip
ATTRIBUTE = thing(
    "variable code datatype required",
    variable=FLAG, code=TEXT, required=FLAG, datatype_description=MAYBE, description=MAYBE,
    datatype={"enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]},
    order={"type": ["integer", "null"], "minimum": 1},
    values=many(thing("key name", key=TEXT, name=TEXT)),
)  # fmt: skip
DEFINITION = thing("service_code attributes", service_code=TEXT, attributes=many(ATTRIBUTE))
REQUESTS = many(
    thing(
        "service_request_id status service_code requested_datetime",
        service_request_id=TEXT, status={"enum": ["open", "closed"]}, status_notes=MAYBE, service_name=MAYBE,
        service_code=TEXT, description={"type": ["string", "null"], "maxLength": 4000}, agency_responsible=MAYBE,
        service_notice=MAYBE, requested_datetime=MOMENT, updated_datetime=MOMENT, expected_datetime=MOMENT,
        address=MAYBE, address_id=MAYBE, zipcode=MAYBE, lat=NUMBER, long=NUMBER,
        media_url={"type": ["string", "null"], "pattern": "^https?://"},
    )
)  # fmt: skip
POSTED = many(thing("service_request_id", service_request_id=TEXT, service_notice=MAYBE, account_id=MAYBE), 1)
AWAITED = many(thing("token", token=TEXT), 1)
TOKENS = many(thing("service_request_id token", service_request_id=MAYBE, token=TEXT), 1)
ERRORS = many(thing("code description", code={"type": "integer"}, description={"type": "string", "minLength": 3}), 1)
ENDPOINT = thing(
    "specification url changeset type formats",
    specification={"const": "http://wiki.open311.org/GeoReport_v2"}, url=TEXT, changeset=TEXT,
    type={"enum": ["production", "test", "acceptance"]}, formats=many(TEXT, 1),
)  # fmt: skip
DISCOVERY = thing(
    "changeset contact key_service endpoints",
    changeset=TEXT, contact=TEXT, key_service=TEXT, endpoints=many(ENDPOINT, 1),
)  # fmt: skip
