"""Whatever the descriptions allow and whatever they forbid: programs get an answer, never an error of the server.

Inputs are made from the OpenAPI description of /api/v1/ and from one of GeoReport v2 below, the same at every run.
"""

from contextlib import nullcontext, suppress
from typing import Any
from urllib.parse import unquote_plus

import pytest
import schemathesis
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from requests import Request
from schemathesis import APIOperation, Case, GenerationMode

from motcua.accounts.factories import sign_in
from motcua.api import actions
from motcua.api.views.openapi import api
from motcua.dossiers.factories import make_dossier, make_house
from motcua.feedback.factories import make_town

pytestmark = pytest.mark.django_db
TEXT: dict[str, Any] = {"schema": {"type": "string"}}
MOMENT: dict[str, Any] = {"schema": {"type": "string", "format": "date-time"}}
PLACE: dict[str, Any] = {"name": "jurisdiction_id", "in": "query", **TEXT}
FORMAT: dict[str, Any] = {"name": "form", "in": "path", "required": True, "schema": {"enum": ["json", "xml", "csv"]}}
FIELDS = (
    "api_key jurisdiction_id service_code lat long address_string address_id email first_name description media_url"
)
BODY: dict[str, Any] = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in [*FIELDS.split(), "attribute[cot]"]},
    "required": ["api_key", "service_code", "description"],
}


def reading(*names: str, **more: Any) -> dict[str, Any]:
    """An operation that reads."""
    asked = [{"name": name, "in": "query", **(MOMENT if "date" in name else TEXT)} for name in names]
    return {"parameters": [*asked, PLACE], "responses": {"200": {"description": "answered"}}, **more}


def part(name: str) -> dict[str, Any]:
    """A part of an address."""
    return {"name": name, "in": "path", "required": True, **TEXT}


GEOREPORT = {
    "openapi": "3.1.0",
    "info": {"title": "GeoReport", "version": "2"},
    "paths": {
        "/open311/v2/discovery.{form}": {"parameters": [FORMAT], "get": reading()},
        "/open311/v2/services.{form}": {"parameters": [FORMAT], "get": reading()},
        "/open311/v2/services/{code}.{form}": {"parameters": [FORMAT, part("code")], "get": reading()},
        "/open311/v2/requests.{form}": {
            "parameters": [FORMAT],
            "get": reading("service_request_id", "service_code", "start_date", "end_date", "status"),
            "post": {
                "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": BODY}}},
                "responses": {"201": {"description": "made"}},
            },
        },
        "/open311/v2/requests/{code}.{form}": {"parameters": [FORMAT, part("code")], "get": reading()},
        "/open311/v2/tokens/{token}.{form}": {"parameters": [FORMAT, part("token")], "get": reading()},
    },
}


def often(times: int) -> settings:
    """That many made-up requests a kind, the same at every run."""
    return settings(
        derandomize=True,
        max_examples=times,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def operations(description: dict[str, Any]) -> list[APIOperation]:
    """Everything a description offers."""
    return [found.ok() for found in schemathesis.openapi.from_dict(description).get_all_operations()]


def ask(client: Client, case: Case, **path: str) -> Any:
    """Sends a made-up request as a real client would put it on the wire."""
    case.path_parameters = {**(case.path_parameters or {}), **path}
    asked = Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    headers = {
        name: value for name, value in asked.headers.items() if name.isascii() and name.lower() != "content-type"
    }
    kind = asked.headers.get("Content-Type", "application/json")
    where, _, query = str(asked.path_url).partition("?")
    return client.generic(
        str(asked.method), unquote_plus(where), asked.body or b"", content_type=str(kind), QUERY_STRING=query,
        headers={name: value for name, value in headers.items() if isinstance(value, str)},
    )  # fmt: skip


def hold(operation: APIOperation, client: Client, times: int, **path: str) -> set[int]:
    """Runs what fits the description and what does not; answers the statuses that came."""
    seen: set[int] = set()
    for mode in GenerationMode:

        @often(times)
        @given(case=operation.as_strategy(generation_mode=mode))
        def run(case: Case) -> None:
            cache.clear()
            for more in ({}, path) if path else ({},):
                answer = ask(client, case, **more)
                assert answer.status_code < 500, (case.as_curl_command(), answer.content[:300])
                seen.add(answer.status_code)

        # Where every value is allowed, nothing that is forbidden can be made up.
        with suppress(Unsatisfiable) if mode == GenerationMode.NEGATIVE else nullcontext():
            run()
    return seen


def test_dossiers_and_procedures_answer_any_input() -> None:
    house = make_house()
    known = make_dossier(house, state="processing")
    client = sign_in(Client(), house.user("specialist"))
    seen: set[int] = set()
    for operation in operations(api.get_openapi_schema()):
        path = {"dossier_id": str(known.pk)} if "{dossier_id}" in operation.path else {}
        seen |= hold(operation, client, 2, **path)
    assert {404, 422} <= seen


def test_georeport_answers_any_input() -> None:
    town = make_town()
    _, key = actions.make_key(unit_id=town.place.pk, name="Thử", per_hour=100_000)
    BODY["properties"]["api_key"] = {"enum": [key, "sai"]}
    BODY["properties"]["service_code"] = {"enum": ["o-ga", "den", "khong-co"]}
    seen: set[int] = set()
    for operation in operations(GEOREPORT):
        seen |= hold(operation, Client(), 8)
    assert {200, 400, 403, 404} <= seen
