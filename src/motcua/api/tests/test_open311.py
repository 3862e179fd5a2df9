"""GeoReport v2 by its own shapes: services, definitions, reports sent and read, tokens, errors; in JSON and XML."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from motcua.api import actions
from motcua.api.models import ApiKey, Posting
from motcua.api.tests import georeport
from motcua.feedback import actions as feedback
from motcua.feedback.factories import NODES, Town, answered, make_report, save_category
from motcua.feedback.models import Report
from motcua.kernel import clock, outbox
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db
BASE = "/open311/v2"
FORM = "application/x-www-form-urlencoded; charset=utf-8"


def ask(where: str, schema: dict[str, Any], code: int = 200, /, **query: str) -> Any:
    """The answer in JSON, after it fitted its shape."""
    return read(Client().get(f"{BASE}/{where}", query), schema, code)


def read(answer: Any, schema: dict[str, Any], status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    value = json.loads(answer.content)
    Draft202012Validator(schema).validate(value)
    return value


def post(form: str = "json", headers: dict[str, str] | None = None, **fields: str) -> Any:
    # A browser's CSRF check must not stand in a program's way.
    client = Client(enforce_csrf_checks=True)
    return client.post(f"{BASE}/requests.{form}", urlencode(fields), content_type=FORM, headers=headers or {})


def pothole(key: str, **changes: str) -> dict[str, str]:
    return {
        "api_key": key, "service_code": "o-ga", "description": "Ổ gà sâu", "lat": "10.8721", "long": "106.5982",
        "address_string": "12 Lê Lợi", "email": "ai.do@example.org", "first_name": "Hai", "phone": "0909123456", **changes,
    }  # fmt: skip


def publish(town: Town, report: Report, **changes: Any) -> Report:
    said = {"text": "Ổ gà", "answer": "Đã vá.", "address": "Đường Lê Lợi", **changes}
    return feedback.publish(actor=town.actor("unit_head"), report_id=answered(town, report).pk, **said)


def test_discovery_and_services_say_what_can_be_reported_where(town: Town) -> None:
    found = ask("discovery.json", georeport.DISCOVERY)
    assert town.place.code in found["contact"] and found["endpoints"][0]["url"].endswith(BASE)
    services = ask("services.json", georeport.SERVICES, jurisdiction_id=town.place.code)
    # What needs a proved phone, another way or the leader is not for programs.
    assert [(each["service_code"], each["group"]) for each in services] == [("o-ga", "Hạ tầng")]
    assert ask("services.json", georeport.SERVICES) == services
    assert ask("services/o-ga.json", georeport.DEFINITION) == {"service_code": "o-ga", "attributes": []}
    ask("services/den.json", georeport.ERRORS, 404)


def test_a_definition_holds_the_questions_of_the_category(town: Town, key: str) -> None:
    category = town.category("den")
    category.anonymous = True
    save_category(category)
    found = ask("services/den.json", georeport.DEFINITION)
    assert [(each["code"], each["required"], each["description"]) for each in found["attributes"]] == [
        ("cot", True, "Số cột")
    ]
    said = pothole(key, service_code="den")
    read(post(**said), georeport.ERRORS, 400)
    read(post(**said, **{"attribute[cot]": "HM-12"}), georeport.POSTED, 201)
    assert Report.objects.regardless("test").get().details == [{"label": "Số cột", "value": "HM-12"}]


def test_a_jurisdiction_must_be_said_where_there_are_several(town: Town) -> None:
    feedback.load_tree(unit=make_place(), nodes=NODES, clocks={"answer": "elapsed 240m"})
    ask("services.json", georeport.ERRORS, 400)
    ask("services.json", georeport.ERRORS, 404, jurisdiction_id="khong-co\0")
    assert ask("services.json", georeport.SERVICES, jurisdiction_id=town.place.code)
    for where in ("requests.json", "requests/PA-260101-0001.json", "tokens/abc.json", "services/o-ga.json"):
        ask(where, georeport.ERRORS, 400)


def test_a_report_comes_in_once_without_anything_of_a_person(town: Town, key: str) -> None:
    said = pothole(key, media_url="https://anh.example.org/1.jpg")
    [made] = read(post(**said), georeport.POSTED, 201)
    assert read(post(**said), georeport.POSTED, 201) == [made]
    report = Report.objects.regardless("test").get()
    assert report.code == made["service_request_id"] and report.secret in made["service_notice"]
    assert (report.phone, report.reporter_name, report.reporter_id) == ("", "", None)
    assert report.holder_unit_id == town.office.pk and report.description.endswith("1.jpg")
    assert (report.longitude, report.latitude) == (106.5982, 10.8721)
    read(post(headers={"Idempotency-Key": "lan-hai"}, **said), georeport.POSTED, 201)
    assert Report.objects.regardless("test").count() == 2


def test_keys_open_one_place_only_until_they_end(town: Town, key: str) -> None:
    kept = ApiKey.objects.regardless("test").get()
    assert key not in (kept.digest, kept.hint) and len(kept.digest) == 64
    for wrong in ("", "sai", "x" * 200, "\0"):
        read(post(**pothole(wrong)), georeport.ERRORS, 403)
    other = make_place()
    feedback.load_tree(unit=other, nodes=NODES, clocks={"answer": "elapsed 240m"})
    read(post(**pothole(key, jurisdiction_id=other.code)), georeport.ERRORS, 403)
    here = town.place.code
    read(post(**pothole(key, jurisdiction_id=here)), georeport.POSTED, 201)
    actions.end_key(key_id=kept.pk)
    read(post(**pothole(key, jurisdiction_id=here)), georeport.ERRORS, 403)


def test_a_key_has_its_limit(town: Town) -> None:
    _, key = actions.make_key(unit_id=town.place.pk, name="Nhỏ", per_hour=2)
    statuses = [post(**pothole(key, description=f"Ổ gà số {number}")).status_code for number in range(4)]
    assert statuses == [201, 201, 429, 429]
    assert int(post(**pothole(key))["Retry-After"]) > 0


@pytest.mark.parametrize(
    "change",
    [
        {"service_code": ""},
        {"description": ""},
        {"lat": "", "long": "", "address_string": ""},
        {"lat": "10.8", "long": ""},
        {"lat": "nan", "long": "inf"},
        {"lat": "48.85", "long": "2.35"},
        {"lat": "mười", "long": "1e999"},
        {"lat": "", "long": "", "address_string": "", "address_id": "545483"},
        {"service_code": "khan-cap"},
    ],
)
def test_what_cannot_be_a_report_is_refused_with_words(town: Town, key: str, change: dict[str, str]) -> None:
    read(post(**pothole(key, **change)), georeport.ERRORS, 400)
    assert not Report.objects.regardless("test").exists()


def test_an_unknown_service_is_not_found(town: Town, key: str) -> None:
    read(post(**pothole(key, service_code="khong-co")), georeport.ERRORS, 404)
    read(post(**pothole(key, service_code="a\0b")), georeport.ERRORS, 404)


def test_only_what_was_published_can_be_read(town: Town) -> None:
    report = make_report(town, description="Ông Nguyễn Văn Hai ngã", point=(106.598234, 10.872156))
    assert ask("requests.json", georeport.REQUESTS) == []
    [row] = ask(f"requests/{report.code}.json", georeport.REQUESTS)
    assert row["status"] == "open" and row["agency_responsible"] == town.office.name
    assert [row[name] for name in ("description", "address", "lat", "long", "media_url")] == [None] * 5
    publish(town, report)
    [row] = ask("requests.json", georeport.REQUESTS)
    assert (row["description"], row["status_notes"], row["status"]) == ("Ổ gà", "Đã vá.", "closed")
    assert (row["lat"], row["long"]) == (10.8722, 106.5982)
    assert "Hai" not in json.dumps(row, ensure_ascii=False)
    ask("requests/PA-200101-0001.json", georeport.ERRORS, 404)
    ask("requests/xyz.json", georeport.ERRORS, 404)


def test_an_address_taken_out_takes_the_point_with_it(town: Town) -> None:
    publish(town, make_report(town, point=(106.59, 10.87)), address="")
    [row] = ask("requests.json", georeport.REQUESTS)
    assert (row["address"], row["lat"], row["long"]) == (None, None, None)


def test_filters_of_the_list(town: Town) -> None:
    now = clock.now()
    old = publish(town, make_report(town, at=now - timedelta(days=100)))
    new = publish(town, make_report(town, at=now - timedelta(days=2)))

    def codes(**query: str) -> list[str]:
        return [row["service_request_id"] for row in ask("requests.json", georeport.REQUESTS, **query)]

    assert codes() == [new.code]
    early = (now - timedelta(days=120)).isoformat()
    assert codes(start_date=early) == [old.code]
    assert codes(end_date=(now - timedelta(days=60)).isoformat()) == [old.code]
    assert codes(start_date="", end_date="", status="", service_code="") == [new.code]
    assert codes(service_code="den,o-ga") == [new.code] and codes(service_code="den") == []
    assert codes(service_code="x\0y") == []
    assert codes(status="open") == [] and codes(status="open,closed") == [new.code]
    assert codes(service_request_id=f"{old.code},{new.code.lower()}", status="open") == [new.code, old.code]
    for wrong in (
        {"start_date": early, "end_date": now.isoformat()},
        {"start_date": now.isoformat(), "end_date": early},
        {"start_date": "2026-01-01"},
        {"start_date": "hôm qua"},
        {"end_date": "0001-01-01T00:00:00+14:00"},
        {"end_date": "9999-12-31T23:59:59-12:00"},
        {"status": "pending"},
    ):
        ask("requests.json", georeport.ERRORS, 400, **wrong)


def test_a_program_that_does_not_wait_gets_a_token(town: Town, key: str) -> None:
    later = {"Prefer": "respond-async"}
    [made] = read(post(headers=later, **pothole(key)), georeport.AWAITED, 201)
    kept = Posting.objects.regardless("test").get()
    assert "Lê Lợi" not in kept.said and kept.said
    assert ask(f"tokens/{made['token']}.json", georeport.TOKENS)[0]["service_request_id"] is None
    outbox.drain()
    [found] = ask(f"tokens/{made['token']}.json", georeport.TOKENS)
    assert found["service_request_id"] == Report.objects.regardless("test").get().code
    kept.refresh_from_db(from_queryset=Posting.objects.regardless("test"))
    assert kept.said == ""
    [made] = read(post(headers=later, **pothole(key, description="")), georeport.AWAITED, 201)
    outbox.drain()
    ask(f"tokens/{made['token']}.json", georeport.ERRORS, 400)
    read(post(headers=later, **pothole(key, service_code="khong-co")), georeport.ERRORS, 404)
    for wrong in ("abc", "x" * 32, "a\0b" * 8):
        ask(f"tokens/{wrong}.json", georeport.ERRORS, 404)


def test_old_tokens_are_taken_away(town: Town, key: str) -> None:
    post(headers={"Prefer": "respond-async"}, **pothole(key))
    outbox.drain()
    assert actions.forget_postings() == 0
    Posting.objects.regardless("test").update(posted_at=clock.now() - timedelta(days=91))
    assert actions.forget_postings() == 1


def in_xml(answer: Any, schema: dict[str, Any], root: str, status: int = 200) -> Any:
    """The answer in XML, read by the Spark convention, after it fitted the same shape as JSON."""
    assert answer.status_code == status and answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.text.startswith('<?xml version="1.0" encoding="utf-8"?>')
    element = ElementTree.fromstring(answer.content)
    assert element.tag == root
    value = georeport.spark(element, schema)
    Draft202012Validator(schema).validate(value)
    return value


def test_xml_says_the_same_as_json_everywhere(town: Town, key: str) -> None:
    publish(town, make_report(town, description="Rác & <xà bần>", point=(106.6, 10.9)), text="Rác & <xà bần>")
    category = town.category("den")
    category.anonymous = True
    save_category(category)
    code = Report.objects.regardless("test").get().code
    for where, schema, root in (
        ("discovery", georeport.DISCOVERY, "discovery"),
        ("services", georeport.SERVICES, "services"),
        ("services/den", georeport.DEFINITION, "service_definition"),
        ("requests", georeport.REQUESTS, "service_requests"),
        (f"requests/{code}", georeport.REQUESTS, "service_requests"),
    ):
        said = in_xml(Client().get(f"{BASE}/{where}.xml"), schema, root)
        # XML has one empty text for JSON's "" and null.
        told = ask(f"{where}.json", schema)
        assert said == json.loads(json.dumps(told, ensure_ascii=False).replace('""', "null")) and said
    later = in_xml(post("xml", {"Prefer": "respond-async"}, **pothole(key)), georeport.AWAITED, "service_requests", 201)
    token = f"tokens/{later[0]['token']}"
    for _ in range(2):
        said = in_xml(Client().get(f"{BASE}/{token}.xml"), georeport.TOKENS, "service_requests")
        assert said == ask(f"{token}.json", georeport.TOKENS)
        outbox.drain()
    in_xml(post("xml", **pothole(key, description="Ổ gà khác")), georeport.POSTED, "service_requests", 201)
    for answer, status in (
        (post("xml", **pothole("sai")), 403),
        (post("xml", **pothole(key, service_code="")), 400),
        (Client().get(f"{BASE}/services/khong-co.xml"), 404),
        (Client().get(f"{BASE}/services.xml", {"jurisdiction_id": "khong-co"}), 404),
    ):
        assert in_xml(answer, georeport.ERRORS, "errors", status)[0]["code"] == status


def test_unknown_formats_and_methods(town: Town) -> None:
    assert ElementTree.fromstring(Client().get(f"{BASE}/services.csv").content).findtext("error/code") == "404"
    answer = Client().delete(f"{BASE}/requests.json")
    read(answer, georeport.ERRORS, 405)
    assert answer["Allow"] == "GET, HEAD, POST"
    assert Client().head(f"{BASE}/services.json").status_code == 200


def test_the_operators_verbs(town: Town) -> None:
    from click.testing import CliRunner

    from motcua.api.commands import open311

    run = CliRunner().invoke
    made = json.loads(run(open311, ["key", town.place.code, "Ứng dụng", "--per-hour", "5", "--json"]).output)
    assert read(post(**pothole(made["key"])), georeport.POSTED, 201)
    listed = run(open311, ["keys"]).output
    assert "Ứng dụng" in listed and made["key"] not in listed
    assert "ended" in run(open311, ["end", str(made["id"])]).output
    assert "ended" in run(open311, ["keys"]).output
