"""What is wrong with the calendars, in words, for `motcua check`."""


def complaints() -> list[str]:
    """No calendar yet, or holidays of the coming months missing."""
    return []
