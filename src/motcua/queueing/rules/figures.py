"""What the periods of visits say about a desk: waiting and service times, no-shows, load by hour and counter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from math import ceil
from statistics import median

from motcua.queueing.rules.calling import State

TAKING = frozenset({"take", "arrive"})
NO_SHOW = frozenset({"miss", "absent"})
FINISHING = frozenset({"finish", "transfer"})


@dataclass(frozen=True, slots=True)
class Step:
    """One period as it was appended: the visit entered a state by a verb."""

    state: str
    verb: str
    at: datetime
    field_id: int
    counter_id: int | None


@dataclass(frozen=True, slots=True)
class Spell:
    """A measured length of time in seconds, in a field and at a counter."""

    field_id: int
    counter_id: int | None
    began: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class Story:
    """A visit told from its periods; `taken` is None for an appointment nobody came to."""

    taken: datetime | None
    field_id: int
    waits: tuple[Spell, ...]
    services: tuple[Spell, ...]
    called: bool
    served: bool
    no_show: bool
    cancelled: bool


def told(steps: Sequence[Step], opens: datetime | None = None) -> Story:
    """The story of one visit, its periods in order; who came before `opens` waits from then on."""
    verbs = {step.verb for step in steps}
    return Story(
        taken=next((step.at for step in steps if step.verb in TAKING), None),
        field_id=steps[0].field_id,
        waits=tuple(waits_of(steps, opens)),
        services=tuple(services_of(steps)),
        called="call" in verbs,
        served="finish" in verbs,
        no_show=bool(verbs & NO_SHOW) and "serve" not in verbs,
        cancelled=steps[-1].state == State.CANCELLED,
    )


def waits_of(steps: Sequence[Step], opens: datetime | None) -> Iterable[Spell]:
    """Each wait that a call ended; one that began by coming too late to the own call is nobody's waiting time."""
    for step, after in pairwise(steps):
        if step.state == State.WAITING and step.verb != "rejoin" and after.state == State.CALLED:
            began = max(step.at, opens) if opens else step.at
            yield Spell(step.field_id, after.counter_id, began, max(0.0, (after.at - began).total_seconds()))


def services_of(steps: Sequence[Step]) -> Iterable[Spell]:
    """Each service brought to its end, without the time on hold; one that midnight ended is not measured."""
    seconds, began = 0.0, None
    for step, after in pairwise(steps):
        if step.state == State.SERVING:
            began = began or step.at
            seconds += (after.at - step.at).total_seconds()
        if began and after.verb in FINISHING:
            yield Spell(step.field_id, step.counter_id, began, seconds)
            seconds, began = 0.0, None


def nine_of_ten(values: Sequence[float]) -> float | None:
    """The length that nine of ten don't exceed (nearest rank); None without values."""
    ordered = sorted(values)
    return ordered[ceil(len(ordered) * 0.9) - 1] if ordered else None


@dataclass
class Line:
    """What was counted under one heading."""

    taken: int = 0
    called: int = 0
    served: int = 0
    no_shows: int = 0
    cancelled: int = 0
    waits: list[float] = field(default_factory=list)
    services: list[float] = field(default_factory=list)

    def count(self, story: Story) -> None:
        """Adds a visit, without its lengths."""
        self.taken += story.taken is not None
        self.called += story.called
        self.served += story.served
        self.no_shows += story.no_show
        self.cancelled += story.cancelled

    def add(self, story: Story) -> None:
        """Adds a visit with all its lengths."""
        self.count(story)
        self.waits += [spell.seconds for spell in story.waits]
        self.services += [spell.seconds for spell in story.services]

    @property
    def wait(self) -> float | None:
        """The middle wait in seconds: half waited longer."""
        return median(self.waits) if self.waits else None

    @property
    def long_wait(self) -> float | None:
        """Nine of ten waited no longer, in seconds."""
        return nine_of_ten(self.waits)

    @property
    def service(self) -> float | None:
        """The middle service in seconds."""
        return median(self.services) if self.services else None

    @property
    def long_service(self) -> float | None:
        """Nine of ten services took no longer, in seconds."""
        return nine_of_ten(self.services)

    @property
    def busy(self) -> float:
        """Seconds of service in all."""
        return sum(self.services)

    @property
    def no_show_share(self) -> float | None:
        """No-shows in percent of all who were called or had an appointment; None without any."""
        of = max(self.called, self.no_shows)
        return 100 * self.no_shows / of if of else None
