"""What the room tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReportFact:
    """Something that happened to a report; never what it says."""

    report_id: int
    code: str
    unit_id: int
    category: str
    at: str


@dataclass(frozen=True)
class ReportSubmitted(ReportFact):
    """A report came in."""


@dataclass(frozen=True)
class ReportAnswered(ReportFact):
    """The answer was approved and sent."""


@dataclass(frozen=True)
class ReportDeclined(ReportFact):
    """The unit said that it can't take the report, and why."""


@dataclass(frozen=True)
class ReportRated(ReportFact):
    """The reporter said whether what was answered at `answered_at` is solved."""

    answered_at: str
    solved: bool
