"""The account of a year: hand-counted figures, excuses with their counter-signature, figures that stay."""

import io
import itertools
import zipfile
from datetime import timedelta

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts.factories import make_officer
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger.queries import timeline
from motcua.units.factories import make_place, make_post, make_unit
from motcua.units.queries import department_of
from motcua.work import actions, queries
from motcua.work.factories import at, make_item
from motcua.work.models import Excuse, WorkItem
from motcua.work.queries import Asked
from motcua.work.rules import PERIODS, Tally, excuses_open, period_span, year_span

pytestmark = pytest.mark.django_db
LONG_AGO = at("2020-01-01 08:00")


@pytest.fixture
def office(place):
    return department_of(place.pk, "tu-phap")


def leader(unit, role="unit_head", **more):
    return actor_of(make_officer(unit, role, valid_from=LONG_AGO, **more))


def ended(unit, *, opened, due, closed, **more):
    """An item that ran from one moment to another."""
    item = make_item(unit, opened_at=at(opened), due_at=at(due), **more)
    if closed:
        actions.close_items(subject=item.subject, at=at(closed))
    return item


@pytest.fixture
def year(office, present):
    """Six items around 2026, seen on 10 January 2027."""
    present(at("2026-01-02 08:00"))
    ended(office, opened="2025-12-30 08:00", due="2026-01-05 17:00", closed="2026-01-05 17:00")
    late = ended(office, opened="2026-03-02 08:00", due="2026-03-04 17:00", closed="2026-03-06 17:00")
    ended(office, opened="2026-05-04 08:00", due="2026-05-06 17:00", closed="2026-05-06 21:00", kind="other.kind")
    ended(office, opened="2026-12-28 08:00", due="2026-12-30 17:00", closed="2027-01-04 08:00")
    ended(office, opened="2026-12-28 08:00", due="2027-01-05 17:00", closed=None)
    ended(office, opened="2027-01-04 08:00", due="2027-01-06 17:00", closed="2027-01-05 08:00")
    present(at("2027-01-10 08:00"))
    return late


def test_a_year_is_counted_at_its_end(place, office, year):
    head = leader(place)
    shown = queries.account(head, Asked(year=2026))
    assert shown.total == Tally(
        opened=4, on_time=1, late=2, excused=0, open_late=1, late_time=timedelta(days=2, hours=4)
    )
    assert shown.total.share == 25.0 and shown.total.mean_late == timedelta(days=1, hours=2)
    assert [line.unit_id for line in shown.lines] == [office.pk]
    one = queries.account(head, Asked(year=2026, kind="other.kind"))
    assert one.total.judged == 1
    assert queries.account(head, Asked(year=2024)).total.share is None


def test_every_number_leads_to_its_items(place, year):
    head = leader(place)
    total = queries.account(head, Asked(year=2026)).total
    for result in queries.RESULTS:
        rows = queries.answered_items(head, Asked(year=2026, result=result))
        assert len(rows) == getattr(total, result), result
    late = queries.answered_items(head, Asked(year=2026, result="late"))
    assert late[0]["over"] == timedelta(days=2)


def test_figures_are_the_heads_in_office_when_the_work_came_in(place, office, present):
    post = office.posts.get(is_head=True)
    make_officer(
        office, "department_head", post=post, valid_from=LONG_AGO, valid_until=at("2026-06-01 00:00"), full_name="Cũ"
    )
    make_officer(office, "department_head", post=post, valid_from=at("2026-06-01 00:00"), full_name="Mới")
    present(at("2026-07-01 08:00"))
    ended(office, opened="2026-05-28 08:00", due="2026-06-10 17:00", closed="2026-06-20 08:00")
    ended(office, opened="2026-06-08 08:00", due="2026-06-10 17:00", closed="2026-06-10 08:00")
    lines = queries.account(leader(place), Asked(year=2026)).lines
    assert {(line.head, line.tally.late, line.tally.on_time) for line in lines} == {("Cũ", 1, 0), ("Mới", 0, 1)}


