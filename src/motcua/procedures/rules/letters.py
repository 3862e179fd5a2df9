"""Characters as bits of a number: Latin letters with and without marks, digits and signs; all others share one bit."""

from __future__ import annotations

CHARS = [chr(code) for code in (*range(0x20, 0x250), *range(0x1E00, 0x1F00))]
BITS = {char: 1 << place for place, char in enumerate(CHARS)}
OTHER = 1 << len(CHARS)
EVERY = (OTHER << 1) - 1
ESCAPED = frozenset("^$.*+?()[]{}|\\/-")


def bit_of(char: str) -> int:
    """The bit of a character."""
    return BITS.get(char, OTHER)


def bits_of(chars: str) -> int:
    """The bits of several."""
    return sum(BITS[char] for char in set(chars) if char in BITS)


CLASSES = {
    "d": bits_of("0123456789"),
    "w": bits_of("".join(char for char in CHARS if char.isascii() and char.isalnum()) + "_"),
    "s": bits_of(" \u00a0"),
    "letter": bits_of("".join(char for char in CHARS if char.isalpha())),
    "upper": bits_of("".join(char for char in CHARS if char.isalpha() and char.isupper())),
}
HTML = {
    "d": "[0-9]", "w": "[A-Za-z0-9_]", "s": "[ \u00a0]", "letter": "\\p{L}", "upper": "\\p{Lu}", "both": "[\\p{L}0-9]",
    "D": "[^0-9]", "W": "[^A-Za-z0-9_]", "S": "[^ \u00a0]",
}  # fmt: skip


def span_of(name: str) -> str:
    """A class as browsers and JSON Schema read it."""
    return HTML[name]


def chars_html(char: str) -> str:
    """One character as it is written in a pattern."""
    return f"\\{char}" if char in ESCAPED - {"-"} else char


def in_class(char: str) -> str:
    """One character as it is written inside square brackets."""
    return f"\\{char}" if char in ESCAPED else char
