"""Notices on devices: encrypted for one browser, signed by the installation, ended by one press."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.signing import dumps

from motcua.accounts.events import AccountClosed
from motcua.accounts.factories import make_citizen, sign_in
from motcua.kernel import clock, outbox
from motcua.kernel.models import OutboxMessage
from motcua.kernel.refusals import Conflict, Refusal
from motcua.notifications import actions, queries
from motcua.notifications.models import Device, Listening, Message, MessageState
from motcua.notifications.providers.base import PermanentFailure
from motcua.notifications.providers.webpush import pause, reaching
from motcua.notifications.providers.webpush.encrypting import CURVE, decoded, encoded, encrypted
from motcua.notifications.rules import device_name, push_text
from motcua.notifications.tests.pushing import Browser, PushService

pytestmark = pytest.mark.django_db
CODE = "H29.18-261122-0001"
HOLDER = "report:5"
AGENT = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def service(tmp_path, settings, monkeypatch):
    settings.HOME, settings.PUBLIC_ADDRESS, settings.PUSH_PRIVATE = tmp_path, "https://mot-cua.example", True
    made = PushService(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "service.pem"))
    yield made
    made.stop()


@pytest.fixture
def browser(service):
    return Browser(service)


def listen(browser, holder=HOLDER, language="vi"):
    return actions.listen(holder=holder, target=browser.target, agent=AGENT, language=language, client="203.0.113.9")


def send(**said):
    context = {"code": CODE, "due": "17:00 25/11/2026", "name": "Nguyễn Thị Lan"}
    asked = {"link": f"/tra-cuu/{CODE}", "context": context, "holders": [HOLDER], "key": "k", **said}
    actions.send("dossier.accepted", **asked)
    outbox.drain()


def later(monkeypatch, **spell):
    moment = clock.now() + timedelta(**spell)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_the_example_of_the_standard():
    """RFC 8291, appendix A."""
    number = int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    body = encrypted(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        own=ec.derive_private_key(number, CURVE),
        salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert encoded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
        "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_device_without_an_account_reads_a_short_text_and_an_address_of_ours(browser):
    device = listen(browser)
    assert (device.name, device.last_success_at) == ("Chrome, Android", None)
    assert browser.endpoint not in device.sealed and browser.keys["auth"] not in device.sealed
    send()
    (shown,) = browser.shown()
    assert (
        shown["title"] == f"Hồ sơ {CODE}: đã tiếp nhận" and shown["url"] == f"/tra-cuu/{CODE}" and shown["lang"] == "vi"
    )
    assert "17:00 25/11/2026" in shown["body"] and "http" not in shown["body"] and "Lan" not in json.dumps(shown)
    (message,) = Message.objects.all()
    assert (message.channel, message.state, message.address) == ("push", MessageState.SENT, "")
    device.refresh_from_db()
    assert device.last_success_at


def test_two_devices_each_in_its_language_and_once_under_two_names(service):
    person = make_citizen()
    mine = queries.user_holder(person.pk)
    phone, desk = Browser(service, "/gui/1"), Browser(service, "/gui/2")
    listen(phone, mine), listen(phone), listen(desk, mine, "en")
    send(to_user=person)
    send(to_user=person)
    assert [one["title"] for one in phone.shown()] == [f"Hồ sơ {CODE}: đã tiếp nhận"]
    assert [one["title"] for one in desk.shown()] == [f"Dossier {CODE}: received"]


def test_a_service_that_is_away_is_tried_again_under_the_same_topic(browser, monkeypatch):
    listen(browser)
    browser.service.answers = [(503, {}), (500, {})]
    send()
    waiting = Message.objects.get()
    assert (waiting.state, waiting.attempts) == (MessageState.WAITING, 1) and "503" in waiting.last_error
    for _ in range(2):
        later(monkeypatch, hours=1)
        outbox.drain()
    assert Message.objects.get().state == MessageState.SENT
    assert (
        len({headers["Topic"] for _path, headers, _body in browser.service.got}) == 1 and len(browser.service.got) == 3
    )


def test_a_pause_that_is_asked_for_is_kept(browser, monkeypatch):
    listen(browser)
    browser.service.answers = [(429, {"Retry-After": "7200"})]
    send()
    later(monkeypatch, minutes=110)
    outbox.drain()
    assert len(browser.service.got) == 1 and Message.objects.get().state == MessageState.WAITING
    later(monkeypatch, minutes=11)
    outbox.drain()
    assert Message.objects.get().state == MessageState.SENT
    assert not OutboxMessage.objects.filter(done_at=None).exists()


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten_without_alarm(browser, status):
    device = listen(browser)
    browser.service.answers = [(status, {})]
    send()
    device.refresh_from_db()
    assert device.ended_at and device.sealed == "" and not Listening.objects.exists()
    assert Message.objects.get().state == MessageState.SKIPPED and queries.delivery_complaints() == []
    send(key="next")
    assert Message.objects.count() == 1
    assert listen(browser).pk != device.pk


def test_what_is_too_long_goes_without_its_text(browser):
    listen(browser)
    browser.service.answers = [(413, {})]
    send()
    assert [bool(one["body"]) for one in browser.shown()] == [True, False]
    browser.service.answers = [(413, {}), (413, {})]
    send(key="next")
    assert queries.failed().count() == 1


def test_a_refused_signature_is_seen_by_operators(browser):
    listen(browser)
    browser.service.answers = [(403, {})]
    send()
    failed = queries.failed().get()
    assert "403" in failed.last_error and browser.endpoint not in failed.last_error
    assert any("1 thông báo" in complaint for complaint in queries.delivery_complaints())


def test_a_service_that_can_not_prove_its_name_gets_nothing(browser, monkeypatch):
    listen(browser)
    monkeypatch.delenv("SSL_CERT_FILE")
    send()
    assert browser.service.got == [] and "certificate" in Message.objects.get().last_error


def test_after_a_new_key_old_devices_are_still_told_and_new_ones_need_the_new(browser, tmp_path):
    listen(browser)
    old = browser.target
    (tmp_path / "keys" / "push" / "signing.key").unlink()
    assert queries.push_key()[0] != old.key_name
    with pytest.raises(Conflict):
        actions.listen(holder="report:6", target=old, agent="", language="vi", client="")
    send()
    assert len(browser.service.got) == 1 and queries.push_key()[1] not in browser.service.got[0][1]["Authorization"]
    (tmp_path / "keys" / "push" / f"{old.key_name}.key").unlink()
    send(key="next")
    assert Device.objects.get().ended_at


@pytest.mark.parametrize(
    "endpoint",
    ["http://push.example/1", "https://push.example:8443/1", "https://user@push.example/1", "https:///1", "ftp://push.example",
     "https://push.example/\n", "https://push.example/#1", "https://" + "a" * 1000, "javascript:alert(1)", ""],
)  # fmt: skip
def test_only_addresses_of_push_services_are_taken(browser, settings, endpoint):
    settings.PUSH_PRIVATE = False
    with pytest.raises(Refusal):
        wrong = type(browser.target)(endpoint, key_name=browser.target.key_name, **browser.keys)
        actions.listen(holder=HOLDER, target=wrong, agent="", language="vi", client="")
    assert not Device.objects.exists()


@pytest.mark.parametrize("named", ["10.0.0.8", "127.0.0.1", "169.254.169.254", "::1", "::ffff:192.168.1.1", "64:ff9b::a00:8",
                                   "2002:a00:8::1", "fe80::1%eth0", "fd00::1", "0.0.0.0", "224.0.0.1", "100.64.0.1"])  # fmt: skip
def test_nothing_inside_is_reached_whatever_a_name_leads_to(service, settings, monkeypatch, named):
    settings.PUSH_PRIVATE = False
    rows = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (named, 443))]
    monkeypatch.setattr(reaching.socket, "getaddrinfo", lambda *asked, **how: rows)
    monkeypatch.setattr(reaching.socket, "create_connection", lambda *asked: pytest.fail("connected"))
    with pytest.raises(PermanentFailure, match="not public"):
        reaching.post("https://push.example/1", b"", {})


def test_an_installation_may_name_the_services_it_talks_to(settings):
    settings.PUSH_HOSTS = ["push.services.mozilla.com"]
    assert reaching.split("https://updates.push.services.mozilla.com/wpush/1")
    for foreign in ("https://push.example/1", "https://evilpush.services.mozilla.com/1"):
        with pytest.raises(ValueError, match="not among"):
            reaching.split(foreign)


def test_keys_no_browser_has_are_refused(browser):
    for keys in ({"p256dh": "AAAA", "auth": browser.keys["auth"]}, {"p256dh": browser.keys["p256dh"], "auth": "é"}):
        wrong = type(browser.target)(browser.endpoint, key_name=browser.target.key_name, **keys)
        with pytest.raises(Refusal):
            actions.listen(holder=HOLDER, target=wrong, agent="", language="vi", client="")


def test_the_oldest_of_too_many_devices_gives_way(service):
    devices = [listen(Browser(service, f"/gui/{number}")) for number in range(11)]
    assert Device.objects.filter(ended_at=None).count() == 10
    devices[0].refresh_from_db()
    assert devices[0].ended_at


def posted(client, browser, address, holder, **more):
    asked = {
        "pass": queries.pass_for(holder),
        "endpoint": browser.endpoint,
        "key": queries.push_key()[0],
        **browser.keys,
        **more,
    }
    return client.post(address, asked, HTTP_ACCEPT="application/json", HTTP_USER_AGENT=AGENT)


def test_a_page_s_switch_begins_looks_and_ends(browser, client):
    for holder in (HOLDER, "report:6"):
        assert posted(client, browser, "/thong-bao-may/bat/", holder).json() == {"on": True}
    assert posted(client, browser, "/thong-bao-may/", HOLDER).json() == {"on": True}
    assert posted(client, browser, "/thong-bao-may/tat/", HOLDER).json() == {"on": False, "needed": True}
    assert posted(client, browser, "/thong-bao-may/", HOLDER).json() == {"on": False}
    assert posted(client, browser, "/thong-bao-may/tat/", "report:6").json() == {"on": False, "needed": False}
    assert not Device.objects.filter(ended_at=None).exists()
    assert posted(client, browser, "/thong-bao-may/tat/", HOLDER).status_code == 200


def test_nobody_hears_what_no_page_gave_them(browser, client):
    person, other = make_citizen(), make_citizen("Người khác")
    forged = {"pass": dumps(HOLDER, salt="another purpose")}
    assert posted(client, browser, "/thong-bao-may/bat/", HOLDER, **forged).status_code == 404
    holder = queries.user_holder(person.pk)
    assert posted(client, browser, "/thong-bao-may/bat/", holder).status_code == 403
    sign_in(client, other)
    assert posted(client, browser, "/thong-bao-may/bat/", holder).status_code == 403
    assert not Listening.objects.exists()


def test_who_signs_in_on_a_shared_device_takes_it_over(browser, client):
    for person in (make_citizen(), make_citizen("Người khác")):
        sign_in(client, person)
        assert posted(client, browser, "/thong-bao-may/bat/", queries.user_holder(person.pk)).status_code == 200
    assert Listening.objects.get().holder == queries.user_holder(person.pk)


def test_a_person_sees_their_devices_and_ends_one_without_scripts(service, client):
    person, other = make_citizen(), make_citizen("Người khác")
    own, foreign = listen(Browser(service), queries.user_holder(person.pk)), listen(Browser(service, "/2"), "user:0")
    listen(Browser(service, "/3"), queries.user_holder(other.pk))
    sign_in(client, person)
    page = client.get("/cua-toi/thong-bao/").content.decode()
    assert page.count("Chrome, Android</strong>") == 1 and 'data-mc="push"' in page
    assert client.post(f"/cua-toi/thong-bao/may/{foreign.pk}/ngung/").status_code == 404
    assert client.post(f"/cua-toi/thong-bao/may/{own.pk}/ngung/")["Location"] == "/cua-toi/thong-bao/"
    own.refresh_from_db()
    assert own.ended_at and "Chrome, Android</strong>" not in client.get("/cua-toi/thong-bao/").content.decode()


def test_a_closed_account_and_an_ended_subscription_are_heard_nowhere(browser):
    listen(browser, "user:7"), listen(browser)
    outbox.announce(AccountClosed(7, "left"))
    outbox.drain()
    assert Listening.objects.get().holder == HOLDER
    actions.forget_holder(holder=HOLDER)
    assert Device.objects.get().ended_at


def test_words_for_a_small_screen():
    assert push_text("Hẹn trả 25/11.\nTheo dõi tại: https://x/1", "https://x/1") == "Hẹn trả 25/11."
    long = push_text("từ " * 100)
    assert len(long) <= 160 and long.endswith("từ…")
    assert device_name("") == "" and device_name("Mozilla (iPhone; …) Version/17 Safari/604") == "Safari, iPhone"
    assert (pause(""), pause("5"), pause("99999999999")) == (60, 10, 86_400)
