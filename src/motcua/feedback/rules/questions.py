"""A category's own questions as lines of text: one question a line, a star at its end where it must be answered."""

from collections.abc import Callable, Sequence
from typing import Any

Question = dict[str, Any]
MOST = 10
STAR = "*"


def as_lines(questions: Sequence[Question]) -> str:
    """The questions as they are edited."""
    return "\n".join(each["label"] + (f" {STAR}" if each.get("required") else "") for each in questions)


def from_lines(text: str, known: Sequence[Question], name: Callable[[str], str]) -> list[Question]:
    """The questions of some lines. A key stays with its label, or with its line when only the label was changed."""
    lines = [line.strip() for line in text.splitlines() if line.strip(f"{STAR} ")]
    labels = [line.rstrip(f"{STAR} ").strip()[:200] for line in lines]
    same = {each["label"]: each["key"] for each in known}
    taken = {same[label] for label in labels if label in same}
    found: list[Question] = []
    for place, (line, label) in enumerate(zip(lines, labels, strict=True)):
        key = same.get(label, "")
        if not key and len(lines) == len(known) and known[place]["key"] not in taken:
            key = known[place]["key"]
        key = key or unused(name(label) or "cau-hoi", taken)
        taken.add(key)
        found.append({"key": key, "label": label, "required": line.endswith(STAR)})
    return found


def unused(key: str, taken: set[str]) -> str:
    """The key, with a number behind it when it is taken."""
    numbered = (key if number == 1 else f"{key}-{number}" for number in range(1, 1000))
    return next(each for each in numbered if each not in taken)
