"""Officers sign in with a password and a second factor, and stay in for a limited time."""

import base64
import json
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from motcua.accounts import actions
from motcua.accounts.factories import make_officer, make_staff, sign_in
from motcua.accounts.models import User
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài khó đoán"
SECRET = base64.b32encode(b"12345678901234567890").decode()


def totp_now(step: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + step))


@pytest.fixture
def officer(town):
    return make_officer(town.desk(town.ward), username="lan.nt", full_name="Nguyễn Thị Lan", password=PASSWORD)


@pytest.fixture
def guarded(officer):
    actions.set_up_totp(user=officer, secret=SECRET, code=totp_now(-1))
    return officer


def first(client, username="lan.nt", password=PASSWORD, **more):
    return client.post("/can-bo/dang-nhap/", {"username": username, "password": password, **more})


def test_password_and_app(client, guarded):
    answer = first(client, next="/can-bo/nhan-su/")
    assert answer.url == "/can-bo/dang-nhap/xac-thuc/" and "_auth_user_id" not in client.session
    answer = client.post("/can-bo/dang-nhap/xac-thuc/", {"code": totp_now()})
    assert answer.status_code == 302 and answer.url == "/can-bo/nhan-su/"
    assert client.session["accounts.factor"] == "totp"
    assert client.get("/can-bo/tai-khoan/").status_code == 200


def test_the_desk_is_closed_after_the_first_step_alone(client, guarded):
    first(client)
    assert client.get("/can-bo/tai-khoan/").url.startswith("/can-bo/dang-nhap/")


def test_an_app_code_counts_once(client, guarded):
    first(client)
    code = totp_now()
    assert client.post("/can-bo/dang-nhap/xac-thuc/", {"code": code}).status_code == 302
    other = Client()
    first(other)
    assert other.post("/can-bo/dang-nhap/xac-thuc/", {"code": code}).status_code == 422


