"""Whether a place's colour can be read."""

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3."""


def contrast_on_white(colour: str) -> float:
    """The contrast of a colour like "#0b5c9e" against white, from 1 to 21."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
