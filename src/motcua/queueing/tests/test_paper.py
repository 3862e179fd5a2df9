"""Numbers on paper: a range nobody else gives, a sheet to print, lines entered later, once, with their true times."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pypdfium2
import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, officer_actor, sign_in
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.ledger.models import Event
from motcua.queueing import actions
from motcua.queueing.actions.paper import Entered
from motcua.queueing.factories import LONG_AGO, Hall, make_hall
from motcua.queueing.models import Period, Visit
from motcua.queueing.models.paper import PaperRange
from motcua.queueing.queries.paper import printed, range_by_id
from motcua.queueing.rules.paper import Course, Line, minute, range_fault, read

At = Callable[..., datetime]
GOOD = Line(501, taken="08:05", called="8h20", done="0831", counter="1")


@pytest.fixture
def numbers(hall: Hall) -> PaperRange:
    """A501 to A520 for Monday."""
    return actions.reserve_paper(actor=hall.officers[0], field=hall.fields[0], day=clock.today(), first=501, last=520)


def enter(hall: Hall, numbers: PaperRange, *lines: Line) -> Entered:
    """What the officer of the first counter enters."""
    return actions.enter_paper(actor=hall.officers[0], range_id=numbers.pk, lines=lines)


def visits() -> list[Visit]:
    """Every visit by number."""
    return list(Visit.objects.regardless("test").order_by("number"))


@pytest.mark.parametrize(
    ("text", "at"),
    [("08:05", 485), ("8h05", 485), ("0805", 485), ("8.05", 485), (" 17:00 ", 1020), ("24:00", None), ("8:5", None),
     ("tám giờ", None), ("", None), ("08:60", None)],
)  # fmt: skip
def test_times_as_people_write_them(text: str, at: int | None) -> None:
    assert minute(text) == at


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [(501, 600, ""), (200, 300, "quota"), (501, 500, "range"), (0, 5, "range"), (900, 1000, "range"),
     (501, 701, "long"), (700, 750, "taken"), (650, 700, "taken"), (701, 702, "taken"), (751, 800, "")],
)  # fmt: skip
def test_ranges(first: int, last: int, fault: str) -> None:
    assert range_fault(first, last, quota=200, others=[(700, 750)]) == fault


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (Line(1, called="08:10", done="08:20", counter="1"), {"taken": "missing"}),
        (Line(1, taken="8", called="08:10", done="08:20", counter="1"), {"taken": "time"}),
        (Line(1, taken="08:10", called="08:05", done="08:20", counter="1"), {"called": "order"}),
        (Line(1, taken="08:10", called="08:15", counter="1"), {"done": "missing"}),
        (Line(1, taken="08:10", called="08:15", done="08:20"), {"counter": "missing"}),
        (Line(1, taken="08:10", called="08:15", done="08:20", counter="1", missed=True), {"missed": "both"}),
        (Line(1, taken="08:10", missed=True), {"called": "missing"}),
        (Line(1, taken="08:10", called="08:15", done="11:20", counter="1"), {"done": "future"}),
    ],
)
def test_faults_of_a_line(line: Line, faults: dict[str, str]) -> None:
    assert read(line, now=600) == (None, faults)


def test_a_day_that_is_over_has_nobody_waiting() -> None:
    assert read(Line(1, taken="08:10"), now=600) == (Course(490), {})
    assert read(Line(1, taken="08:10"), now=None) == (None, {"called": "missing"})
    assert [verb for verb, _state, _at in Course(1, 2, 3).steps] == ["take", "call", "serve", "finish"]


def test_a_range_is_kept_from_machine_and_telephone(hall: Hall, numbers: PaperRange) -> None:
    about = {"actor": hall.officers[0], "field": hall.fields[0], "day": clock.today()}
    for first, last in ((510, 530), (100, 300), (600, 599)):
        with pytest.raises(Refusal) as met:
            actions.reserve_paper(**about, first=first, last=last)
        assert "first" in met.value.fields
    for day in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=40)):
        with pytest.raises(Refusal):
            actions.reserve_paper(**{**about, "day": day}, first=601, last=610)
    with pytest.raises(Refusal):
        actions.set_field(actor=SYSTEM, unit_id=hall.desk.pk, code="ho-tich", name="Hộ tịch", prefix="A", quota=501)
    actions.set_field(actor=SYSTEM, unit_id=hall.desk.pk, code="ho-tich", name="Hộ tịch", prefix="A", quota=500)
    cashier = officer_actor(hall.desk, "cashier", valid_from=LONG_AGO)
    with pytest.raises(NotAllowed):
        actions.reserve_paper(**{**about, "actor": cashier}, first=601, last=610)


def test_used_numbers_become_visits_with_their_own_times_marked_as_entered_later(
    hall: Hall, numbers: PaperRange, at: At
) -> None:
    now = at(10, 0)
    outcome = enter(hall, numbers, GOOD, Line(502, taken="08:07", called="08:30", missed=True))
    assert (outcome.made, outcome.known, outcome.faults) == (2, 0, {})
    served, missed = visits()
    assert (served.label, served.state, served.channel, missed.state) == ("A501", "done", "paper", "missed")
    periods = list(Period.objects.filter(visit=served))
    assert [(p.verb, f"{clock.local(p.at):%H:%M}") for p in periods] == [
        ("take", "08:05"), ("call", "08:20"), ("serve", "08:20"), ("finish", "08:31"),
    ]  # fmt: skip
    assert all(p.actor["entered_at"] == now.isoformat() and p.actor["name"] for p in periods)
    kinds = Event.objects.filter(stream__subject=f"queue-desk:{hall.desk.pk}").values_list("kind", flat=True)
    assert {"paper-reserved", "paper-entered"} <= set(kinds)


def test_the_same_line_twice_is_one_visit_and_other_times_are_refused(hall: Hall, numbers: PaperRange, at: At) -> None:
    at(10, 0)
    assert enter(hall, numbers, GOOD).made == 1
    other = Line(501, taken="08:05", called="08:21", done="08:31", counter="1")
    outcome = enter(hall, numbers, GOOD, other, Line(503, taken="09:00"))
    assert (outcome.made, outcome.known) == (1, 1) and "đã nhập với giờ khác" in outcome.faults[501]["taken"]
    assert [visit.number for visit in visits()] == [501, 503]
    assert enter(hall, numbers, Line(500, taken="09:00"), Line(521, taken="09:00")).made == 0


def test_a_number_that_still_waits_is_called_by_its_time_of_issue(hall: Hall, numbers: PaperRange, at: At) -> None:
    at(9, 0)
    online = hall.take()
    at(10, 0)
    outcome = enter(hall, numbers, Line(501, taken="08:50"), Line(502, taken="09:30", priority="elderly"))
    assert outcome.made == 2
    assert [hall.call(place) for place in (0, 1)] == [visits()[2], visits()[1]]
    hall.do("serve", visits()[2])
    hall.do("finish", visits()[2])
    assert hall.call() == online


def test_wrong_lines_are_answered_and_good_ones_kept(hall: Hall, numbers: PaperRange, at: At) -> None:
    at(8, 40)
    late = Line(502, taken="08:05", called="08:20", done="09:31", counter="1")
    outcome = enter(hall, numbers, GOOD, late, Line(503, taken="08:00", called="08:10", done="08:20", counter="77"))
    assert outcome.made == 1 and set(outcome.faults) == {502, 503} and "done" in outcome.faults[502]
    assert "counter" in outcome.faults[503] and [visit.number for visit in visits()] == [501]
    strange = Line(504, taken="08:00", priority="king")
    assert "priority" in enter(hall, numbers, strange).faults[504]


def test_a_range_of_a_coming_day_waits_and_other_desks_stay_outside(hall: Hall, at: At) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    row = actions.reserve_paper(actor=hall.officers[0], field=hall.fields[0], day=tomorrow, first=501, last=520)
    with pytest.raises(Refusal):
        enter(hall, row, GOOD)
    stranger = officer_actor(make_hall().desk, valid_from=LONG_AGO)
    at(moment=clock.now() + timedelta(days=2))
    with pytest.raises(NotAllowed):
        actions.enter_paper(actor=stranger, range_id=row.pk, lines=[GOOD])
    assert enter(hall, row, Line(501, taken="08:00")).faults[501].keys() == {"called"}
    assert enter(hall, row, GOOD).made == 1 and visits()[0].day == tomorrow


def test_the_printed_sheet_has_every_number_twice(numbers: PaperRange) -> None:
    pdf = pypdfium2.PdfDocument(printed(range_by_id(numbers.pk)))
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert text.count("A501") >= 2 and text.count("A520") >= 2 and "Sổ số giấy" in text and len(pdf) <= 4


def test_an_officer_reserves_prints_and_enters_on_the_screen(hall: Hall, at: At) -> None:
    client = sign_in(Client(), make_officer(hall.desk, valid_from=LONG_AGO))
    assert "Chưa có dải số nào" in client.get("/can-bo/quay/so-giay/").content.decode()
    given = {"field": "ho-tich", "day": f"{clock.today():%Y-%m-%d}", "first": "501", "last": "560"}
    assert client.post("/can-bo/quay/so-giay/", {**given, "first": "100"}).status_code == 422
    assert client.post("/can-bo/quay/so-giay/", given).status_code == 302
    assert client.post("/can-bo/quay/so-giay/", given).status_code == 422
    page = f"/can-bo/quay/so-giay/{PaperRange.objects.regardless('test').get().pk}/"
    assert client.get(f"{page}in/").content[:5] == b"%PDF-"
    at(10, 0)
    text = client.get(page).content.decode()
    assert "A520" in text and "A521" not in text
    typed = {
        "501-taken": "08:05",
        "501-called": "08:20",
        "501-done": "08:30",
        "501-counter": "1",
        "502-taken": "8 giờ\x00",
    }
    answer = client.post(page, typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and 'value="8 giờ"' in text and 'href="#so-502-taken"' in text
    assert "Đã nhập 1 số" in text and 'id="so-501-taken"' not in text
    assert (
        client.post(
            page, {"501-taken": "08:05", "501-called": "08:20", "501-done": "08:30", "501-counter": "1"}
        ).status_code
        == 302
    )
    assert len(visits()) == 1
    cashier = sign_in(Client(), make_officer(hall.desk, "cashier", valid_from=LONG_AGO))
    assert cashier.post("/can-bo/quay/so-giay/", {**given, "first": "601", "last": "610"}).status_code == 403
    stranger = sign_in(Client(), make_officer(make_hall().desk, valid_from=LONG_AGO))
    assert stranger.get(page).status_code == 403 and stranger.get(f"{page}in/").status_code == 403
