"""The end of a version takes two people, who see whom it touches."""

from datetime import timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.ledger.queries import timeline
from motcua.procedures import actions
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import EndRequest
from motcua.units.factories import make_unit
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db
CODE = "9.000001"


@pytest.fixture
def editors():
    city = make_unit(level="city")
    return [make_officer(city, "editor", full_name=name) for name in ("Biên Tập Một", "Biên Tập Hai")]


@pytest.fixture
def version():
    return make_version(document=make_document(code=CODE))


def test_one_asks_another_sees_the_counts_and_agrees(editors, version) -> None:
    first, second = (sign_in(Client(), user) for user in editors)
    address, day = f"/can-bo/thu-tuc/{CODE}/ket-thuc/", clock.today() + timedelta(days=1)
    given = {"ask": "1", "version": version.pk, "on": f"{day:%Y-%m-%d}"}
    assert first.post(address, given | {"reason": ""}).status_code == 422
    assert first.post(address, given | {"reason": "QĐ 9"}).status_code == 302
    assert "Đang chờ người thứ hai" in first.get(address).content.decode()
    assert first.post(address, {"decide": "yes"}).status_code == 403
    version.refresh_from_db()
    assert version.valid_until is None
    assert "kết thúc từ ngày" in second.get("/can-bo/thu-tuc/").content.decode()
    page = second.get(address).content.decode()
    for words in ("Bản khai chưa nộp của người dân", "Hồ sơ đang giải quyết", "QĐ 9", "Đồng ý kết thúc"):
        assert words in page, words
    assert second.post(address, {"decide": "yes"}).status_code == 302
    version.refresh_from_db()
    assert version.valid_until == day
    told = {event.kind: event.data for event in timeline(f"procedure:{CODE}", {"staff", "public"})}
    assert told["end-decided"]["dossiers"] == 0 and told["version-ended"]["reason"] == "QĐ 9"
    assert not WorkItem.objects.regardless("test").open().filter(kind="procedure.end").exists()


def test_who_may_not_and_what_is_late(editors, version) -> None:
    one, two = map(actor_of, editors)
    day = clock.today() + timedelta(days=1)
    with pytest.raises(NotAllowed):
        actions.end_version(actor=one, version_id=version.pk, on=day, reason="QĐ 9")
    asked = actions.ask_end(actor=one, version_id=version.pk, on=day, reason="QĐ 9")
    again = actions.ask_end(actor=two, version_id=version.pk, on=day, reason="QĐ 10")
    with pytest.raises(Conflict):
        actions.decide_end(actor=two, request_id=asked.pk, granted=True)
    with pytest.raises(Refusal):
        actions.decide_end(actor=one, request_id=again.pk, granted=False)
    EndRequest.objects.filter(pk=again.pk).update(on=clock.today() - timedelta(days=1))
    with pytest.raises(Refusal):
        actions.decide_end(actor=one, request_id=again.pk, granted=True)
    assert actions.decide_end(actor=one, request_id=again.pk, granted=False, answer="Chưa có văn bản").granted is False
    version.refresh_from_db()
    assert version.valid_until is None
