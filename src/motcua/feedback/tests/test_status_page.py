"""The page under a report's code: drawn the lean way for a browser without a session, and the same page for all others."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.feedback import actions
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.feedback.models import Report

pytestmark = pytest.mark.django_db
SLY = "Ổ gà @@lean-token@@ @@lean-path@@ @@lean-body@@ <b>đậm</b>"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def full(town: Town) -> Client:
    """A browser with a session: it has begun to report something."""
    client = Client()
    client.get(f"/phan-anh/gui/{town.place.code}/o-ga/")
    session = client.session
    session["anything"] = 1
    session.save()
    return client


def published(town: Town) -> Report:
    report = answered(town, make_report(town, description=SLY))
    said = {"text": SLY, "answer": "Đã vá.", "address": "Lê Lợi"}
    actions.publish(actor=town.actor("unit_head"), report_id=report.pk, **said)
    return report


def declined(town: Town) -> Report:
    report = make_report(town)
    actions.decline(actor=town.actor("specialist"), report_id=report.pk, reason="Không thuộc thẩm quyền của xã.")
    return report


def without_token(answer: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


@pytest.mark.parametrize("made", [make_report, published, declined])
def test_the_lean_page_is_the_full_page(town: Town, full: Client, made: Any) -> None:
    address = f"/phan-anh/{made(town).code}"
    lean = [Client().get(address) for _ in range(2)]
    assert without_token(lean[0]) == without_token(lean[1]) == without_token(full.get(address))
    assert lean[0].content != lean[1].content, "every visitor has a token of their own"


def test_what_somebody_wrote_is_never_read_as_a_mark(town: Town) -> None:
    page = Client().get(f"/phan-anh/{published(town).code}").text
    assert "@@lean-token@@ @@lean-path@@ @@lean-body@@ &lt;b&gt;" in page and page.count("<h1") == 1


def test_a_token_of_the_lean_page_follows_and_opens(town: Town) -> None:
    report = make_report(town)
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/phan-anh/{report.code}").text
    tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert len(tokens) == 2
    for token in tokens:
        wrong = client.post(f"/phan-anh/{report.code}", {"csrfmiddlewaretoken": token, "secret": "AAAAAA"})
        assert wrong.status_code == 422
    right = {"csrfmiddlewaretoken": tokens[0], "secret": report.secret}
    assert client.post(f"/phan-anh/{report.code}", right).status_code == 302
    assert "Nội dung đã gửi" in client.get(f"/phan-anh/{report.code}").text


def test_a_look_costs_two_questions_at_most(town: Town) -> None:
    address = f"/phan-anh/{published(town).code}"
    Client().get(address)
    with CaptureQueriesContext(connection) as context:
        assert Client().get(address).status_code == 200
    assert len([query for query in context if "feedback_" in query["sql"]]) <= 2, context.captured_queries
