"""The leaders' board: sections that have gone stale by rule, within reach only, in a fixed number of statements."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.pages.factories import make_entry
from motcua.pages.queries.freshness import board
from motcua.pages.rules.freshness import Stale, stale_sections

NOW = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(("days", "stale"), [(7, False), (8, True)])
def test_news_older_than_a_week_are_stale(days, stale):
    found = stale_sections({"news": NOW - timedelta(days=days)}, frozenset({"news"}), NOW)
    assert found == ([Stale("news", days)] if stale else [])


def test_a_closed_section_is_never_stale_and_an_empty_one_comes_first():
    found = stale_sections({"news": NOW - timedelta(days=20)}, frozenset({"news", "plan"}), NOW)
    assert found == [Stale("plan", None), Stale("news", 20)]


def test_the_board(district, django_assert_num_queries):
    make_entry(district.sites["quan-thu-phuong-1"], "Tin mới", days_ago=1)
    make_entry(district.sites["quan-thu-phuong-2"], "Tin cũ", days_ago=20)
    leader = district.actor("unit_head", district.unit, scope="subtree")
    board(leader)
    with django_assert_num_queries(8):
        rows = {row.code: row for row in board(leader)}
    assert set(rows) == {"quan-thu", "quan-thu-phuong-1", "quan-thu-phuong-2"}
    assert ("Tin tức", 20) in [(str(words), days) for words, days in rows["quan-thu-phuong-2"].stale]
    assert "Tin tức" not in [str(words) for words, _days in rows["quan-thu-phuong-1"].stale]
    assert [row.code for row in board(district.actor("unit_head"))] == ["quan-thu-phuong-1"]
    client = sign_in(Client(), make_officer(district.unit, "unit_head", scope="subtree"))
    assert "Tin tức (20 ngày)" in client.get("/can-bo/trang/theo-doi/").content.decode()
    assert (
        sign_in(Client(), make_officer(district.wards[0], "receiver")).get("/can-bo/trang/theo-doi/").status_code == 403
    )
