"""A site's colour: whether white letters on it can be read, and its darker sister."""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
LEAST_CONTRAST = 4.5
HOUSE = "#0e4a5c"


def channels(colour: str) -> list[int]:
    """Red, green, blue of "#0b5c9e"."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def contrast_on_white(colour: str) -> float:
    """The contrast against white, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    values = [value / 255 for value in channels(colour)]
    red, green, blue = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def is_usable(colour: str) -> bool:
    """Whether it is a colour in small hexadecimal on which white letters can be read."""
    return bool(COLOUR.match(colour)) and contrast_on_white(colour) >= LEAST_CONTRAST


def deeper(colour: str) -> str:
    """A darker colour of the same hue, for the bar below the head."""
    return "#" + "".join(f"{round(value * 0.72):02x}" for value in channels(colour))


def sheet(colour: str) -> str:
    """The small stylesheet of a site; the house's own colour when the site's can't be used."""
    chosen = colour if is_usable(colour) else HOUSE
    return f":root{{--site:{chosen};--site-deep:{deeper(chosen)}}}"
