"""The interval said at the ticket holds the true wait on a simulated day of 2,000 tickets."""

from tests.gates.day import TICKETS, simulate


def test_the_interval_holds_in_four_of_five_cases() -> None:
    day = simulate()
    assert day.called == TICKETS
    assert day.share >= 0.8, f"{day.share:.1%} inside"
    assert day.width <= 30, f"intervals are {day.width:.0f} minutes wide in the mean"
