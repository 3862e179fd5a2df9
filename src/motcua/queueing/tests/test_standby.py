"""The waiting list: who gets a place that is free again, until when, and what is too late."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from motcua.accounts.factories import make_citizen
from motcua.accounts.queries import actor_of
from motcua.kernel import outbox
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.notifications.models import Message
from motcua.queueing import actions
from motcua.queueing.factories import Hall, book, give_times, monday
from motcua.queueing.models import Appointment, ServiceField, Slot, Standby, Visit

At = Callable[..., datetime]
NINE = monday(9)


@pytest.fixture
def full(hall: Hall) -> tuple[ServiceField, Visit]:
    """A field whose only times are one hour of this Monday, both places of it taken by one booking of one place."""
    actions.change_hours(
        actor=hall.officers[0], field=hall.fields[0], day=NINE.date(), intervals=[(540, 570)], note="Chỉ mở nửa giờ"
    )
    field = give_times(hall, capacity=1, days_ahead=0)
    return field, book(field, NINE)


def waits(field: ServiceField, phone: str = "") -> tuple[Actor, Standby]:
    """Somebody gets on the list."""
    citizen = actor_of(make_citizen(phone=phone) if phone else make_citizen())
    about = {"day": NINE.date(), "name": "Lan", "phone": "0903000077", "language": "vi"}
    return citizen, actions.join(actor=citizen, field=field, **about)


def reread(row: Standby) -> Standby:
    """The place as it stands now."""
    return Standby.objects.regardless("test").select_related("visit").get(pk=row.pk)


def test_the_first_in_line_is_offered_the_place_and_then_the_next(full: tuple[ServiceField, Visit], at: At) -> None:
    at(7)
    field, visit = full
    (_one, first), (two, second) = waits(field, "+84903000001"), waits(field, "+84903000002")
    actions.withdraw(actor=ANONYMOUS, code=visit.code)
    first = reread(first)
    assert first.state == "offered" and first.visit is not None
    assert Slot.objects.get().taken == 1 and Appointment.objects.get(pk=first.visit.pk).held_until == monday(7, 30)
    with pytest.raises(Conflict):
        actions.hold(actor=ANONYMOUS, field=field, begins=NINE, key="passer-by")
    outbox.drain()
    words = Message.objects.get(template_code="appointment.offered", channel="app").subject
    assert "09:00 ngày 10/08/2026" in words and "07:30 10/08/2026" in words
    at(7, 30)
    outbox.drain()
    second = reread(second)
    assert (reread(first).state, second.state) == ("missed", "offered") and second.visit is not None
    # The link reached the person's own telephone, so that nobody has to sign in for it; the name stays bound.
    taken = actions.confirm(actor=ANONYMOUS, code=second.visit.code, booker=actions.Booker(name="Người khác"))
    assert (taken.name, taken.user_id, reread(second).state) == ("Lan", two.user_id, "taken")


def test_too_late_or_nobody_in_line_the_place_is_anybodys(full: tuple[ServiceField, Visit], at: At) -> None:
    field, visit = full
    at(7)
    _one, first = waits(field, "+84903000001")
    assert actions.leave(code=first.code).pk == first.pk and reread(first).state == "left"
    _two, second = waits(field, "+84903000002")
    at(7, 55)
    actions.withdraw(actor=ANONYMOUS, code=visit.code)
    assert reread(second).state == "waiting" and Slot.objects.get().taken == 0


def test_an_offer_refused_goes_on_and_a_past_list_ends(full: tuple[ServiceField, Visit], at: At) -> None:
    field, visit = full
    at(7)
    (_one, first), (_two, second), (_three, third) = (waits(field, f"+8490300000{number}") for number in (1, 2, 3))
    actions.withdraw(actor=ANONYMOUS, code=visit.code)
    offered = reread(first).visit
    assert offered is not None
    actions.withdraw(actor=ANONYMOUS, code=offered.code)
    assert [reread(each).state for each in (first, second, third)] == ["left", "offered", "waiting"]
    at(moment=monday(0, 4) + timedelta(days=1))
    actions.end_appointments(actor=ANONYMOUS)
    assert reread(third).state == "ended"


def test_the_list_has_limits(full: tuple[ServiceField, Visit], hall: Hall, at: At) -> None:
    field, _visit = full
    at(7)
    give_times(hall, capacity=1, days_ahead=0, standby_most=1)
    citizen, first = waits(field, "+84903000001")
    about = {"day": NINE.date(), "name": "Lan", "phone": "", "language": "vi"}
    assert actions.join(actor=citizen, field=field, **about) == first
    with pytest.raises(Refusal, match="đã đủ người"):
        waits(field, "+84903000002")
    with pytest.raises(NotAllowed):
        actions.join(actor=ANONYMOUS, field=field, **about)
    with pytest.raises(Refusal) as refused:
        actions.join(actor=actor_of(make_citizen()), field=field, **{**about, "name": " "})
    assert set(refused.value.fields) == {"name"}
    with pytest.raises(Refusal, match="không có giờ hẹn"):
        actions.join(actor=actor_of(make_citizen()), field=field, **{**about, "day": NINE.date() - timedelta(days=1)})


def test_places_added_go_to_the_list_first(full: tuple[ServiceField, Visit], hall: Hall, at: At) -> None:
    field, _visit = full
    at(7)
    (_one, first), (_two, second) = waits(field, "+84903000001"), waits(field, "+84903000002")
    give_times(hall, capacity=2, days_ahead=0)
    outbox.drain()
    assert [reread(first).state, reread(second).state, Slot.objects.get().taken] == ["offered", "waiting", 2]
    with pytest.raises(Conflict, match="còn chỗ"):
        actions.join(
            actor=actor_of(make_citizen(phone="+84903000005")),
            field=give_times(hall, capacity=5, days_ahead=0),
            day=NINE.date(),
            name="Lan",
            phone="",
            language="vi",
        )
