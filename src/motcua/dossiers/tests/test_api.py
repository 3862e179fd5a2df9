"""The door for programs: tracking, filing once, verbs with the optimistic lock, and honest refusals."""

import json

import pytest
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.dossiers.factories import make_dossier, make_file, make_filing, make_house, submitted
from motcua.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


def post(client, path, body, **headers):
    return client.post(path, json.dumps(body), content_type="application/json", headers=headers)


def test_tracking_says_where_it_stands_and_nothing_personal():
    dossier = make_dossier(state="processing")
    answer = Client().get(f"/api/v1/tracking/{dossier.code}")
    assert answer.status_code == 200
    data = answer.json()
    assert data["national_code"] == 4 and data["status"] == "Đang xử lý" and data["holder"] == "Phòng tu-phap"
    assert "Nguyễn" not in answer.content.decode()
    assert data["owner"] == "N*** V*** A***"
    assert [line["kind"] for line in data["timeline"]] == ["dossier.submitted", "dossier.accepted"]
    assert answer["Cache-Control"] == "no-store"


def test_the_secret_opens_names_and_a_wrong_one_answers_like_a_wrong_code():
    dossier = make_dossier()
    client = Client()
    right = client.get(f"/api/v1/tracking/{dossier.code}", headers={"X-Secret": dossier.secret.lower()})
    assert right.json()["owner"] == "Nguyễn Văn An"
    forged = client.get(f"/api/v1/tracking/{dossier.code}", headers={"X-Secret": "AAAAAA"})
    unknown = client.get("/api/v1/tracking/H29.999-260101-0001", headers={"X-Secret": "AAAAAA"})
    assert forged.status_code == unknown.status_code == 404
    assert forged.content == unknown.content
    assert forged["Content-Type"].startswith("application/problem+json")


def test_guessing_secrets_is_stopped():
    dossier = make_dossier()
    client = Client()
    answers = [
        client.get(f"/api/v1/tracking/{dossier.code}", headers={"X-Secret": f"AAAA{n:02}"}).status_code
        for n in range(12)
    ]
    assert answers[:9] == [404] * 9 and answers[-1] == 429


def test_filing_twice_under_one_key_is_one_dossier():
    house = make_house()
    client = sign_in(Client(), house.citizen)
    filing = make_filing(house)
    body = {
        "procedure": filing.procedure_code,
        "unit": house.place.code,
        "answers": filing.answers,
        "papers": {"proof": [str(make_file(house.citizen).pk)]},
    }
    first = post(client, "/api/v1/dossiers", body, **{"Idempotency-Key": "may-khach-0001"})
    again = post(client, "/api/v1/dossiers", body, **{"Idempotency-Key": "may-khach-0001"})
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert Dossier.objects.regardless("test").count() == 1


def test_bad_input_is_named_at_its_field():
    house = make_house()
    client = sign_in(Client(), house.citizen)
    body = {"procedure": house.version.procedure.code, "unit": house.place.code, "answers": {"name": "An"}}
    answer = post(client, "/api/v1/dossiers", body, **{"Idempotency-Key": "may-khach-0002"})
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} >= {"phone", "purpose", "paper:proof"}
    nowhere = post(client, "/api/v1/dossiers", {**body, "unit": "khong-co"}, **{"Idempotency-Key": "may-khach-0003"})
    assert nowhere.status_code == 404
    short = post(client, "/api/v1/dossiers", body, **{"Idempotency-Key": "x"})
    assert short.status_code == 422
    assert post(client, "/api/v1/dossiers", {"procedure": 5}).status_code == 422


def test_verbs_need_sign_in_duty_and_the_revision_seen():
    house = make_house()
    dossier = submitted(house)
    path = f"/api/v1/dossiers/{dossier.pk}/accept"
    assert post(Client(), path, {"revision": 1}).status_code == 401
    assert post(sign_in(Client(), house.citizen), path, {"revision": 1}).status_code == 404
    assert post(sign_in(Client(), house.user("specialist")), path, {"revision": 1}).status_code == 403
    receiver = sign_in(Client(), house.user("receiver"))
    done = post(receiver, path, {"revision": 1})
    assert done.status_code == 200 and done.json()["state"] == "accepted" and done.json()["due"]
    late = post(receiver, path, {"revision": 1})
    assert late.status_code == 409 and "Tiếp nhận hồ sơ" in late.json()["title"]
    stranger = sign_in(Client(), make_house().user("receiver"))
    assert (
        post(stranger, f"/api/v1/dossiers/{dossier.pk}/refuse", {"revision": 2, "reason": "Lý do"}).status_code == 404
    )


def test_session_posts_need_the_csrf_token():
    house = make_house()
    dossier = submitted(house)
    client = sign_in(Client(enforce_csrf_checks=True), house.user("receiver"))
    assert post(client, f"/api/v1/dossiers/{dossier.pk}/accept", {"revision": 1}).status_code == 403


def test_inbox_lists_open_work_of_the_house():
    house = make_house()
    dossier = submitted(house)
    client = sign_in(Client(), house.user("receiver"))
    items = client.get("/api/v1/inbox").json()["items"]
    assert [item["code"] for item in items] == [dossier.code]
    assert sign_in(Client(), make_house().user("receiver")).get("/api/v1/inbox").json()["items"] == []


def test_the_description_names_every_verb():
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    assert "/api/v1/tracking/{code}" in paths and "/api/v1/inbox" in paths
    verbs = {path.rsplit("/", 1)[-1] for path in paths if "{dossier_id}" in path}
    assert {"accept", "assign", "complete-step", "sign", "hand-over", "request-supplement"} <= verbs
