"""GeoReport's two formats: JSON, and XML by the same names; errors in both."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse, JsonResponse

from motcua.kernel.folding import CONTROL

ITEMS = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}
"""The name of an element inside a list of this name."""
FORMATS = ("json", "xml")


def answered(form: str, name: str, value: Any, *, status: int = 200) -> HttpResponse:
    """A value named `name` in the format asked for; in JSON the outermost name falls away."""
    if form == "json":
        response: HttpResponse = JsonResponse(
            value, safe=False, status=status, json_dumps_params={"ensure_ascii": False}
        )
        response["Content-Type"] = "application/json; charset=utf-8"
    else:
        root = Element(name)
        fill(root, value)
        text = tostring(root, encoding="unicode")
        head = '<?xml version="1.0" encoding="utf-8"?>\n'
        response = HttpResponse(head + text, content_type="text/xml; charset=utf-8", status=status)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def fill(element: Element, value: Any) -> None:
    """Writes a value into an element: names as elements, lists as elements of their own name."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            fill(SubElement(element, name), each)
    elif isinstance(value, list):
        for each in value:
            fill(SubElement(element, ITEMS[element.tag]), each)
    elif value is not None:
        element.text = str(value).lower() if isinstance(value, bool) else CONTROL.sub("", str(value))


def failed(form: str, status: int, description: object) -> HttpResponse:
    """An error as the specification writes it."""
    return answered(form, "errors", [{"code": status, "description": str(description)}], status=status)
