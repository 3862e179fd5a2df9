"""Reading the small kind of regular expressions: characters, [classes], (groups), |, * + ? {n,m}, ^ at the start, $ at the end.

`^(?!.*X)` at the start says that X must not occur. What looks ahead, back or refers to a group otherwise is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

from motcua.procedures.rules.letters import BITS, CLASSES, EVERY, HTML, bit_of, in_class, span_of
from motcua.procedures.rules.patterns import LONGEST_PATTERN, MOST_TIMES, BadPattern, Node, Pattern, literal, one, row

TIMES = re.compile(r"\{(\d{1,3})(,(\d{1,3})?)?\}")
NEVER = "(?!.*"
PROPERTIES = {"\\p{L}": "letter", "\\p{Lu}": "upper"}
UNREADABLE = "Biểu thức không đọc được ở ký tự thứ %d."


class Reader:
    """One expression, read from left to right."""

    def __init__(self, text: str) -> None:
        if not text or len(text) > LONGEST_PATTERN:
            raise BadPattern(f"Ghi biểu thức, nhiều nhất {LONGEST_PATTERN} ký tự.")
        self.text, self.at = text, 0

    def pattern(self) -> Pattern:
        """The whole."""
        begins, ends = self.text.startswith("^"), False
        if self.text.endswith("$"):
            before = self.text[:-1]
            ends = (len(before) - len(before.rstrip("\\"))) % 2 == 0
        self.at = 1 if begins else 0
        self.end = len(self.text) - 1 if ends else len(self.text)
        never = self.never() if begins and self.text.startswith(NEVER, 1) else None
        node = self.choice()
        if self.at != self.end:
            raise BadPattern(UNREADABLE % (self.at + 1))
        if node.kind == "any" and (begins or ends):
            raise BadPattern("Đặt các lựa chọn trong ngoặc: ^(…|…)$.")
        return Pattern(node, begins=begins, ends=ends, never=never)

    def never(self) -> Pattern:
        """What must not occur."""
        self.at += len(NEVER)
        node = self.choice()
        self.take(")")
        return Pattern(node, begins=False, ends=False)

    def peek(self) -> str:
        """The next character, '' at the end."""
        return self.text[self.at] if self.at < self.end else ""

    def take(self, sign: str) -> None:
        """Passes a sign that must stand here."""
        if self.peek() != sign:
            raise BadPattern(UNREADABLE % (self.at + 1))
        self.at += 1

    def choice(self) -> Node:
        """Parts with | between them."""
        ways = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            ways.append(self.sequence())
        return ways[0] if len(ways) == 1 else Node("any", tuple(ways))

    def sequence(self) -> Node:
        """Parts one after the other."""
        parts = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        if not parts:
            raise BadPattern(UNREADABLE % (self.at + 1))
        return row(parts)

    def repeated(self, node: Node) -> Node:
        """The part with what says how often."""
        sign = self.peek()
        if sign in ("*", "+", "?") and sign:
            self.at += 1
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        elif sign == "{":
            found = TIMES.match(self.text, self.at, self.end)
            if not found:
                raise BadPattern(UNREADABLE % (self.at + 1))
            self.at = found.end()
            least = int(found[1])
            most = least if found[2] is None else int(found[3]) if found[3] else None
            if max(least, most or 0) > MOST_TIMES or (most is not None and (most < least or most == 0)):
                raise BadPattern(f"Số lần lặp từ 1 đến {MOST_TIMES}, số sau không nhỏ hơn số trước.")
        else:
            return node
        if self.peek() in ("*", "+", "?", "{") and self.peek():
            raise BadPattern(UNREADABLE % (self.at + 1))
        return Node("again", (node,), least=least, most=most)

    def atom(self) -> Node:
        """A character, a class, a group."""
        sign = self.peek()
        if sign == "(":
            return self.group()
        if sign == "[":
            return self.bracket()
        if sign == "\\":
            return one(*self.escaped())
        if sign in "*+?{}]^$":
            raise BadPattern(UNREADABLE % (self.at + 1))
        self.at += 1
        return one(EVERY, ".") if sign == "." else literal(sign)

    def group(self) -> Node:
        """(…) or (?:…)."""
        self.at += 3 if self.text.startswith("(?:", self.at) else 1
        if self.peek() == "?":
            raise BadPattern("Không dùng được (?…) trong biểu thức.")
        node = self.choice()
        self.take(")")
        return row([node]) if node.kind != "row" else node

    def escaped(self) -> tuple[int, str]:
        """\\d, \\p{L}, or a sign as it is."""
        for words, name in PROPERTIES.items():
            if self.text.startswith(words, self.at):
                self.at += len(words)
                return CLASSES[name], span_of(name)
        self.at += 1
        sign = self.peek()
        self.at += 1
        if sign and sign in "dwsDWS":
            chars = CLASSES[sign.lower()]
            return (chars if sign.islower() else EVERY & ~chars), HTML[sign]
        if not sign or sign.isalnum():
            raise BadPattern(f"Không dùng được \\{sign} trong biểu thức.")
        return bit_of(sign), literal(sign).html

    def bracket(self) -> Node:
        """[a-z0-9.], [^/]."""
        self.at += 1
        negated = self.peek() == "^"
        self.at += negated
        chars, html = 0, ""
        while self.peek() != "]":
            more, words = self.member()
            chars, html = chars | more, html + words
        self.at += 1
        if not chars:
            raise BadPattern(UNREADABLE % self.at)
        return one(EVERY & ~chars, f"[^{html}]") if negated else one(chars, f"[{html}]")

    def member(self) -> tuple[int, str]:
        """One character, one range, one class inside brackets."""
        first = self.single()
        if isinstance(first, tuple):
            return first
        if self.peek() != "-" or self.text[self.at + 1 : self.at + 2] in ("]", ""):
            return BITS[first], in_class(first)
        self.at += 1
        last = self.single()
        if isinstance(last, tuple) or ord(last) < ord(first):
            raise BadPattern(UNREADABLE % (self.at + 1))
        chars = sum(bit for char, bit in BITS.items() if first <= char <= last)
        return chars, f"{in_class(first)}-{in_class(last)}"

    def single(self) -> str | tuple[int, str]:
        """A character inside brackets, or the class that \\d, \\w, \\s, \\p{L} stand for."""
        sign = self.peek()
        if not sign or sign == "[":
            raise BadPattern(UNREADABLE % (self.at + 1))
        following = self.text[self.at + 1 : self.at + 2]
        if sign == "\\" and following in ("d", "w", "s", "p"):
            chars, html = self.escaped()
            return chars, html.removeprefix("[").removesuffix("]")
        self.at += 1
        if sign == "\\":
            self.at, sign = self.at + 1, "" if following.isalnum() else following
        if sign not in BITS:
            raise BadPattern(f"Không dùng được “{sign or following}” trong ngoặc vuông.")
        return sign


@lru_cache(maxsize=512)
def read_pattern(text: str) -> Pattern:
    """A regular expression of the small kind, ready; BadPattern says why it can't be taken."""
    return Reader(text).pattern()