def test_an_excuse_needs_a_reason_and_another_leader(place, office, year, present):
    asking, above = leader(office, "department_head"), leader(place)
    with pytest.raises(Refusal) as refused:
        actions.ask_excuse(actor=asking, item_id=year.pk, reason="  ")
    assert set(refused.value.fields) == {"reason"}
    excuse = actions.ask_excuse(actor=asking, item_id=year.pk, reason="Mất điện ba ngày, biên bản số 3/BB")
    with pytest.raises(Conflict):
        actions.ask_excuse(actor=asking, item_id=year.pk, reason="Lần nữa")
    waiting = WorkItem.objects.regardless("test").open().get(kind="work.excuse")
    assert waiting.unit_id == place.pk and waiting.address.endswith(f"/{excuse.pk}/")
    with pytest.raises(NotAllowed):
        actions.decide_excuse(actor=asking, excuse_id=excuse.pk, granted=True)
    with pytest.raises(Refusal) as silent:
        actions.decide_excuse(actor=above, excuse_id=excuse.pk, granted=False)
    assert set(silent.value.fields) == {"answer"}
    actions.decide_excuse(actor=above, excuse_id=excuse.pk, granted=True)
    with pytest.raises(Conflict):
        actions.decide_excuse(actor=above, excuse_id=excuse.pk, granted=False, answer="Đổi ý")
    assert not WorkItem.objects.regardless("test").open().filter(kind="work.excuse").exists()
    total = queries.account(above, Asked(year=2026)).total
    assert (total.late, total.excused, total.share) == (1, 1, 50.0)
    kinds = [event.kind for event in timeline(year.subject, {"staff"})]
    assert kinds == ["work.excuse_asked", "work.excuse_decided"]


def test_an_excuse_waits_with_the_nearest_head_who_may_sign(present):
    present(at("2026-03-02 08:00"))
    city = make_unit(name="Thành phố", level="city")
    make_post(city, code="chu-tich", title="Chủ tịch", is_head=True)
    place = make_place(level="district", parent=city)
    office = department_of(place.pk, "tu-phap")
    roles = {office: "department_head", place: "unit_head", city: "unit_head"}
    heads = {
        unit: leader(unit, role, post=unit.posts.get(is_head=True), scope="subtree") for unit, role in roles.items()
    }
    for unit, asks, waits in ((office, office, place), (office, place, city), (place, place, city)):
        present(at("2026-03-02 08:00"))
        item = ended(unit, opened="2026-03-02 08:00", due="2026-03-04 17:00", closed="2026-03-06 17:00")
        present(at("2026-03-09 08:00"))
        excuse = actions.ask_excuse(actor=heads[asks], item_id=item.pk, reason="Mất điện ba ngày")
        waiting = WorkItem.objects.regardless("test").open().get(subject=f"excuse:{excuse.pk}")
        assert waiting.unit_id == waits.pk, (unit, asks)
        actions.decide_excuse(actor=heads[waits], excuse_id=excuse.pk, granted=True)


def test_neither_the_asker_nor_the_answerable_head_signs(place, office, year):
    head = make_officer(place, "unit_head", valid_from=LONG_AGO)
    asked = actions.ask_excuse(actor=actor_of(head), item_id=year.pk, reason="Bão")
    with pytest.raises(NotAllowed):
        actions.decide_excuse(actor=actor_of(head), excuse_id=asked.pk, granted=True)
    WorkItem.objects.regardless("test").filter(pk=year.pk).update(head_user=make_officer(place, "unit_head").pk)
    answerable = Excuse.objects.regardless("test").get(pk=asked.pk).item.head_user
    with pytest.raises(NotAllowed):
        actions.decide_excuse(actor=actor_of(answerable), excuse_id=asked.pk, granted=True)


def test_the_year_is_final_after_january(office, year, present):
    assert excuses_open(at("2026-03-06 17:00"), at("2027-01-31 23:00").date())
    present(at("2027-02-01 08:00"))
    with pytest.raises(Refusal) as refused:
        actions.ask_excuse(actor=leader(office, "department_head"), item_id=year.pk, reason="Muộn")
    assert refused.value.code == "year-closed"


def test_what_was_in_time_and_what_is_another_units_is_not_excused(place, office, year):
    good = ended(office, opened="2026-08-03 08:00", due="2026-08-05 17:00", closed="2026-08-04 17:00")
    with pytest.raises(Refusal) as refused:
        actions.ask_excuse(actor=leader(place), item_id=good.pk, reason="?")
    assert refused.value.code == "not-late"
    stranger = leader(make_place())
    with pytest.raises(NotFound):
        actions.ask_excuse(actor=stranger, item_id=year.pk, reason="?")
    assert queries.account(stranger, Asked(year=2026)).total == Tally()


def test_the_sheet_says_the_same_on_paper_and_in_the_table(place, office, year):
    head = leader(place)
    shown = queries.account(head, Asked(year=2026))
    paper = pypdfium2.PdfDocument(queries.year_pdf(shown, head))
    text = paper[0].get_textpage().get_text_bounded()
    assert "TRÁCH NHIỆM NGƯỜI ĐỨNG ĐẦU NĂM 2026" in text and "25,00" in text and place.name.upper() in text
    table = zipfile.ZipFile(io.BytesIO(queries.year_table(shown)))
    cells = table.read("xl/worksheets/sheet1.xml").decode() + table.read("xl/sharedStrings.xml").decode()
    assert "<v>25</v>" in cells and "Người đứng đầu" in cells


