"""Rows of the result table: what was measured, what it must reach, whether it does."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Sheet:
    """All figures of a run; printed as they come, and once more at the end."""

    rows: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, work: str, measured: str, limit: str, good: bool | None) -> None:
        """One figure beside its limit."""
        verdict = {True: "ok", False: "MISSED", None: ""}[good]
        self.rows.append((work, measured, limit, verdict))
        print(f"{work:<52} {measured:<46} {limit:<34} {verdict}", flush=True)

    def missed(self) -> int:
        """How many figures missed their limit."""
        return sum(row[3] == "MISSED" for row in self.rows)


def median(values: list[float]) -> float:
    """The middle of several runs: the machines are noisy."""
    return statistics.median(values)
