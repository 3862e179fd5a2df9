"""Notices on their way."""

import json
import smtplib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.template.loader import render_to_string
from django.test import Client

from motcua.accounts.factories import make_citizen, sign_in
from motcua.files.events import FileInfected
from motcua.kernel import clock, outbox
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.models import OutboxMessage
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.notifications import actions, queries
from motcua.notifications.models import Message, MessageState, TemplateVersion

pytestmark = pytest.mark.django_db
CODE = "H29.18-261122-0001"


@pytest.fixture(autouse=True)
def fresh(settings, tmp_path):
    settings.HOME = tmp_path
    settings.PUBLIC_ADDRESS = "https://mot-cua.example"


@pytest.fixture
def person():
    return make_citizen(email="lan@example.org")


def send(person=None, template="dossier.accepted", **said):
    context = {"code": CODE, "due": "17:00 25/11/2026", "name": "Nguyễn Thị Lan", "reason": "thiếu giấy"}
    link = {"link": f"/tra-cuu/{CODE}"}
    actions.send(template, to_user=person, context=context, related="dossier:1", **{**link, **said})


def by_channel():
    return {message.channel: message for message in Message.objects.all()}


def test_a_notice_is_in_the_application_at_once_and_in_the_mail_after_commit(person):
    send(person)
    (message,) = queries.unread_of(person.pk)
    assert message.subject == f"Hồ sơ {CODE}: đã tiếp nhận" and message.link == f"/tra-cuu/{CODE}"
    assert mail.outbox == []
    outbox.drain()
    (letter,) = mail.outbox
    assert letter.to == ["lan@example.org"] and f"https://mot-cua.example/tra-cuu/{CODE}" in letter.body
    assert "17:00 25/11/2026" in letter.body
    sent = by_channel()["email"]
    assert sent.state == MessageState.SENT and sent.sent_at and sent.address == "" and len(sent.address_hash) == 64


def test_no_personal_data_travels(person):
    send(person, phone="+84900000001")
    for message in Message.objects.all():
        assert "Lan" not in message.subject + message.body and "thiếu giấy" not in message.body
    assert "lan@example.org" not in json.dumps(list(OutboxMessage.objects.values_list("payload", flat=True)))


def test_sending_is_two_statements_and_a_look_for_devices(person, django_assert_num_queries):
    from django.db import transaction

    send(person)
    with transaction.atomic(), django_assert_num_queries(3):
        send(person, phone="+84900000001")
    bare = make_citizen()
    with transaction.atomic(), django_assert_num_queries(2):
        send(bare)


def test_the_same_key_is_one_notice(person):
    for _ in range(3):
        send(person, key="accepted:1")
        outbox.drain()
    assert Message.objects.count() == 2 and len(mail.outbox) == 1


def test_a_job_that_runs_twice_sends_once(person):
    send(person, key="accepted:1")
    outbox.drain()
    assert actions.deliver(keys=["accepted:1:email", "accepted:1:app"]) == 0
    assert len(mail.outbox) == 1


def test_who_has_no_mail_gets_a_text_message(person, settings):
    send(None, phone="+84900000001")
    outbox.drain()
    (line,) = (Path(settings.HOME) / "sms" / "sent.jsonl").read_text(encoding="utf-8").splitlines()
    sms = json.loads(line)
    assert sms["phone"] == "+84900000001" and sms["text"].isascii() and CODE in sms["text"] and len(sms["text"]) <= 160
    assert set(by_channel()) == {"sms"} and by_channel()["sms"].address == ""


def test_nobody_to_tell_is_no_error():
    send(None)
    assert not Message.objects.exists() and not OutboxMessage.objects.exists()


def test_english_for_who_chose_it(person):
    send(person, language="en")
    assert by_channel()["app"].subject == f"Dossier {CODE}: received"
    send(person, language="fr", key="x")
    assert Message.objects.get(key="x:app").language == "vi"


def test_a_notice_nobody_wrote_is_a_programming_error(person):
    with pytest.raises(LookupError):
        send(person, template="dossier.unheard_of")


class Broken(EmailBackend):
    """A mail server that fails as told."""

    error: Exception = ConnectionRefusedError("mail server for lan@example.org is away")

    def send_messages(self, messages):
        raise self.error


