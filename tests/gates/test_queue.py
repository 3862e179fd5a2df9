"""No duplicate, no gap, no quota overrun, one caller per ticket, with 64 clients in two processes."""

from tests.city import city
from tests.gates.queue import run


def test_sixty_four_clients_on_one_series() -> None:
    with city(empty=True) as place:
        outcome = run(place)
    assert outcome.passed, outcome
