"""The installation's signing key, made once under MOTCUA_HOME/keys; the public halves of earlier ones stay trusted."""

import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from motcua.ledger.queries.keys import fingerprint, folder

RAW = serialization.Encoding.Raw, serialization.PublicFormat.Raw


def signing_key() -> Ed25519PrivateKey:
    """The private key; made at the first use. Two processes that start at once end up with the same one."""
    path = folder() / "signing.key"
    if not path.exists():
        fresh = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        draft = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(fresh)
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    _trust(key.public_key())
    return key


def _trust(public: Ed25519PublicKey) -> None:
    raw = public.public_bytes(*RAW)
    path = folder() / f"{fingerprint(raw)}.pub"
    if not path.exists():
        path.write_text(raw.hex(), encoding="ascii")


def sign(content: bytes) -> tuple[str, str]:
    """The key's name and its signature, both hex."""
    key = signing_key()
    return fingerprint(key.public_key().public_bytes(*RAW)), key.sign(content).hex()
