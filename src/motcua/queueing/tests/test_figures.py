"""Figures told from the periods alone, the forecast's rule, who sees whose figures, and the files."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import Refusal
from motcua.kernel.scoping import Scope
from motcua.queueing import actions
from motcua.queueing.factories import LONG_AGO, Hall, make_hall, monday
from motcua.queueing.queries import figures as asked
from motcua.queueing.rules.figures import Line, Step, nine_of_ten, told
from motcua.queueing.rules.forecast import Expected, forecast

At = Callable[..., datetime]
PAGE = "/can-bo/quay/so-lieu/"


def steps(*rows: tuple[str, str, int]) -> list[Step]:
    """Periods of one visit in field 1 at counter 9, at minutes after eight."""
    return [
        Step(state, verb, monday(8) + timedelta(minutes=at), 1, None if state == "waiting" else 9)
        for state, verb, at in rows
    ]


def test_a_visit_is_told_from_its_periods() -> None:
    story = told(
        steps(
            ("waiting", "take", 0), ("called", "call", 10), ("called", "recall", 11), ("serving", "serve", 12),
            ("held", "hold", 15), ("serving", "resume", 40), ("done", "finish", 44),
        )
    )  # fmt: skip
    assert [spell.seconds for spell in story.waits] == [600] and [s.seconds for s in story.services] == [7 * 60]
    assert (story.called, story.served, story.no_show, story.cancelled) == (True, True, False, False)


def test_coming_late_to_the_own_call_is_no_waiting_and_a_transfer_waits_twice() -> None:
    late = told(
        steps(("waiting", "take", 0), ("called", "call", 5), ("missed", "miss", 8), ("waiting", "rejoin", 20),
              ("called", "call", 60), ("serving", "serve", 61), ("done", "finish", 70))
    )  # fmt: skip
    assert [spell.seconds for spell in late.waits] == [300] and not late.no_show
    moved = told(
        steps(("waiting", "take", 0), ("called", "call", 5), ("serving", "serve", 6), ("waiting", "transfer", 10),
              ("called", "call", 30), ("serving", "serve", 31), ("expired", "expire", 900))
    )  # fmt: skip
    assert [spell.seconds for spell in moved.waits] == [300, 1200]
    assert [spell.seconds for spell in moved.services] == [240] and not moved.served


def test_who_came_before_opening_waits_from_then_on() -> None:
    story = told(steps(("waiting", "take", 0), ("called", "call", 40)), opens=monday(8, 30))
    assert story.waits[0].seconds == 600
    gone = told(
        steps(("waiting", "take", 0), ("called", "call", 40), ("missed", "miss", 45), ("expired", "expire", 99))
    )
    assert gone.no_show and gone.called and not gone.served


def test_shares_and_middles() -> None:
    line = Line(called=8, no_shows=2, waits=[60, 120, 600, 660], services=[])
    assert (line.wait, line.long_wait, line.service, line.no_show_share) == (360, 660, None, 25.0)
    assert nine_of_ten(list(range(1, 11))) == 9 and Line().no_show_share is None


def test_the_forecast_is_the_middle_of_the_same_weekdays_between_their_ends() -> None:
    days = [{8: 10, 9: 4}, {8: 12}, {8: 11, 9: 8}, {8: 20, 9: 6}]
    found = forecast(days)
    assert found is not None and found.days == 4 and found.holds == 60.0
    assert found.total == Expected(17, 12, 26)
    assert found.hours == ((8, Expected(12, 10, 20)), (9, Expected(5, 0, 8)))
    assert Expected(17, 0, 0).counters(480) == 3
    assert forecast(days[:3]) is None and forecast([*days, *days, {8: 999}]) == forecast([*days, *days])


def serve(hall: Hall, at: At, begin: int, call: int, end: int, **about: str) -> None:
    """One person takes, is called and served at minutes after eight of the present day."""
    day = clock.local(clock.now()).replace(hour=8, minute=0)
    at(moment=day + timedelta(minutes=begin))
    visit = hall.take(**about)
    at(moment=day + timedelta(minutes=call))
    hall.call()
    hall.do("serve", visit)
    at(moment=day + timedelta(minutes=end))
    hall.do("finish", visit)


def test_a_day_at_the_desk(hall: Hall, at: At) -> None:
    at(7, 0)
    early = hall.take(channel="online", name="Lan", phone="0903000009")
    at(7, 40)
    hall.call()
    hall.do("miss", early)
    at(8, 0)
    serve(hall, at, 0, 10, 20)
    serve(hall, at, 65, 95, 101)
    actions.cancel(actor=ANONYMOUS, code=hall.take(1).code)
    found = asked.figures(Scope.of([hall.desk.pk]), monday().date(), monday().date())
    total = found.total
    assert (total.taken, total.called, total.served, total.no_shows, total.cancelled) == (4, 3, 2, 1, 1)
    assert total.waits == [600, 600, 1800] and total.services == [600, 360]
    assert {hour: line.taken for hour, line in found.hours.items()} == {7: 1, 8: 1, 9: 2}
    assert {key[1]: line.taken for key, line in found.fields.items()} == {"A – Hộ tịch": 3, "B – Đất đai": 1}
    assert {key[1]: (line.served, line.busy) for key, line in found.counters.items()} == {1: (2, 960)}


def test_tomorrow_is_told_from_the_same_weekdays(hall: Hall, at: At) -> None:
    for back in range(1, 5):
        at(moment=monday(9) - timedelta(weeks=back))
        for _ in range(back):
            hall.take()
    sunday = monday().date() - timedelta(days=1)
    at(moment=monday(10) - timedelta(days=1))
    told_now = asked.tomorrow(Scope.of([hall.desk.pk]), sunday)
    assert told_now.day == monday().date() and told_now.expected is not None
    assert told_now.expected.total == Expected(3, 1, 4) and told_now.service is None
    friday = asked.tomorrow(Scope.of([hall.desk.pk]), sunday - timedelta(days=2))
    assert friday.day == monday().date()
    head = sign_in(Client(), make_officer(hall.desk, "unit_head", valid_from=LONG_AGO))
    assert "4 ngày thứ 2 gần nhất" in head.get(PAGE).content.decode()


def test_leaders_see_their_own_desks_and_files_hold_no_names(hall: Hall, at: At) -> None:
    actions.set_field(actor=SYSTEM, unit_id=hall.desk.pk, code="la", name="=HYPERLINK(1)", prefix="=")
    serve(hall, at, 0, 10, 20, name="Nguyễn Thị Lan")
    hall.fields.append(asked.ServiceField.objects.regardless("test").get(code="la"))
    hall.take(2, name="Trần Văn Nam")
    other = make_hall()
    head = sign_in(Client(), make_officer(hall.desk, "unit_head", valid_from=LONG_AGO))
    page = head.get(PAGE, {"ky": "thang", "ngay": "2026-08-31"}).content.decode()
    assert "Quầy 1" in page and "01/08/2026" in page and "31/08/2026" in page and "Nguyễn Thị Lan" not in page
    assert head.get(PAGE, {"noi": other.desk.pk}).status_code == 404
    assert head.get(PAGE, {"noi": "9" * 30, "ngay": "x\0", "ky": "nam"}).status_code == 200
    assert head.get(f"{PAGE}khac.csv").status_code == 404
    for kind in ("bang", "luot"):
        answer = head.get(f"{PAGE}{kind}.csv")
        text = answer.content.decode()
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert text.startswith("\ufeff") and "attachment" in answer["Content-Disposition"]
        assert len({len(row) for row in rows}) == 1 and "Lan" not in text and "Nam" not in text
        assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row)
    assert any("A001" in row and "Phục vụ xong" in row and "08:10" in row for row in rows)
    clerk = sign_in(Client(), make_officer(hall.desk, "clerk", valid_from=LONG_AGO))
    assert clerk.get(PAGE).status_code == 403 and Client().get(PAGE).status_code == 302


def test_too_wide_a_span_is_refused_in_words(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.take()
    monkeypatch.setattr(asked, "MOST_VISITS", 0)
    with pytest.raises(Refusal):
        asked.figures(Scope.of([hall.desk.pk]), monday().date(), monday().date())
    head = sign_in(Client(), make_officer(hall.desk, "unit_head", valid_from=LONG_AGO))
    assert "Hãy chọn ít ngày hơn" in head.get(PAGE).content.decode()
