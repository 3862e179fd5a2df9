"""Who sends: the installation's push key and the word signed with it (VAPID, RFC 8292).

The key in force lies in MOTCUA_HOME/keys/push/signing.key, made at the first use; each key stays beside it under its own
name, since a browser goes on asking for the key it was given when its person said yes.
"""

import hashlib
from functools import lru_cache
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from motcua.kernel import clock
from motcua.kernel.keyfiles import key_folder, made_once
from motcua.notifications.providers.webpush.encrypting import CURVE, encoded, point

HOUR = 3600
VALID_HOURS = 13


def _fresh() -> bytes:
    return ec.generate_private_key(CURVE).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@lru_cache(maxsize=8)
def _loaded(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def current_key() -> tuple[str, str]:
    """The name of the key in force, and its public half as browsers want it."""
    pem = made_once(key_folder("push") / "signing.key", _fresh)
    raw = point(_loaded(pem).public_key())
    name = hashlib.sha256(raw).hexdigest()[:32]
    made_once(key_folder("push") / f"{name}.key", lambda: pem)
    return name, encoded(raw)


def key_of(name: str) -> ec.EllipticCurvePrivateKey | None:
    """A key by its name, in force or earlier; None when it isn't here any more."""
    path = key_folder("push") / f"{name}.key"
    return _loaded(path.read_bytes()) if name.isalnum() and path.exists() else None


def signed_name(endpoint: str, key: ec.EllipticCurvePrivateKey) -> str:
    """The header Authorization for an endpoint; the same for an hour, valid for twelve at least and never a day."""
    parts = urlsplit(endpoint)
    origin = f"{parts.scheme}://{parts.hostname}"
    if parts.port not in (None, 443 if parts.scheme == "https" else 80):
        origin += f":{parts.port}"
    return _signed(origin, settings.PUSH_SUBJECT, key, int(clock.now().timestamp()) // HOUR)


@lru_cache(maxsize=64)
def _signed(origin: str, subject: str, key: ec.EllipticCurvePrivateKey, hour: int) -> str:
    said = {"aud": origin, "exp": (hour + VALID_HOURS) * HOUR, "sub": subject}
    return f"vapid t={jwt.encode(said, key, algorithm='ES256')}, k={encoded(point(key.public_key()))}"
