"""Proof of work: quick to check, good once, only for challenges of our own that are not old."""

from datetime import timedelta

from motcua.kernel import clock
from motcua.moderation.queries import challenge, challenges, proves
from motcua.moderation.rules import proof


def worked(bits: int = 4) -> str:
    asked = challenge()
    return f"{asked}:{proof.found(asked, bits)}"


def test_a_known_digest_and_what_holds():
    assert proof.digest("abc", "1").hex().startswith("bfcf0b9c")
    number = proof.found("thử", 8)
    assert proof.holds("thử", number, 8) and not proof.holds("thử khác", "-1", 0)
    assert not proof.holds("thử", "１２", 0) and not proof.holds("thử", "1" * 13, 0)


def test_a_proof_is_good_once_for_our_own_young_challenges(monkeypatch):
    monkeypatch.setattr(challenges, "holds", lambda asked, number: proof.holds(asked, number, 4))
    good = worked()
    assert proves(good) and not proves(good)
    for wrong in ("", ":", "1.a.b:0", f"{challenge()}:x", f"{challenge()[:-1]}0:1", "x" * 500):
        assert not proves(wrong)
    old = worked()
    later = clock.now() + timedelta(hours=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert not proves(old)
