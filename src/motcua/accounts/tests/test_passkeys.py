"""Passkeys, with an authenticator in software."""

import json
import time

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.accounts.models import User
from motcua.accounts.tests.authenticator import Passkey

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài khó đoán"


@pytest.fixture
def officer(town):
    return make_officer(town.desk(town.ward), username="lan.nt", full_name="Nguyễn Thị Lan", password=PASSWORD)


def make_passkey(client) -> Passkey:
    passkey = Passkey()
    page = client.get("/can-bo/tai-khoan/khoa/").content.decode()
    options = json.loads(page.split('id="khoa-moi" type="application/json">')[1].split("</script>")[0])
    answer = client.post(
        "/can-bo/tai-khoan/khoa/", {"name": "Máy bàn", "credential": json.dumps(passkey.create(options))}
    )
    assert answer.status_code == 302, answer.content.decode()
    return passkey


def proved(client, officer):
    sign_in(client, officer)
    session = client.session
    session["accounts.proved"] = int(time.time())
    session.save()
    return client


def test_a_passkey_alone_signs_in(client, officer):
    passkey = make_passkey(proved(Client(), officer))
    options = client.post("/can-bo/dang-nhap/khoa/").json()
    answer = client.post(
        "/can-bo/dang-nhap/", {"credential": json.dumps(passkey.get(options)), "next": "/can-bo/nhan-su/"}
    )
    assert answer.url == "/can-bo/nhan-su/"
    assert client.session["accounts.factor"] == "passkey"


def test_a_passkey_as_second_step(client, officer):
    passkey = make_passkey(proved(Client(), officer))
    assert (
        client.post("/can-bo/dang-nhap/", {"username": "lan.nt", "password": PASSWORD}).url
        == "/can-bo/dang-nhap/xac-thuc/"
    )
    options = client.post("/can-bo/dang-nhap/khoa/", {"step": "2"}).json()
    assert len(options["publicKey"]["allowCredentials"]) == 1
    answer = client.post("/can-bo/dang-nhap/xac-thuc/", {"credential": json.dumps(passkey.get(options))})
    assert answer.status_code == 302 and client.session["accounts.factor"] == "passkey"


def test_passkeys_that_do_not_count(client, officer):
    passkey = make_passkey(proved(Client(), officer))
    handle = passkey.user_handle

    def attempt(credential) -> int:
        return client.post("/can-bo/dang-nhap/", {"credential": json.dumps(credential)}).status_code

    def options():
        return client.post("/can-bo/dang-nhap/khoa/").json()

    old = options()
    assert attempt(passkey.get(options(), verified=False)) == 422
    options()
    assert attempt(passkey.get(old)) == 422, "an old challenge"
    stranger = Passkey(user_handle=handle)
    assert attempt(stranger.get(options())) == 422, "an unknown key"
    copy = Passkey(user_handle=handle)
    copy.id = passkey.id
    assert attempt(copy.get(options())) == 422, "the right name, another key"
    for broken in ({}, [], {"response": {}}, {"id": 1, "response": {"userHandle": "%%%"}}, "x"):
        options()
        assert attempt(broken) == 422
    good = passkey.get(options())
    assert attempt(good) == 302
    assert attempt(good) == 422, "a second time"


def test_a_closed_account_can_not_use_its_passkey(client, officer):
    passkey = make_passkey(proved(Client(), officer))
    User.objects.update(is_active=False)
    options = client.post("/can-bo/dang-nhap/khoa/").json()
    assert client.post("/can-bo/dang-nhap/", {"credential": json.dumps(passkey.get(options))}).status_code == 422
