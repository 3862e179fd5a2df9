"""Proof of work: a number that is quick to check and takes a machine some ten thousand tries to find."""

import hashlib

BITS = 16
"""Leading zero bits asked for: 65,536 tries on average, under a second in a phone's browser; a thousand in a minute cost a
machine more than a minute."""


def digest(challenge: str, number: str) -> bytes:
    """What is looked at."""
    return hashlib.sha256(f"{challenge}:{number}".encode()).digest()


def holds(challenge: str, number: str, bits: int = BITS) -> bool:
    """Whether a number proves the work for a challenge."""
    return number.isascii() and number.isdigit() and len(number) <= 12 and leading(challenge, number) >= bits


def leading(challenge: str, number: str) -> int:
    """Leading zero bits of the digest."""
    value = int.from_bytes(digest(challenge, number), "big")
    return 256 - value.bit_length()


def found(challenge: str, bits: int = BITS) -> str:
    """A number that holds, by trying from nought: what a browser does, for tests and programs."""
    number = 0
    while leading(challenge, str(number)) < bits:
        number += 1
    return str(number)
