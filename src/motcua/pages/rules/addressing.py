"""How the places of a site's tree are named."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4


def step_of(number: int) -> str:
    """The part of a tree's path that says "the n-th below": 36-based, four places, as Wagtail's tree counts."""
    digits = ""
    for _place in range(STEP):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    if number:
        raise ValueError("more pages below one than the tree can hold")
    return digits


def number_of(step: str) -> int:
    """The number in a step."""
    return int(step, len(ALPHABET))
