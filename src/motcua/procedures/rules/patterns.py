"""Patterns that editors type for answers: a mask anybody can write, or a regular expression of a small, safe kind.

Matching walks over the positions of the pattern (Glushkov's automaton) one character after the other: the time grows with
the length of the text and never explodes. Browsers match by trial and error, so a pattern that could make them try without
end is refused as well. What is understood means the same here, in HTML (`pattern`) and in JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf

from motcua.procedures.rules.letters import CLASSES, OTHER, bit_of, chars_html, span_of

LONGEST_PATTERN, MOST_PLACES, MOST_TIMES, LONGEST_TEXT = 300, 200, 100, 300
MOST_TRIES = 100_000
CLASH = "Mẫu này có thể làm máy người dân bị treo: đừng lặp một phần đã có chỗ lặp bên trong."


class BadPattern(ValueError):
    """The pattern can't be taken; the words say why, for the editor."""


@dataclass(frozen=True)
class Node:
    """A part: one character of a set (`chars`), parts one after the other, one of several, or a part again and again."""

    kind: str
    parts: tuple[Node, ...] = ()
    chars: int = 0
    html: str = ""
    least: int = 1
    most: int | None = 1


def one(chars: int, html: str) -> Node:
    """One character."""
    return Node("one", chars=chars, html=html)


def literal(char: str) -> Node:
    """Exactly this character."""
    bit = bit_of(char)
    if bit == OTHER:
        raise BadPattern(f"Ký tự “{char}” không dùng được trong mẫu.")
    return one(bit, chars_html(char))


def row(parts: Sequence[Node]) -> Node:
    """One after the other."""
    return Node("row", tuple(parts))


def tries(node: Node) -> float:
    """In how many ways at most a text can be laid over the part: what a browser would try in the worst case."""
    inner = [tries(part) for part in node.parts]
    if node.kind == "one":
        return 1
    if node.kind == "any":
        return sum(inner)
    if node.kind == "row":
        product = 1.0
        for count in inner:
            product = min(product * count, inf)
        return product
    most = LONGEST_TEXT if node.most is None else node.most
    if inner[0] == 1:
        return most - node.least + 1
    return inf if most > 16 else (most - node.least + 1) * inner[0] ** most


@dataclass
class Machine:
    """The positions of a pattern: which character each takes, and which may follow which (sets as bits of numbers)."""

    chars: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    looped: bool = False

    def build(self, node: Node) -> tuple[bool, int, int]:
        """(may be empty, first positions, last positions) of a part, whose positions are added."""
        if node.kind == "one":
            if len(self.chars) >= MOST_PLACES:
                raise BadPattern(f"Mẫu quá dài: nhiều nhất {MOST_PLACES} vị trí.")
            self.chars.append(node.chars)
            self.after.append(0)
            bit = 1 << (len(self.chars) - 1)
            return False, bit, bit
        if node.kind == "any":
            found = [self.build(part) for part in node.parts]
            return any(one[0] for one in found), union(one[1] for one in found), union(one[2] for one in found)
        if node.kind == "row":
            return self.chain(node.parts)
        return self.repeat(node.parts[0], node.least, node.most)

    def chain(self, parts: Iterable[Node]) -> tuple[bool, int, int]:
        """Parts one after the other."""
        whole: tuple[bool, int, int] = (True, 0, 0)
        for part in parts:
            whole = self.join(whole, self.build(part))
        return whole

    def join(self, left: tuple[bool, int, int], right: tuple[bool, int, int]) -> tuple[bool, int, int]:
        """Two neighbours."""
        self.link(left[2], right[1])
        first = left[1] | (right[1] if left[0] else 0)
        last = right[2] | (left[2] if right[0] else 0)
        return left[0] and right[0], first, last

    def repeat(self, part: Node, least: int, most: int | None) -> tuple[bool, int, int]:
        """The part so often; what may be left out stands nested, so that no position can be taken in two ways."""
        if most is None:
            whole = self.chain([part] * max(least - 1, 0))
            again = self.build(part)
            self.link(again[2], again[1])
            return self.join(whole, (least == 0 or again[0], again[1], again[2]))
        rest: tuple[bool, int, int] = (True, 0, 0)
        for _turn in range(most - least):
            inner = self.join(self.build(part), rest)
            rest = (True, inner[1], inner[2])
        return self.join(self.chain([part] * least), rest)

    def link(self, before: int, behind: int) -> None:
        """Each of these may be followed by each of those."""
        for place in places(before):
            self.looped |= bool(self.after[place] & behind)
            self.after[place] |= behind

    def is_plain(self, first: int) -> bool:
        """Whether each character leads to one position only, in one way (no loop in a loop): then there is nothing to try."""
        return not self.looped and all(self.apart(group) for group in (first, *self.after))

    def apart(self, group: int) -> bool:
        """Whether no two positions take the same character."""
        taken = 0
        for place in places(group):
            if self.chars[place] & taken:
                return False
            taken |= self.chars[place]
        return True