def test_units_stand_by_their_full_names_on_what_is_signed(present):
    district = make_unit(name="Huyện Hóc Môn", level="district", short_name="Hóc Môn")
    present(at("2026-05-04 08:00"))
    ended(district, opened="2026-05-04 08:00", due="2026-05-06 17:00", closed="2026-05-06 16:00")
    present(at("2026-05-10 08:00"))
    assert [line.unit for line in queries.account(leader(district), Asked(year=2026)).lines] == ["Huyện Hóc Môn"]


def test_quarters_and_months_make_up_the_year_without_gaps():
    for kind in ("q", "m"):
        spans = [period_span(2026, period, clock.LOCAL) for period in PERIODS if period[:1] == kind]
        assert (spans[0][0], spans[-1][1]) == year_span(2026, clock.LOCAL)
        assert all(one[1] == other[0] for one, other in itertools.pairwise(spans))
    assert period_span(2026, "", clock.LOCAL) == year_span(2026, clock.LOCAL)
    assert period_span(2026, "q4", clock.LOCAL)[0] == at("2026-10-01 00:00")
    assert period_span(2026, "m12", clock.LOCAL) == (at("2026-12-01 00:00"), at("2027-01-01 00:00"))


def test_what_came_in_and_ended_in_each_part_adds_up_to_the_year(place, year, present):
    head = leader(place)
    whole = queries.account(head, Asked(year=2026)).total
    for kind in ("q", "m"):
        parts = [queries.account(head, Asked(year=2026, period=each)).total for each in PERIODS if each[:1] == kind]
        for name in ("opened", "on_time", "late", "excused"):
            assert sum(getattr(part, name) for part in parts) == getattr(whole, name), name
        assert parts[-1].open_late == whole.open_late
    march = Asked(year=2026, period="m3", result="late")
    assert [row["id"] for row in queries.answered_items(head, march)] == [year.pk]
    present(at("2026-04-01 08:00"))
    assert queries.account(head, Asked(year=2026, period="q4")).total == Tally()


def test_by_category_the_figures_are_the_same_and_lead_to_their_items(place, office, year):
    for number, name in enumerate(("Ổ gà", "Ổ gà", "Đèn đường")):
        ended(office, opened="2026-06-01 08:00", due="2026-06-03 17:00", closed=f"2026-06-0{2 + 2 * number} 08:00",
              kind="some.report", detail=name)  # fmt: skip
    head, asked = leader(place), Asked(year=2026, kind="some.report")
    lines = {line.name: line.tally for line in queries.by_category(head, asked)}
    assert {name: (tally.on_time, tally.late) for name, tally in lines.items()} == {"Ổ gà": (1, 1), "Đèn đường": (0, 1)}
    assert sum(lines.values(), Tally()) == queries.account(head, asked).total
    for name, tally in lines.items():
        one = Asked(year=2026, kind="some.report", category=name, result="late")
        assert queries.account(head, one).total == tally
        assert len(queries.answered_items(head, one)) == tally.late
    assert queries.by_category(leader(make_place()), asked) == ()


def test_a_sheet_of_a_part_says_of_what(place, office, year):
    head = leader(place)
    shown = queries.account(head, Asked(year=2026, period="q1", kind="some.kind", category="Ổ gà"))
    text = pypdfium2.PdfDocument(queries.year_pdf(shown, head))[0].get_textpage().get_text_bounded()
    assert "Quý 1" in text and "Ổ gà" in text


def test_time_that_ran_over_is_summed_to_the_microsecond(place, office, present):
    present(at("2026-07-01 08:00"))
    spans = [timedelta(microseconds=1), timedelta(seconds=1, microseconds=999_999), timedelta(days=40, microseconds=7)]
    for span in spans:
        due = at("2026-02-27 23:59") + timedelta(microseconds=999_998)
        item = make_item(office, opened_at=due - timedelta(hours=4), due_at=due)
        actions.close_items(subject=item.subject, at=due + span)
    total = queries.account(leader(place), Asked(year=2026)).total
    assert (total.late, total.late_time) == (3, sum(spans, timedelta(0)))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite how it goes about it")
def test_what_was_closed_and_opened_is_counted_without_reading_a_row(place, year):
    with CaptureQueriesContext(connection) as context:
        queries.account(leader(place), Asked(year=2026))
    asked = [query["sql"] for query in context if "GROUP BY" in query["sql"] and "itemmark" not in query["sql"]]
    plans = []
    with connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plans.append(" ".join(row[3] for row in cursor.fetchall()))
    assert sum("COVERING INDEX work_closed_account" in plan for plan in plans) == 2, plans
    assert sum("COVERING INDEX work_opened_account" in plan for plan in plans) == 1, plans