def test_second_step_stops_after_five_wrong_codes(client, guarded):
    first(client)
    statuses = [client.post("/can-bo/dang-nhap/xac-thuc/", {"code": "000000"}).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert client.post("/can-bo/dang-nhap/xac-thuc/", {"code": totp_now()}).status_code == 429


def test_second_step_without_a_first_one(client, guarded):
    assert client.post("/can-bo/dang-nhap/xac-thuc/", {"code": totp_now()}).url == "/can-bo/dang-nhap/"


def test_the_password_step_is_forgotten_after_ten_minutes(client, guarded):
    start = clock.now()
    with time_machine.travel(start, tick=False):
        first(client)
    with time_machine.travel(start + timedelta(minutes=10, seconds=2), tick=False):
        assert client.post("/can-bo/dang-nhap/xac-thuc/", {"code": totp_now()}).url == "/can-bo/dang-nhap/"


def test_a_recovery_code_counts_once(client, guarded):
    code = actions.new_recovery_codes(user=guarded)[3]
    first(client)
    assert client.post("/can-bo/dang-nhap/xac-thuc/", {"code": f"{code[:4]} {code[4:]}"}).status_code == 302
    assert client.session["accounts.factor"] == "recovery"
    other = Client()
    first(other)
    assert other.post("/can-bo/dang-nhap/xac-thuc/", {"code": code}).status_code == 422


def test_secrets_of_factors_are_sealed(guarded):
    text = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in text


@pytest.mark.parametrize(
    ("username", "password"),
    [("lan.nt", "sai"), ("khong.co", PASSWORD), ("dong.cua", PASSWORD), ("", ""), ("lan.nt\x00", "x")],
)
def test_the_same_words_whatever_is_wrong(client, officer, username, password):
    make_staff(username="dong.cua", password=PASSWORD, is_active=False)
    answer = first(client, username, password)
    assert answer.status_code == 422
    if username and "\x00" not in username:
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()


def test_a_username_in_any_case_with_invisible_letters(client, officer, settings):
    settings.DEMO = True
    assert first(client, " LAN.nt\u200b ").status_code == 302


def test_a_citizen_has_no_password(client, db):
    user = User.objects.create(kind="citizen", username="dan", phone="+84903000009")
    user.set_password(PASSWORD)
    user.save()
    assert first(client, "dan").status_code == 422


def test_five_wrong_passwords_lock_the_account(client, officer):
    for _ in range(4):
        assert first(client, password="sai").status_code == 422
    assert first(client, password="sai").status_code == 429
    answer = first(client)
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0 and "5 lần" in answer.content.decode()
    assert first(Client(), "lan.nt").status_code == 429


def test_the_lock_ends(client, officer, settings):
    settings.DEMO = True
    start = clock.now()
    with time_machine.travel(start, tick=False):
        for _ in range(5):
            first(client, password="sai")
    with time_machine.travel(start + timedelta(minutes=16), tick=False):
        assert first(client).status_code == 302


def test_without_a_second_factor_the_way_leads_to_set_one_up(client, officer):
    assert first(client).url == "/can-bo/"
    assert client.get("/can-bo/vang-mat/", follow=False).status_code in (302, 404)
    assert client.get("/can-bo/tai-khoan/vang-mat/").url.startswith("/can-bo/tai-khoan/?")
    page = client.get("/can-bo/tai-khoan/ung-dung/").content.decode()
    secret = page.split("<code>")[1].split("</code>")[0].replace(" ", "")
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post("/can-bo/tai-khoan/ung-dung/", {"code": "000000"}).status_code == 422
    assert client.post("/can-bo/tai-khoan/ung-dung/", {"code": code}).url == "/can-bo/tai-khoan/ma-du-phong/"
    codes = client.get("/can-bo/tai-khoan/ma-du-phong/").content.decode()
    assert codes.count("<li><code>") == 10
    assert "<li><code>" not in client.get("/can-bo/tai-khoan/ma-du-phong/").content.decode()
    assert client.get("/can-bo/tai-khoan/vang-mat/").status_code == 200


def test_the_demo_city_lets_an_officer_in_with_a_password_alone(client, officer, settings):
    settings.DEMO = True
    first(client)
    assert client.get("/can-bo/tai-khoan/vang-mat/").status_code == 200
    assert "Nên thiết lập" in client.get("/can-bo/tai-khoan/").content.decode()


def test_a_first_password_must_be_changed(client, town, settings):
    settings.DEMO = True
    make_officer(town.ward, username="moi", password=PASSWORD, must_change_password=True)
    first(client, "moi")
    assert client.get("/can-bo/tai-khoan/vang-mat/").url.startswith("/can-bo/tai-khoan/mat-khau/")
    weak = client.post("/can-bo/tai-khoan/mat-khau/", {"old": PASSWORD, "new": "12345678"})
    assert weak.status_code == 422
    done = client.post("/can-bo/tai-khoan/mat-khau/", {"old": PASSWORD, "new": "một câu khác còn dài hơn"})
    assert done.status_code == 302
    assert client.get("/can-bo/tai-khoan/vang-mat/").status_code == 200


def test_an_idle_session_locks_and_opens_with_the_password(client, guarded):
    start = clock.now()
    with time_machine.travel(start, tick=False) as traveller:
        sign_in(client, guarded)
        assert client.get("/can-bo/tai-khoan/").status_code == 200
        traveller.shift(timedelta(minutes=14))
        assert client.get("/can-bo/tai-khoan/").status_code == 200
        traveller.shift(timedelta(minutes=15, seconds=1))
        answer = client.get("/can-bo/tai-khoan/?a=1")
        assert answer.url == "/can-bo/mo-khoa/?next=%2Fcan-bo%2Ftai-khoan%2F%3Fa%3D1"
        assert client.get("/can-bo/tai-khoan/").status_code == 302
        assert client.post("/can-bo/mo-khoa/", {"password": "sai"}).status_code == 422
        opened = client.post("/can-bo/mo-khoa/", {"password": PASSWORD, "next": "/can-bo/tai-khoan/?a=1"})
        assert opened.url == "/can-bo/tai-khoan/?a=1"
        assert client.get("/can-bo/tai-khoan/").status_code == 200


def test_what_was_typed_before_the_lock_is_not_lost(client, guarded):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        sign_in(client, guarded)
        client.get("/can-bo/tai-khoan/")
        traveller.shift(timedelta(minutes=16))
        typed = {"reason": "Đi công tác <Cần Thơ>", "duty": ["1", "2"]}
        assert client.post("/can-bo/tai-khoan/vang-mat/", typed).url.startswith("/can-bo/mo-khoa/")
        page = client.post("/can-bo/mo-khoa/", {"password": PASSWORD}).content.decode()
        assert 'action="/can-bo/tai-khoan/vang-mat/"' in page and "Đi công tác &lt;Cần Thơ&gt;" in page
        assert page.count('name="duty"') == 2
        assert client.post("/can-bo/mo-khoa/", {"password": PASSWORD}).status_code == 302


def test_a_locked_session_acts_for_nobody(client, guarded, rf):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        sign_in(client, guarded)
        client.get("/can-bo/tai-khoan/")
        traveller.shift(timedelta(minutes=16))
        answer = client.get("/can-bo/tai-khoan/", headers={"Accept": "application/json"})
        assert answer.status_code == 401 and answer.json()["code"] == "sign-in"
        assert answer.wsgi_request.actor.kind == "anonymous"


def test_a_session_ends_after_twelve_hours_however_busy(client, guarded):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        first(client)
        client.post("/can-bo/dang-nhap/xac-thuc/", {"code": totp_now()})
        for _ in range(72):
            traveller.shift(timedelta(minutes=10))
            answer = client.get("/can-bo/tai-khoan/")
        assert answer.url.startswith("/can-bo/dang-nhap/")


def test_signing_out_everywhere_ends_other_devices(guarded):
    one, two = sign_in(Client(), guarded), sign_in(Client(), guarded)
    assert one.post("/can-bo/tai-khoan/dang-xuat-moi-noi/").status_code == 302
    for client in (one, two):
        assert client.get("/can-bo/tai-khoan/").url.startswith("/can-bo/dang-nhap/")


def test_a_new_password_ends_other_devices_only(guarded):
    one, two = sign_in(Client(), guarded), sign_in(Client(), guarded)
    answer = one.post("/can-bo/tai-khoan/mat-khau/", {"old": PASSWORD, "new": "một câu khác còn dài hơn"})
    assert answer.status_code == 302
    assert one.get("/can-bo/tai-khoan/").status_code == 200
    assert two.get("/can-bo/tai-khoan/").status_code == 302


def test_changes_to_factors_ask_for_the_password_again(client, guarded):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        first(client)
        client.post("/can-bo/dang-nhap/xac-thuc/", {"code": totp_now()})
        for _ in range(2):
            traveller.shift(timedelta(minutes=10))
            client.get("/can-bo/tai-khoan/")
        factor = Authenticator.objects.get(user=guarded, type="totp")
        answer = client.post("/can-bo/tai-khoan/bo-cach-xac-thuc/", {"factor": factor.pk})
        assert answer.url.startswith("/can-bo/mo-khoa/") and Authenticator.objects.filter(pk=factor.pk).exists()
        client.post("/can-bo/mo-khoa/", {"password": PASSWORD})
        client.post("/can-bo/tai-khoan/bo-cach-xac-thuc/", {"factor": factor.pk})
        assert not Authenticator.objects.filter(user=guarded).exists()


def test_the_session_key_changes_at_each_step(client, guarded):
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["phien"] = session.session_key
    keys = [session.session_key]
    first(client)
    keys.append(client.session.session_key)
    client.post("/can-bo/dang-nhap/xac-thuc/", {"code": totp_now()})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3 and "planted" not in client.session


def test_signing_out(client, guarded):
    sign_in(client, guarded)
    assert client.get("/dang-xuat/").status_code == 200 and "_auth_user_id" in client.session
    assert client.post("/dang-xuat/").url == "/can-bo/dang-nhap/"
    assert "_auth_user_id" not in client.session


def test_sign_in_pages_are_not_kept_by_the_browser(client, guarded):
    for address in ("/dang-nhap/", "/can-bo/dang-nhap/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_unused_accounts_are_closed_but_for_operators(town, settings):
    long_ago = clock.now() - timedelta(days=46)
    make_officer(town.ward, username="vang", last_login=long_ago)
    make_officer(town.ward, username="co", last_login=clock.now())
    make_officer(town.city, "operator", username="van-hanh", last_login=long_ago)
    assert actions.close_unused() == 1
    assert set(User.objects.filter(is_active=True).values_list("username", flat=True)) == {"co", "van-hanh"}
