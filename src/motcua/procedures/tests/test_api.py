"""Open data of the catalogue."""

import pytest
from django.test import Client

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.procedures import actions
from motcua.procedures.rules.canonical import document_hash
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    actions.load_demo(SYSTEM, ("1.001193", "1.004873", "2.000815", "1.001612", "1.013225"))
    return Client()


def test_list_in_pages(client):
    first = client.get("/api/v1/procedures", {"limit": 3}).json()
    assert (first["count"], len(first["items"]), first["next"]) == (5, 3, 3)
    rest = client.get("/api/v1/procedures", {"limit": 3, "offset": 3}).json()
    assert rest["next"] is None
    assert len({row["code"] for row in first["items"] + rest["items"]}) == 5


def test_search(client):
    rows = client.get("/api/v1/procedures", {"q": "giay doc than"}).json()["items"]
    assert rows[0]["code"] == "1.004873" and rows[0]["score"] > 0.5
    assert client.get("/api/v1/procedures", {"field": "ho-tich"}).json()["count"] == 2


def test_a_kept_answer_follows_the_catalogue_and_the_filters(client):
    def codes(**asked):
        return {row["code"] for row in client.get("/api/v1/procedures", {"q": "khai tử", **asked}).json()["items"]}

    assert codes() == codes() and "1.000656" not in codes()
    actions.load_demo(SYSTEM, ("1.000656",))
    assert "1.000656" in codes() and "1.000656" in codes(field="ho-tich") and codes(field="dat-dai") == set()


def test_a_document_proves_itself_by_its_hash(client):
    found = client.get("/api/v1/procedures/1.013225").json()
    assert found["version"] == 1 and document_hash(found["document"]) == found["hash"]
    assert client.get("/api/v1/procedures/1.013225", {"version": 1}).json()["hash"] == found["hash"]


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("procedures/9.999999", {}, 404),
        ("procedures/1.013225", {"version": 7}, 404),
        ("procedures/1.013225", {"version": "x"}, 422),
        ("procedures", {"unit": "khong-co"}, 404),
        ("procedures", {"limit": 0}, 422),
        ("procedures", {"q": "x" * 201}, 422),
        ("procedures", {"offset": -1}, 422),
    ],
)
def test_bad_questions_get_an_honest_answer(client, path, data, status):
    assert client.get(f"/api/v1/{path}", data).status_code == status


def test_versions_and_where_it_is_taken(client):
    found = client.get("/api/v1/procedures/1.013225/versions").json()["items"]
    assert [line["version"] for line in found] == [1] and found[0]["valid_until"] is None
    assert found[0]["hash"] == client.get("/api/v1/procedures/1.013225").json()["hash"]
    place = make_place()
    actions.offer(actor=SYSTEM, code="1.013225", unit_ids=[place.pk], valid_from=clock.today())
    rows = client.get("/api/v1/procedures/1.013225/offerings").json()["items"]
    assert [(row["unit"], row["own_rules"]) for row in rows] == [(place.code, False)]
    for part in ("versions", "offerings"):
        assert client.get(f"/api/v1/procedures/9.999999/{part}").status_code == 404


def test_what_did_not_change_is_not_sent_again(client):
    for path in ("procedures", "procedures/1.013225", "procedures/1.013225/versions", "procedures/1.013225/offerings"):
        first = client.get(f"/api/v1/{path}")
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        since = client.get(f"/api/v1/{path}", headers={"If-Modified-Since": first["Last-Modified"]})
        assert since.status_code == 304
        assert client.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'}).status_code == 200
    tag = client.get("/api/v1/procedures")["ETag"]
    actions.offer(actor=SYSTEM, code="1.013225", unit_ids=[make_place().pk], valid_from=clock.today())
    assert client.get("/api/v1/procedures", headers={"If-None-Match": tag}).status_code == 200
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/procedures/{code}/versions", "/api/v1/procedures/{code}/offerings"} <= paths.keys()