def union(groups: Iterable[int]) -> int:
    """All of them together."""
    found = 0
    for group in groups:
        found |= group
    return found


def places(group: int) -> Iterable[int]:
    """The numbers in a set."""
    while group:
        low = group & -group
        yield low.bit_length() - 1
        group ^= low


class Pattern:
    """A pattern ready to be asked. Without `^` or `$` it may begin or end anywhere; `never` must occur nowhere."""

    def __init__(self, node: Node, *, begins: bool = True, ends: bool = True, never: Pattern | None = None) -> None:
        self.node, self.begins, self.ends, self.never = node, begins, ends, never
        machine = Machine()
        self.empty, self.first, self.last = machine.build(node)
        self.chars, self.after = machine.chars, machine.after
        self.taking: dict[int, int] = {}
        if not machine.is_plain(self.first) and tries(node) > MOST_TRIES:
            raise BadPattern(CLASH)

    def fits(self, text: str) -> bool:
        """Whether the text is of this shape; one longer than any pattern is for never is."""
        if len(text) > LONGEST_TEXT or (self.never is not None and self.never.fits(text)):
            return False
        now, done = 0, self.empty
        for number, char in enumerate(text):
            if done and not self.ends:
                return True
            following = self.first if number == 0 or not self.begins else 0
            for place in places(now):
                following |= self.after[place]
            now = following & self.places_for(char)
            done = bool(now & self.last) or (self.empty and not self.begins)
            if not now and self.begins:
                return False
        return done

    def places_for(self, char: str) -> int:
        """The positions that take a character."""
        bit = bit_of(char)
        if bit not in self.taking:
            self.taking[bit] = sum(1 << place for place, chars in enumerate(self.chars) if chars & bit)
        return self.taking[bit]

    @property
    def html(self) -> str:
        """As the attribute `pattern`, which browsers compare with the whole answer."""
        body = written(self.node)
        inner = body if self.begins and self.ends else f"(?:{body})"
        whole = f"{'' if self.begins else '.*'}{inner}{'' if self.ends else '.*'}"
        return f"(?!.*(?:{written(self.never.node)}))(?:{whole})" if self.never is not None else whole


def written(node: Node) -> str:
    """A part as a regular expression."""
    if node.kind == "one":
        return node.html
    if node.kind == "row":
        return "".join(f"(?:{written(part)})" if part.kind == "any" else written(part) for part in node.parts)
    if node.kind == "any":
        return "|".join(written(part) for part in node.parts)
    body = written(node.parts[0]) if node.parts[0].kind == "one" else f"(?:{written(node.parts[0])})"
    if node.most is None:
        return body + ({0: "*", 1: "+"}.get(node.least) or f"{{{node.least},}}")
    if (node.least, node.most) == (0, 1):
        return body + "?"
    return body + (f"{{{node.least}}}" if node.least == node.most else f"{{{node.least},{node.most}}}")


MASK_SIGNS = {
    "0": (CLASSES["d"], "[0-9]"), "A": (CLASSES["upper"], span_of("upper")), "a": (CLASSES["letter"], span_of("letter")),
    "*": (CLASSES["letter"] | CLASSES["d"], span_of("both")),
}  # fmt: skip


def node_of_mask(mask: str) -> Node:
    """A mask: 0 a digit, A a capital, a any letter, * a letter or a digit, […] may be left out, \\ before a sign itself."""
    if not mask or len(mask) > LONGEST_TEXT:
        raise BadPattern("Ghi mẫu, ví dụ 000.000.000.")
    rows: list[list[Node]] = [[]]
    signs = iter(mask)
    for sign in signs:
        if sign == "[":
            rows.append([])
        elif sign == "]":
            if len(rows) == 1 or not rows[-1]:
                raise BadPattern("Dấu ] không có dấu [ đứng trước, hoặc giữa hai dấu không có gì.")
            left_out = Node("again", (row(rows.pop()),), least=0)
            rows[-1].append(left_out)
        elif sign in MASK_SIGNS:
            rows[-1].append(one(*MASK_SIGNS[sign]))
        else:
            rows[-1].append(literal(next(signs, "\\") if sign == "\\" else sign))
    if len(rows) > 1:
        raise BadPattern("Dấu [ chưa có dấu ] đóng lại.")
    return row(rows[0])


@lru_cache(maxsize=512)
def pattern_of_mask(mask: str) -> Pattern:
    """The mask, ready; BadPattern says what is wrong with it."""
    return Pattern(node_of_mask(mask))


def regex_of_mask(mask: str) -> str:
    """The mask as JSON Schema keeps it."""
    return f"^{pattern_of_mask(mask).html}$"
