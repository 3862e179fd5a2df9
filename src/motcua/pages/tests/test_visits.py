"""Pages read are counted on the server, kept ones too; machines are not, and nothing about readers is kept."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.kernel import clock
from motcua.opinions import actions as opinion_actions
from motcua.opinions.factories import leader_of, make_opinion
from motcua.opinions.queries.answering import answer_times, within
from motcua.pages import actions, jobs
from motcua.pages.actions import visits
from motcua.pages.factories import make_entry
from motcua.pages.models import VisitDay
from motcua.pages.queries.visits import most_read, views_of, views_of_entry
from motcua.pages.rules.visitors import is_reader

BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
HOME = "/trang/quan-thu-phuong-1/"


@pytest.fixture(autouse=True)
def nothing_counted():
    visits.TALLY.taken()
    yield
    visits.TALLY.taken()


@pytest.mark.parametrize(("agent", "purpose", "counts"), [
    (BROWSER, "", True), (BROWSER, "prefetch", False), ("", "", False), ("curl/8.5", "", False),
    ("Mozilla/5.0 (compatible; Googlebot/2.1)", "", False), ("Mozilla/5.0 (compatible; bingbot/2.0)", "", False),
    ("facebookexternalhit/1.1", "", False), ("Mozilla/5.0 (X11; Linux) Firefox/140.0", "", True),
])  # fmt: skip
def test_who_reads(agent, purpose, counts):
    assert is_reader(agent, purpose) is counts


def test_kept_pages_count_as_fresh_ones_do(district):
    site = district.sites["quan-thu-phuong-1"]
    entry = make_entry(site, "Được đọc")
    reader, machine = Client(HTTP_USER_AGENT=BROWSER), Client(HTTP_USER_AGENT="Googlebot/2.1")
    reader.get(HOME)
    reader.get(HOME)
    tag = reader.get(f"{HOME}tin-tuc/duoc-doc/")["ETag"]
    assert reader.get(f"{HOME}tin-tuc/duoc-doc/", HTTP_IF_NONE_MATCH=tag).status_code == 304
    for address in (f"{HOME}mau.css", f"{HOME}tin-moi.atom", f"{HOME}tin-tuc/khong-co/"):
        reader.get(address)
    machine.get(HOME), machine.get(f"{HOME}tin-tuc/duoc-doc/"), reader.head(HOME)
    assert not VisitDay.objects.exists()
    assert actions.write_visits() == 2 and actions.write_visits() == 0
    assert views_of([site.pk], 7) == {site.pk: 4} and views_of_entry(entry) == 2
    reader.get(f"{HOME}tin-tuc/duoc-doc/")
    actions.write_visits()
    assert most_read(site) == [(entry, 3)] and views_of([site.pk], 7) == {site.pk: 5}
    assert {field.name for field in VisitDay._meta.fields} == {"id", "unit_site", "entry", "day", "views"}
    page = sign_in(Client(), make_officer(district.wards[0], "unit_head")).get("/can-bo/trang/o/quan-thu-phuong-1/")
    assert "3 lượt xem" in page.content.decode()


def test_a_count_outlives_a_database_that_is_away(district, monkeypatch):
    site = district.sites["quan-thu-phuong-1"]
    actions.note_visit(site_id=site.pk)

    def away(*_args, **_more):
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(visits.transaction, "atomic", away)
        assert actions.write_visits() == 0
    actions.note_visit(site_id=site.pk)
    actions.write_visits()
    assert views_of([site.pk], 1) == {site.pk: 2}


def test_days_are_kept_so_long_and_no_longer(district):
    site, today = district.sites["quan-thu-phuong-1"], clock.today()
    for entry, days in ((0, 799), (0, 801), (5, 89), (5, 91)):
        VisitDay.objects.create(unit_site=site, entry=entry, day=today - timedelta(days=days), views=1)
    jobs.drop_old_visits()
    assert set(VisitDay.objects.values_list("entry", flat=True)) == {0, 5} and VisitDay.objects.count() == 2


def test_how_long_answers_took():
    hours = [timedelta(hours=n) for n in range(1, 11)]
    assert within(hours, 0.5) == timedelta(hours=5) and within(hours, 0.9) == timedelta(hours=9)
    assert within(hours[:1], 0.9) == timedelta(hours=1) and within([], 0.5) is None


def test_answers_stand_on_the_board(district):
    from motcua.notifications.actions import ensure_templates
    from motcua.worktime.factories import make_calendar

    make_calendar()
    ensure_templates()
    ward = district.wards[0]
    leader = leader_of(ward)
    rows = [make_opinion(ward) for _n in range(2)]
    for row in rows:
        opinion_actions.publish(actor=leader, opinion_id=row.pk, title=row.title, text=row.text)
    opinion_actions.answer(actor=leader, opinion_id=rows[0].pk, text="Từ tháng sau mở cửa sáng thứ bảy.")
    found = answer_times([ward.pk, district.unit.pk])
    assert set(found) == {ward.pk}
    assert (found[ward.pk].answered, found[ward.pk].unanswered) == (1, 1) and found[ward.pk].median is not None
    page = sign_in(Client(), make_officer(ward, "unit_head")).get("/can-bo/trang/theo-doi/").content.decode()
    assert "chín phần mười trong" in page and "1 chưa trả lời" in page
