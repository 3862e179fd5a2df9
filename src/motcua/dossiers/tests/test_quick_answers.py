"""Tracking answered before the usual middleware says what the API says."""

import pytest

from motcua.dossiers.factories import make_dossier
from motcua.kernel.registry import registry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("secret", ["right", "wrong", "none"])
def test_the_quick_way_and_the_usual_way_answer_alike(client, monkeypatch, secret):
    dossier = make_dossier()
    headers = {"right": {"X-Secret": dossier.secret}, "wrong": {"X-Secret": "AAAAAA"}, "none": {}}[secret]
    address = f"/api/v1/tracking/{dossier.code}"
    quick = client.get(address, headers=headers)
    monkeypatch.setitem(registry.sections, "quick-answers", [])
    usual = client.get(address, headers=headers)
    assert (quick.status_code, quick.json()) == (usual.status_code, usual.json())


def test_both_ways_count_against_one_limit(client, monkeypatch):
    dossier = make_dossier()
    address = f"/api/v1/tracking/{dossier.code}"
    monkeypatch.setattr("motcua.dossiers.queries.LOOKUP_LIMIT", {"times": 2, "seconds": 3600})
    assert client.get(address).status_code == 200
    monkeypatch.setitem(registry.sections, "quick-answers", [])
    assert client.get(address).status_code == 200
    refused = client.get(address)
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