@pytest.fixture
def broken(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    return lambda error: monkeypatch.setattr(Broken, "error", error)


def later(monkeypatch, hours):
    moment = clock.now() + timedelta(hours=hours)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_mail_server_that_is_away_is_tried_again(person, broken, settings, monkeypatch):
    send(person)
    outbox.drain()
    waiting = by_channel()["email"]
    assert (waiting.state, waiting.attempts) == (MessageState.WAITING, 1)
    assert "ConnectionRefusedError" in waiting.last_error and "lan@example.org" not in waiting.last_error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later(monkeypatch, 1)
    outbox.drain()
    assert by_channel()["email"].state == MessageState.SENT and len(mail.outbox) == 1


def test_after_all_tries_a_notice_is_failed_and_stays_in_sight(person, broken, monkeypatch, settings):
    send(person)
    for _ in range(12):
        outbox.drain()
        later(monkeypatch, 2)
    failed = queries.failed().get()
    assert failed.attempts == 8 and failed.failed_at and failed.address == "lan@example.org"
    assert any("1 thông báo" in complaint for complaint in queries.delivery_complaints())
    assert not OutboxMessage.objects.filter(done_at__isnull=True).exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with pytest.raises(NotAllowed):
        actions.retry(message_id=failed.pk, actor=Actor(kind="staff", name="Bình", role="receiver"))
    actions.retry(message_id=failed.pk, actor=Actor(kind="staff", name="An", role="operator"))
    outbox.drain()
    assert not queries.failed().exists() and len(mail.outbox) == 1


def test_an_address_that_does_not_exist_fails_at_once(person, broken):
    broken(smtplib.SMTPRecipientsRefused({"lan@example.org": (550, b"no such user")}))
    send(person)
    outbox.drain()
    failed = queries.failed().get()
    assert failed.attempts == 1 and "lan@example.org" not in failed.last_error


def test_one_bad_address_does_not_hold_up_the_others(person, settings, monkeypatch):
    settings.SMS_PROVIDER = "unheard-of"
    send(person, email="", phone="", key="a")
    actions.send("dossier.accepted", phone="+84900000001", context={"code": CODE}, key="b")
    outbox.drain()
    assert len(mail.outbox) == 1
    assert Message.objects.get(key="b:sms").state == MessageState.WAITING
    assert any("unheard-of" in complaint for complaint in queries.delivery_complaints())


def test_words_get_versions_and_old_notices_keep_theirs(person):
    actions.ensure_templates()
    assert actions.ensure_templates() == 0
    send(person, key="old")
    version = actions.publish_template(
        code="dossier.accepted", subject="Đã nhận {code}", body="Hẹn trả {due}.", actor=SYSTEM
    )
    send(person, key="new")
    assert version.number == 2
    assert Message.objects.get(key="new:app").subject == f"Đã nhận {CODE}"
    assert (Message.objects.get(key="old:app").template_number, Message.objects.get(key="new:app").template_number) == (
        1,
        2,
    )
    assert actions.ensure_templates() == 0
    assert TemplateVersion.objects.filter(code="dossier.accepted", language="vi").count() == 2


@pytest.mark.parametrize("words", [("Chào {name}", "x"), ("x", "Vì {reason}"), ("", "x"), ("x", " ")])
def test_words_that_would_tell_too_much_or_nothing_are_refused(words):
    with pytest.raises(Refusal):
        actions.publish_template(code="dossier.accepted", subject=words[0], body=words[1], actor=SYSTEM)


def test_a_person_reads_and_marks_their_notices(person, client):
    for number in range(3):
        send(person, key=f"k{number}")
    send(make_citizen("Người khác"), key="other")
    sign_in(client, person)
    assert queries.unread_count(person.pk) == 3
    page = client.get("/cua-toi/thong-bao/").content.decode()
    assert page.count('class="mc-notice mc-notice--unread"') == 3 and f"/tra-cuu/{CODE}" in page
    first = queries.messages_of(person.pk)[0]
    foreign = Message.objects.get(key="other:app")
    answer = client.post("/cua-toi/thong-bao/", {"thong-bao": [str(first.pk), str(foreign.pk), "abc"]})
    assert answer.status_code == 302 and queries.unread_count(person.pk) == 2
    foreign.refresh_from_db()
    assert foreign.read_at is None
    client.post("/cua-toi/thong-bao/")
    assert queries.unread_count(person.pk) == 0
    assert "mc-notice--unread" not in client.get("/cua-toi/thong-bao/").content.decode()


def test_without_sign_in_there_is_nothing_to_read():
    assert "/dang-nhap/" in Client().get("/cua-toi/thong-bao/")["Location"]


def test_an_empty_list_says_so(client):
    sign_in(client, make_citizen())
    assert "Chưa có thông báo nào" in client.get("/cua-toi/thong-bao/").content.decode()


def test_the_list_costs_the_same_however_long_it_is(person, client, django_assert_max_num_queries):
    for number in range(45):
        send(person, key=f"k{number}")
    sign_in(client, person)
    with django_assert_max_num_queries(9):
        page = client.get("/cua-toi/thong-bao/?trang=2").content.decode()
    assert page.count('<li class="mc-notice') == 20


def test_my_page_shows_what_is_unread(person, rf):
    from motcua.notifications.views.citizen import bell, on_my_page

    send(person)
    request = rf.get("/cua-toi/")
    request.user = person
    template, context = on_my_page(request)
    assert CODE in render_to_string(template, context, request)
    assert bell(request) == {"bell_count": 1}
    assert bell(None) == {"bell_count": 0}


def test_the_owner_of_a_file_with_malware_is_told(person):
    outbox.announce(FileInfected("1", "đơn.docx", "dossier:1", person.pk))
    outbox.announce(FileInfected("2", "đơn.docx", "", None))
    outbox.drain()
    (message,) = queries.unread_of(person.pk)
    assert "mã độc" in message.subject and "đơn.docx" not in message.body and message.related == "dossier:1"
