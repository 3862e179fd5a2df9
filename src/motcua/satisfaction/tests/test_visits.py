"""A visit served at a counter is an occasion; its rating is a face of the day, once."""

from collections.abc import Callable

import pytest

from motcua.kernel import clock, outbox
from motcua.kernel.actors import ANONYMOUS
from motcua.notifications.actions import ensure_templates
from motcua.queueing import actions as queue
from motcua.queueing.factories import make_hall, monday
from motcua.satisfaction.models import Answer, Occasion
from motcua.units.queries import place_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Sets the time of day on a working Monday."""

    def put(hour: int, minute: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: monday(hour, minute))

    put(8, 0)
    return put


def test_a_visit_is_an_occasion_and_its_rating_counts_once(at: Callable[[int, int], None]) -> None:
    ensure_templates()
    hall = make_hall().open()
    for end in (20, 40):
        visit = hall.take()
        hall.call()
        hall.do("serve", visit)
        at(8, end)
        hall.do("finish", visit)
    outbox.drain()
    place = place_of(hall.desk.pk)
    assert place is not None
    kept = Occasion.objects.regardless("test").filter(key__startswith="visit:")
    assert list(kept.values_list("unit_id", "day", "rated")) == [(place.pk, monday().date(), False)] * 2
    queue.rate(actor=ANONYMOUS, code=visit.code, score=2, remark="Chờ lâu")
    outbox.drain()
    answer = Answer.objects.regardless("test").get()
    assert (answer.source, answer.face, answer.comment, answer.unit_id) == ("visit", 1, "", place.pk)
    assert sorted(kept.values_list("rated", flat=True)) == [False, True]
