"""Links that lead nowhere are named to who edits."""

import socket

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.pages import actions, jobs
from motcua.pages.actions import checking, outside
from motcua.pages.factories import make_entry
from motcua.pages.models import BrokenLink, Fault, LinkRound, Moved
from motcua.pages.queries.freshness import board
from motcua.pages.queries.links import broken_links, broken_on

HOME = "/trang/quan-thu-phuong-1/"


def test_links_that_lead_nowhere(district):
    site = district.sites["quan-thu-phuong-1"]
    make_entry(site, "Còn đây")
    Moved.objects.create(unit_site=site, old="tin-tuc/chuyen", new="tin-tuc/con-day")
    good = [
        f"{HOME}tin-tuc/con-day/",
        f"{HOME}tin-tuc/chuyen/",
        HOME,
        f"{HOME}van-ban/?trang=2",
        "/thu-tuc/",
        "https://example.vn/x",
        "http://localhost:8000/thu-tuc/",
        "http://phuong1.quanthu.localhost/tin-tuc/con-day/",
    ]
    bad = [
        f"{HOME}tin-tuc/mat/",
        "/khong-co-trang-nay/",
        "/trang/khong-co/",
        f"{HOME}la/",
        "http://phuong1.quanthu.localhost/tin-tuc/mat/",
    ]
    body = " ".join(f"[xem]({address})" for address in [*good, *bad])
    row = make_entry(site, "Nhiều liên kết", body=body)
    assert broken_links(row) == bad
    page = (
        sign_in(Client(), make_officer(district.wards[0], "clerk")).get(f"/can-bo/trang/bai/{row.pk}/").content.decode()
    )
    assert "Liên kết không dẫn tới đâu" in page and f"{HOME}tin-tuc/mat/" in page


def linking(site, title, address):
    return make_entry(site, title, body=f"Xem [ở đây]({address}).")


def test_a_link_to_what_was_taken_down_shows_after_the_next_check(district):
    site = district.sites["quan-thu-phuong-1"]
    target = make_entry(site, "Sẽ gỡ")
    row = linking(site, "Dẫn tới bài khác", f"{HOME}tin-tuc/se-go/")
    draft = linking(site, "Chưa đăng", f"{HOME}tin-tuc/khong-co/")
    type(draft).objects.filter(pk=draft.pk).update(live=False)
    jobs.check_links()
    assert not BrokenLink.objects.exists()
    type(target).objects.filter(pk=target.pk).update(live=False)
    jobs.check_links()
    [found] = broken_on(site)
    assert (found.entry_id, found.fault, found.address) == (row.pk, Fault.NOWHERE, f"{HOME}tin-tuc/se-go/")
    since = found.found_at
    jobs.check_links()
    assert broken_on(site).get().found_at == since
    leader = district.actor("unit_head", district.unit, scope="subtree")
    assert {life.code: life.broken for life in board(leader)}["quan-thu-phuong-1"] == 1
    page = sign_in(Client(), make_officer(district.wards[0], "clerk")).get("/can-bo/trang/o/quan-thu-phuong-1/")
    assert "Liên kết hỏng" in page.content.decode() and f"{HOME}tin-tuc/se-go/" in page.content.decode()
    type(target).objects.filter(pk=target.pk).update(live=True)
    jobs.check_links()
    assert not BrokenLink.objects.exists()


def test_a_run_looks_at_a_slice_and_the_next_goes_on(district, monkeypatch):
    monkeypatch.setattr(checking, "AT_ONCE", 2)
    site = district.sites["quan-thu-phuong-1"]
    rows = [linking(site, f"Bài {n}", f"/khong-co-{n}/") for n in range(5)]
    seen = []
    for _run in range(3):
        actions.check_links()
        seen.append((BrokenLink.objects.count(), LinkRound.objects.get().after))
    assert seen == [(2, rows[1].pk), (4, rows[3].pk), (5, 0)]


def test_outside_pages_are_asked_only_where_wanted_and_silence_must_last(district, monkeypatch, settings):
    site = district.sites["quan-thu-phuong-1"]
    linking(site, "Ra ngoài", "https://example.vn/mat")
    told = []
    monkeypatch.setattr(checking, "ask", lambda address: told.append(address) or Fault.SILENT)
    actions.check_links()
    assert told == []
    settings.CHECK_OUTSIDE_LINKS = True
    for shown in (0, 0, 1):
        actions.check_links()
        assert len(broken_on(site)) == shown
    assert told == ["https://example.vn/mat"] * 3


@pytest.mark.parametrize("place", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0", "224.0.0.1", "::1", "::ffff:127.0.0.1",
                                   "fe80::1", "fd00::1", "2002:7f00:1::", "64:ff9b::7f00:1"])  # fmt: skip
def test_no_house_of_our_own_is_asked(place, monkeypatch):
    """One address inside is enough, whatever stands beside it."""
    found = [(0, 0, 0, "", (each, 443)) for each in ("93.184.216.34", place)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_args, **_more: pytest.fail("connected"))
    assert outside.ask("https://example.vn/") is None


def test_what_is_asked_and_what_counts(monkeypatch):
    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: [(0, 0, 0, "", ("93.184.216.34", 80))])

    def connect(place, timeout):
        asked.append((place, timeout))
        ours, theirs = socket.socketpair()
        theirs.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        kept.append(theirs)
        return ours

    kept: list = []
    monkeypatch.setattr(socket, "create_connection", connect)
    assert outside.ask("http://example.vn/bài?x=1") == Fault.GONE
    assert asked == [(("93.184.216.34", 80), outside.PATIENCE)]
    assert kept[0].recv(4096).startswith(b"HEAD /b%C3%A0i?x=1 HTTP/1.1\r\nHost: example.vn\r\n")
    for address in ("http://example.vn:8080/", "http://me@example.vn/", "ftp://example.vn/", "http://[::1/"):
        outside.ask(address)
    assert len(asked) == 1
    for each in kept:
        each.close()
