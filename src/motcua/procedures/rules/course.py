"""The steps of a procedure as a picture from top to bottom: boxes, arrows on, arrows back, and ways around optional steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from motcua.procedures.rules.conditions import Condition
from motcua.procedures.rules.definition import Definition, Step
from motcua.procedures.rules.fields import Form
from motcua.procedures.rules.messages import Message, gettext_noop
from motcua.procedures.rules.wording import limit_in_words

WIDTH, LEFT, BOX, GAP, LINE, PAD = 320, 26, 248, 30, 17, 12
LONGEST = 32
ROLES = {
    "receiver": gettext_noop("cán bộ tiếp nhận"), "specialist": gettext_noop("chuyên viên"),
    "department_head": gettext_noop("trưởng phòng"), "unit_head": gettext_noop("lãnh đạo đơn vị"),
    "clerk": gettext_noop("văn thư"), "cashier": gettext_noop("người thu tiền"),
}  # fmt: skip
PLACES = {"desk": gettext_noop("bộ phận một cửa"), "leader": gettext_noop("lãnh đạo")}
DONE, CURRENT, AHEAD = "done", "current", "ahead"


@dataclass(frozen=True, slots=True)
class Stop:
    """One box: `lines` of the title, the limit below; `who`, `when`, `asks`, `back_title` for the list beside the picture."""

    key: str
    title: str
    who: tuple[Message, ...]
    limit: str
    when: str
    back_to: str
    back_title: str
    asks: tuple[str, ...]
    stage: str
    number: int
    y: int
    height: int
    lines: tuple[tuple[int, str], ...]

    @property
    def bottom(self) -> int:
        """Where the box ends."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """Half way down."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Picture:
    """Boxes, and paths in the words of SVG: `forward`, `back` (to an earlier step), `around` (an optional step left out)."""

    width: int
    height: int
    stops: tuple[Stop, ...]
    forward: tuple[str, ...]
    back: tuple[str, ...]
    around: tuple[str, ...]


def picture_of(definition: Definition, route: Sequence[str] | None = None, at: int | None = None) -> Picture:
    """All steps of a procedure, or those of a dossier's `route` with the place `at` where it stands."""
    known = {step.key: step for step in definition.steps}
    steps = [known[key] for key in route if key in known] if route is not None else list(definition.steps)
    stops: list[Stop] = []
    y = PAD
    for number, step in enumerate(steps):
        stage = "" if at is None else DONE if number < at else CURRENT if number == at else AHEAD
        stops.append(_stop(definition, step, number, y, stage, optional=route is None))
        y = stops[-1].bottom + GAP
    return Picture(
        WIDTH,
        max(y - GAP + PAD, 2 * PAD),
        tuple(stops),
        tuple(f"M{LEFT + BOX // 2} {a.bottom} V{b.y - 2}" for a, b in pairwise(stops)),
        tuple(_backs(stops)),
        tuple(_arounds(stops)),
    )


def _stop(definition: Definition, step: Step, number: int, y: int, stage: str, *, optional: bool) -> Stop:
    asks = definition.consultation.bodies if step.kind == "consult" else ()
    lines = wrapped(f"{number + 1}. {step.title}")
    placed = tuple((y + PAD + LINE * (place + 1) - 5, text) for place, text in enumerate(lines))
    return Stop(
        key=step.key,
        title=step.title,
        who=(Message(ROLES.get(step.role, step.role)), place_in_words(step.unit)),
        limit=limit_in_words(step.budget),
        when=in_words(step.when, definition.form) if optional else "",
        back_to=step.returns_to,
        back_title=back.title if (back := definition.step(step.returns_to)) else "",
        asks=asks,
        stage=stage,
        number=number + 1,
        y=y,
        height=2 * PAD + LINE * (len(lines) + 1),
        lines=placed,
    )


def place_in_words(unit: str) -> Message:
    """ "desk", "leader" or "department:<key>"."""
    if unit.startswith("department:"):
        return Message(gettext_noop("phòng chuyên môn"))
    return Message(PLACES.get(unit, unit))


def wrapped(text: str) -> list[str]:
    """Lines of a box: words are not cut, a very long title ends with an ellipsis on its third line."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > LONGEST and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line[: LONGEST + 8] for line in (lines if len(lines) <= 3 else [*lines[:2], lines[2] + " …"])]


def _backs(stops: Sequence[Stop]) -> Iterable[str]:
    """Arrows on the right from a step to the earlier one it may return to."""
    places = {stop.key: stop for stop in stops}
    edge = LEFT + BOX
    for turn, stop in enumerate(one for one in stops if one.back_to in places and places[one.back_to].y < one.y):
        goal, reach = places[stop.back_to], edge + 14 + 8 * (turn % 4)
        yield f"M{edge} {stop.middle} H{reach} V{goal.middle + 5} H{edge + 2}"


def _arounds(stops: Sequence[Stop]) -> Iterable[str]:
    """Ways on the left around a step that not every dossier passes."""
    for before, stop, behind in zip(stops, stops[1:], stops[2:], strict=False):
        if stop.when:
            yield f"M{LEFT} {before.middle} H12 V{behind.middle - 5} H{LEFT - 2}"


def in_words(condition: Condition | None, form: Form) -> str:
    """A condition on answers as an editor reads it: 'Làm thay người khác: Có'."""
    if condition is None:
        return ""
    if condition.operator in ("all", "any", "not"):
        parts = [in_words(part, form) for part in condition.parts]
        joined = (" và " if condition.operator == "all" else " hoặc ").join(parts)
        return f"không phải ({joined})" if condition.operator == "not" else joined
    field = form.fields.get(condition.field)
    titles = {option.value: option.title for option in field.options} if field else {}
    titles |= {True: "Có", False: "Không"}
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    said = ", ".join(_title(titles, value) for value in values)
    signs = {
        "not_equals": " khác ", "not_in": " khác ", "contains": " có ", "at_least": " từ ", "at_most": " đến ",
    }  # fmt: skip
    name = field.title if field else condition.field
    if condition.operator == "filled":
        return f"{name}: {'có khai' if condition.value else 'không khai'}"
    return f"{name}{signs.get(condition.operator, ': ')}{said}"


def _title(titles: dict[Any, str], value: Any) -> str:
    return titles.get(value, str(value)) if isinstance(value, str | bool | int | float) else str(value)
