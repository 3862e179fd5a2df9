"""Searches answered before the usual middleware say what the usual way says, and only plain ones are."""

import gzip
import json

import pytest
from django.test import Client

from motcua.kernel.registry import registry
from motcua.procedures.actions.stamp import touch
from motcua.procedures.models import Procedure

pytestmark = pytest.mark.django_db
SEARCH, SUGGEST = "/api/v1/procedures?q=xac+nhan", "/thu-tuc/goi-y/?q=xac"


@pytest.fixture
def slow(monkeypatch):
    """Leaves the usual way alone."""
    return lambda: monkeypatch.setitem(registry.sections, "quick-answers", [])


@pytest.fixture(autouse=True)
def procedure(db):
    from motcua.procedures.factories import make_version

    return make_version().procedure


def kept(answer, *names):
    return (answer.status_code, answer.content, [answer.get(name) for name in names])


@pytest.mark.parametrize("address", [SEARCH, SUGGEST, "/api/v1/procedures?q=khong%00co", "/thu-tuc/goi-y/?q=x"])
def test_both_ways_answer_alike(client, slow, address):
    names = ("ETag", "Last-Modified", "Cache-Control", "Content-Type", "Content-Language", "X-Frame-Options", "Vary")
    quick = client.get(address)
    assert quick.wsgi_request.resolver_match.view_name == "quick"
    slow()
    usual = client.get(address)
    assert usual.wsgi_request.resolver_match.view_name != "quick"
    assert kept(quick, *names)[:2] == kept(usual, *names)[:2]
    differing = {name for name in names if quick.get(name) != usual.get(name)}
    assert differing <= {"Vary"}


def test_what_did_not_change_is_not_sent_again_and_what_did_is(client, slow, procedure):
    first = client.get(SEARCH)
    again = client.get(SEARCH, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again["ETag"] == first["ETag"] and again.content == b""
    Procedure.objects.filter(pk=procedure.pk).update(short_name="Xác nhận tên mới")
    touch()
    later = client.get(SEARCH, headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200 and "Xác nhận tên mới" in later.content.decode()
    assert "Xác nhận tên mới" in client.get(SUGGEST).content.decode()


def test_packed_once_it_says_the_same(client):
    packed = client.get(SEARCH, headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip" and packed["Vary"] == "Accept-Encoding"
    assert json.loads(gzip.decompress(packed.content)) == client.get(SEARCH).json()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{SEARCH}&limit=1", 200), (f"{SEARCH}&unit=gone", 404), (f"/api/v1/procedures?q={'a' * 201}", 422),
        ("/api/v1/procedures", 200), (f"{SUGGEST}&don-vi=gone", 200),
    ],
)  # fmt: skip
def test_anything_else_goes_the_usual_way(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status and answer.wsgi_request.resolver_match.view_name != "quick"


def test_another_language_and_another_verb_go_the_usual_way(client):
    english = Client()
    english.cookies["ngon-ngu"] = "en"
    assert english.get(SEARCH).wsgi_request.resolver_match.view_name != "quick"
    assert client.head(SUGGEST).wsgi_request.resolver_match.view_name != "quick"
    assert client.post(SUGGEST).status_code == 405
