"""The installation's signing key, made once under MOTCUA_HOME/keys; the public halves of earlier ones stay trusted."""

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from motcua.kernel.keyfiles import made_once
from motcua.ledger.queries.keys import fingerprint, folder

RAW = serialization.Encoding.Raw, serialization.PublicFormat.Raw


def signing_key() -> Ed25519PrivateKey:
    """The private key; made at the first use. Two processes that start at once end up with the same one."""
    key = serialization.load_pem_private_key(made_once(folder() / "signing.key", _fresh), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    _trust(key.public_key())
    return key


def _fresh() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _trust(public: Ed25519PublicKey) -> None:
    raw = public.public_bytes(*RAW)
    path = folder() / f"{fingerprint(raw)}.pub"
    if not path.exists():
        path.write_text(raw.hex(), encoding="ascii")


def sign(content: bytes) -> tuple[str, str]:
    """The key's name and its signature, both hex."""
    key = signing_key()
    return fingerprint(key.public_key().public_bytes(*RAW)), key.sign(content).hex()
