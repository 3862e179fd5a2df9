"""The shapes that GeoReport v2 promises: what is required, types, words allowed.

Written anew from the public specification (wiki.open311.org/GeoReport_v2) and compared, name by name, with the JSON schemas that
Open311 publishes for validators (repository open311/schema-validation, folder schema/georeport-v2: service, services,
service-definition, request, requests, swagger). Those allow null wherever these say MAYBE; these are stricter: nothing unknown
may be answered. Open311 says itself that the XML has no schema: it is the same names, read here by the Spark convention.
"""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

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

LISTS = {
    "services": "service", "service_requests": "request", "errors": "error", "attributes": "attribute", "values": "value",
    "endpoints": "endpoint", "formats": "format",
}  # fmt: skip
"""Elements that hold many of one kind, as the specification's examples nest them."""


def spark(element: Element, schema: Mapping[str, Any]) -> Any:
    """An XML answer as the JSON it must be the same as: lists by their element names, text by the type that is promised."""
    if element.attrib or "}" in element.tag:
        raise AssertionError(f"{element.tag}: the specification knows neither attributes nor namespaces")
    if element.tag in LISTS:
        if {child.tag for child in element} - {LISTS[element.tag]}:
            raise AssertionError(f"{element.tag} holds something else than {LISTS[element.tag]}")
        return [spark(child, schema["items"]) for child in element]
    if schema.get("type") == "object":
        return {child.tag: spark(child, schema["properties"].get(child.tag, TEXT)) for child in element}
    kinds = schema.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if element.text is None:
        return None if "null" in kinds else ""
    if "boolean" in kinds:
        return {"true": True, "false": False}[element.text]
    if "number" in kinds or "integer" in kinds:
        return float(element.text) if "." in element.text else int(element.text)
    return element.text
