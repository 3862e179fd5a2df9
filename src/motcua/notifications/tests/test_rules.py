"""Words, places, and what never travels."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from motcua.notifications import rules
from motcua.notifications.actions.templates import DELIVERED

TEMPLATES = {
    (path.stem, code): words
    for path in sorted(DELIVERED.glob("*.yaml"))
    for code, words in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}


def test_places_are_filled_and_lines_without_knowledge_left_out():
    text = "Hồ sơ {code}.\nHẹn trả: {due}.\nXem: {link}"
    assert rules.fill(text, {"code": "H29-1", "link": "/x", "due": ""}) == "Hồ sơ H29-1.\nXem: /x"


def test_names_and_reasons_never_reach_the_words():
    filled = rules.fill("{code} {name}\n{reason}\n{code}", {"code": "1", "name": "Lan", "reason": "thiếu"})
    assert filled == "1"


def test_values_are_not_filled_in_twice():
    assert rules.fill("{code}", {"code": "{link}", "link": "secret"}) == "{link}"


@given(st.text())
def test_a_subject_is_one_line(text):
    assert "\n" not in rules.one_line(text) and "\r" not in rules.one_line(text) and len(rules.one_line(text)) <= 200


@pytest.mark.parametrize(
    ("text", "link", "sms"),
    [
        ("Hồ sơ H29: đã tiếp nhận", "", "Ho so H29: da tiep nhan"),
        ("Đơn “khẩn” – gấp…", "", 'Don "khan" - gap...'),
        ("Hồ sơ", "https://x.vn/1", "Ho so https://x.vn/1"),
    ],
)
def test_text_messages_have_no_marks(text, link, sms):
    assert rules.sms_text(text, link) == sms


@given(st.text(max_size=400), st.text("abc/:.", max_size=80))
def test_text_messages_fit_and_keep_their_link(text, link):
    sms = rules.sms_text(text, link)
    assert len(sms) <= rules.LONGEST_SMS and sms.isascii() and sms.endswith(link)


def test_there_are_words_for_every_event():
    codes = {code for language, code in TEMPLATES if language == "vi"}
    wanted = (
        "submitted accepted supplement_asked supplement_received refused payment_due paused resumed late_apology issued"
        " returned withdrawn stopped correction_proposed consultation"
    )
    assert {f"dossier.{event}" for event in wanted.split()} <= codes
    assert {"draft.moved", "work.due_soon", "work.overdue"} <= codes


@pytest.mark.parametrize("key", TEMPLATES, ids=str)
def test_the_delivered_words_use_allowed_places_only(key):
    words = TEMPLATES[key]
    assert set(words) == {"subject", "body"}
    assert rules.places(words["subject"]) | rules.places(words["body"]) <= rules.ALLOWED
    assert "\n" not in words["subject"] and len(words["subject"]) < 150
    filled = rules.fill(words["body"], dict.fromkeys(rules.ALLOWED, "X"))
    assert "{" not in filled and filled


def test_english_words_exist_for_every_vietnamese_ones():
    languages = {path.stem for path in Path(DELIVERED).glob("*.yaml")}
    assert languages == {"vi", "en"}
    assert {code for language, code in TEMPLATES if language == "en"} == {
        code for language, code in TEMPLATES if language == "vi"
    }
