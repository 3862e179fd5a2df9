"""A citizen signs in with a one-time code."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client

from motcua.accounts.models import OneTimeCode, User
from motcua.accounts.queries import code_for
from motcua.kernel import clock
from motcua.kernel.models import OutboxMessage
from motcua.kernel.outbox import drain

pytestmark = pytest.mark.django_db


def ask(client: Client, destination: str = "0903000001", **more):
    return client.post("/dang-nhap/", {"destination": destination, **more})


def last_code() -> str:
    return code_for(OneTimeCode.objects.latest("pk").token)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_whole_way_by_phone(client, settings, tmp_path):
    settings.HOME = tmp_path
    answer = ask(client, "0903 000 001", next="/tra-cuu/")
    assert answer.status_code == 302 and answer.url == "/dang-nhap/ma/"
    drain()
    files = list((tmp_path / "sms").iterdir())
    number, text = files[0].read_text(encoding="utf-8").splitlines()[:2]
    code = re.search(r"\b(\d{6})\b", text)[1]
    assert number == "+84903000001" and code == last_code()
    assert not User.objects.exists()
    assert "090****001" in client.get("/dang-nhap/ma/").content.decode()
    answer = client.post("/dang-nhap/ma/", {"code": f" {code[:3]} {code[3:]} "})
    assert answer.status_code == 302 and answer.url == "/tra-cuu/"
    user = User.objects.get()
    assert (user.kind, user.phone, user.has_usable_password()) == ("citizen", "+84903000001", False)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_whole_way_by_mail(client):
    ask(client, "Lan@Example.vn")
    drain()
    assert mail.outbox[0].to == ["lan@example.vn"]
    client.post("/dang-nhap/ma/", {"code": re.search(r"\b(\d{6})\b", mail.outbox[0].body)[1]})
    assert User.objects.get().email == "lan@example.vn"


def test_the_same_person_comes_back_to_the_same_account(client):
    for spelling in ("0903000001", "+84 903 000 001"):
        browser = Client()
        ask(browser, spelling)
        browser.post("/dang-nhap/ma/", {"code": last_code()})
    assert User.objects.count() == 1


def test_neither_code_nor_destination_lies_readable_in_the_database(client):
    ask(client)
    rows = json.dumps(list(OneTimeCode.objects.values()) + list(OutboxMessage.objects.values()), default=str)
    assert last_code() not in rows and "903000001" not in rows


def test_the_answer_is_the_same_with_and_without_an_account(client):
    User.objects.create(kind="citizen", phone="+84903000001", password="!")
    known, unknown = Client(), Client()
    answers = [ask(known, "0903000001"), ask(unknown, "0903000002")]
    assert answers[0].status_code == answers[1].status_code and answers[0].url == answers[1].url
    pages = [browser.get("/dang-nhap/ma/").content.decode() for browser in (known, unknown)]
    plain = [re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page) for page in pages]
    assert plain[0].replace("090****001", "") == plain[1].replace("090****002", "")


def test_five_wrong_tries_end_the_code_even_for_the_right_one(client):
    ask(client)
    right = last_code()
    for _ in range(5):
        assert client.post("/dang-nhap/ma/", {"code": wrong(right)}).status_code == 422
    answer = client.post("/dang-nhap/ma/", {"code": right})
    assert answer.status_code == 422 and "quá 5 lần" in answer.content.decode()
    assert not User.objects.exists()


def test_a_code_ends_after_ten_minutes(client):
    start = clock.now()
    with time_machine.travel(start, tick=False):
        ask(client)
    with time_machine.travel(start + timedelta(minutes=10), tick=False):
        answer = client.post("/dang-nhap/ma/", {"code": last_code()})
    assert answer.status_code == 422 and "hết hiệu lực" in answer.content.decode()


def test_a_double_click_is_one_sign_in(client):
    ask(client)
    old_cookies = dict(client.cookies)
    first = client.post("/dang-nhap/ma/", {"code": last_code()})
    twin = Client()
    twin.cookies.update(old_cookies)
    second = twin.post("/dang-nhap/ma/", {"code": last_code()})
    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert User.objects.count() == 1


def test_a_used_code_is_of_no_use_a_minute_later(client):
    start = clock.now()
    with time_machine.travel(start, tick=False):
        ask(client)
        cookies = dict(client.cookies)
        client.post("/dang-nhap/ma/", {"code": last_code()})
    thief = Client()
    thief.cookies.update(cookies)
    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        assert thief.post("/dang-nhap/ma/", {"code": last_code()}).status_code == 422


def test_a_code_is_of_no_use_in_another_browser(client):
    ask(client, "0903000001")
    stolen = last_code()
    thief = Client()
    ask(thief, "0903000002")
    assert thief.post("/dang-nhap/ma/", {"code": stolen}).status_code == (422 if stolen != last_code() else 302)
    assert not User.objects.filter(phone="+84903000001").exists()
    assert Client().post("/dang-nhap/ma/", {"code": stolen}).url == "/dang-nhap/"


def test_a_forged_cookie_is_no_cookie(client):
    ask(client)
    client.cookies["ma-dang-nhap"] = client.cookies["ma-dang-nhap"].value[:-2] + "xx"
    assert client.post("/dang-nhap/ma/", {"code": last_code()}).url == "/dang-nhap/"


def test_asking_too_often_is_refused_in_words_with_a_time(client):
    answers = [ask(client) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 302, 429]
    assert int(answers[-1]["Retry-After"]) > 0 and "quá nhiều lần" in answers[-1].content.decode()


def test_somebody_else_asking_does_not_shut_the_owner_out(client):
    for _ in range(5):
        client.post("/dang-nhap/", {"destination": "0903000001"}, REMOTE_ADDR="203.0.113.9")
    assert ask(Client()).status_code == 302


def test_one_address_can_not_ask_for_the_whole_city(client):
    codes = {ask(Client(), f"09030{number:05d}").status_code for number in range(41)}
    assert codes == {302, 429}


def test_sending_again_keeps_where_it_goes(client):
    ask(client, next="/tra-cuu/")

    assert client.post("/dang-nhap/gui-lai/").url == "/dang-nhap/ma/"
    assert OneTimeCode.objects.count() == 2
    assert client.post("/dang-nhap/ma/", {"code": last_code()}).url == "/tra-cuu/"


def test_delivering_twice_sends_once(client):
    ask(client, "lan@example.vn")
    drain()
    OutboxMessage.objects.update(done_at=None, run_after=clock.now())
    drain()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "http:evil",
    ],
)
def test_sign_in_leads_nowhere_else(client, target):
    ask(client, next=target)
    assert client.post("/dang-nhap/ma/", {"code": last_code()}).url == "/cua-toi/"


def test_the_session_key_changes_at_sign_in(client):
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    ask(client)
    client.post("/dang-nhap/ma/", {"code": last_code()})
    assert client.session.session_key != planted


def test_a_closed_account_stays_out(client):
    User.objects.create(kind="citizen", phone="+84903000001", password="!", is_active=False)
    ask(client)
    answer = client.post("/dang-nhap/ma/", {"code": last_code()})
    assert answer.status_code == 422 and "_auth_user_id" not in client.session


def test_an_officers_phone_never_opens_the_officers_account(client):
    staff = User.objects.create(kind="staff", username="lan", phone="+84903000001", password="!")
    ask(client)
    client.post("/dang-nhap/ma/", {"code": last_code()})
    assert client.session["_auth_user_id"] != str(staff.pk)
    assert User.objects.filter(phone="+84903000001").count() == 2


def test_the_code_is_on_the_page_in_the_demo_only(client, settings):
    ask(client)
    assert last_code() not in client.get("/dang-nhap/ma/").content.decode()
    settings.DEMO = True
    page = client.get("/dang-nhap/ma/").content.decode()
    assert last_code() in page and "Bản dùng thử" in page


def test_forms_need_their_token():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/dang-nhap/", {"destination": "0903000001"}).status_code == 403
    assert not OneTimeCode.objects.exists()


def test_visitors_get_no_session(client):
    client.get("/dang-nhap/")
    ask(client)
    client.get("/dang-nhap/ma/")
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_codes_are_never_logged(client, caplog):
    caplog.set_level(0)
    ask(client)
    drain()
    client.post("/dang-nhap/ma/", {"code": last_code()})
    assert last_code() not in caplog.text and "903000001" not in caplog.text
