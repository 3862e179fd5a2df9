"""A message that only one browser can read (RFC 8291 over RFC 8188, `aes128gcm`).

Written here over `cryptography`, with the example of RFC 8291 as its test: the libraries at hand bring an HTTP client and
an event loop along, or name a push service on a port of its own wrongly.
"""

import base64
import os
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD = 4096
LAST_RECORD = b"\x02"
POINT_BYTES, SECRET_BYTES = 65, 16


def encoded(raw: bytes) -> str:
    """base64url without its padding, as all texts of web push are."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """The bytes of base64url, padded or not. ValueError otherwise."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as its 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def browser_keys(p256dh: str, auth: str) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    """A browser's public key and its secret. ValueError for what is none."""
    raw, secret = decoded(p256dh), decoded(auth)
    if len(raw) != POINT_BYTES or len(secret) != SECRET_BYTES:
        raise ValueError("not the keys of a browser")
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, raw), secret


def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256 (RFC 5869)."""
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def encrypted(
    content: bytes, p256dh: str, auth: str, *, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes = b""
) -> bytes:
    """The body of a push request: one record, under a key and a salt made for this message alone."""
    theirs, secret = browser_keys(p256dh, auth)
    own = own or ec.generate_private_key(CURVE)
    salt = salt or os.urandom(16)
    ours = point(own.public_key())
    shared = derived(own.exchange(ec.ECDH(), theirs), secret, b"WebPush: info\0" + point(theirs) + ours, 32)
    key = derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(shared, salt, b"Content-Encoding: nonce\0", 12)
    sealed = AESGCM(key).encrypt(nonce, content + LAST_RECORD, None)
    return salt + struct.pack("!LB", RECORD, len(ours)) + ours + sealed
