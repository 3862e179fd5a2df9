"""Which signatures are trusted: those of the keys whose public halves lie under MOTCUA_HOME/keys."""

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.kernel.keyfiles import key_folder


def folder() -> Path:
    """Where the keys lie, readable by the installation's user only."""
    return key_folder("ledger")


def fingerprint(raw: bytes) -> str:
    """A short name of a public key."""
    return hashlib.sha256(raw).hexdigest()[:32]


def is_signed(content: bytes, key: str, signature: str) -> bool:
    """Whether a key trusted here signed the content. A key named in the database alone is trusted by nobody."""
    path = folder() / f"{key}.pub"
    if not key.isalnum() or not path.exists():
        return False
    raw = bytes.fromhex(path.read_text(encoding="ascii").strip())
    if fingerprint(raw) != key:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True
