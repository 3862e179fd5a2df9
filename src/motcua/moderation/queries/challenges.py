"""Challenges for proof of work: nothing is kept of them until one was used."""

import hmac
from dataclasses import dataclass

from django.core.cache import cache

from motcua.kernel import clock, ids
from motcua.moderation.rules.proof import holds

LIVES = 7200
"""Seconds: a form is open that long, and a used challenge is remembered that long."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Where something comes from: the network address, the proved phone of who signed in, and the work proved."""

    address: str
    phone: str = ""
    proof: str = ""


def digest_of(value: str, purpose: str) -> str:
    """What is kept of a phone ("phone") or a network address ("address")."""
    return ids.keyed_hash(value, purpose=f"moderation.{purpose}")


def challenge() -> str:
    """A new challenge: its moment, chance, and our mark that it is ours."""
    said = f"{int(clock.now().timestamp())}.{ids.token(9)}"
    return f"{said}.{mark(said)}"


def mark(said: str) -> str:
    """What only this installation can write below a challenge."""
    return ids.keyed_hash(said, purpose="moderation.challenge")[:24]


def proves(proof: str) -> bool:
    """Whether this is an unused proof for a challenge of ours that is not too old; asking uses it up."""
    asked, _, number = proof.rpartition(":")
    said, _, ours = asked.rpartition(".")
    stamp = said.partition(".")[0]
    if len(proof) > 120 or not stamp.isdigit() or not hmac.compare_digest(ours.encode(), mark(said).encode()):
        return False
    age = int(clock.now().timestamp()) - int(stamp)
    return 0 <= age <= LIVES and holds(asked, number) and cache.add(f"proof:{said}", 1, LIVES)
