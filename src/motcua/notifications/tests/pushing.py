"""A push service in a thread, with a certificate of its own or plain, and a browser that can read what is sent to it."""

import hmac
import json
import os
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from motcua.notifications import queries
from motcua.notifications.providers.base import Target
from motcua.notifications.providers.webpush.encrypting import CURVE, decoded, encoded, point

PEM = serialization.Encoding.PEM


def certificate(folder, name="localhost"):
    """A certificate that vouches for itself, with its key, as files."""
    key = ec.generate_private_key(CURVE)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=400))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False).sign(
        key, hashes.SHA256()
    )
    (folder / "service.pem").write_bytes(made.public_bytes(PEM))
    private = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "service.key").write_bytes(private)
    return folder / "service.pem", folder / "service.key"


class PushService:
    """Notes what arrives and answers as told: `answers` is a list of (status, headers), 201 when it is empty."""

    def __init__(self, folder=None):
        self.got, self.answers = [], []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.got.append((self.path, dict(self.headers), body))
                status, headers = service.answers.pop(0) if service.answers else (201, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if folder:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate(folder))
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.origin = f"http{'s' if folder else ''}://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Browser:
    """A browser with a subscription at the service."""

    def __init__(self, service, path="/gui/1"):
        self.service, self.path = service, path
        self.key, self.secret = ec.generate_private_key(CURVE), os.urandom(16)

    @property
    def endpoint(self):
        return self.service.origin + self.path

    @property
    def keys(self):
        return {"p256dh": encoded(point(self.key.public_key())), "auth": encoded(self.secret)}

    @property
    def target(self):
        return Target(endpoint=self.endpoint, key_name=queries.push_key()[0], **self.keys)

    def shown(self):
        """What this browser could read, each checked: who signed it, and that it was made for this browser."""
        return [self.read(headers, body) for path, headers, body in self.service.got if path == self.path]

    def read(self, headers, body):
        kind, token, public = headers["Authorization"].replace("t=", "").replace(", k=", " ").split()
        assert kind == "vapid" and public == queries.push_key()[1]
        signer = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(public))
        said = jwt.decode(
            token, signer, algorithms=["ES256"], audience=self.service.origin, options={"verify_exp": False}
        )
        assert said["sub"].startswith("mailto:") and headers["Content-Encoding"] == "aes128gcm"
        assert int(headers["TTL"]) > 0 and len(headers["Topic"]) <= 32
        return json.loads(decrypted(body, self.key, self.secret))


def hkdf(secret, salt, info, length):
    """RFC 5869 by hand, one block."""
    return hmac.digest(hmac.digest(salt, secret, "sha256"), info + b"\x01", "sha256")[:length]


def decrypted(body, key, secret):
    """RFC 8291 as a browser reads it, written anew from the standard."""
    salt, length = body[:16], body[20]
    theirs, sealed = body[21 : 21 + length], body[21 + length :]
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    mixed = hkdf(shared, secret, b"WebPush: info\0" + point(key.public_key()) + theirs, 32)
    content_key = hkdf(mixed, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = hkdf(mixed, salt, b"Content-Encoding: nonce\0", 12)
    assert int.from_bytes(body[16:20], "big") >= len(sealed)
    return AESGCM(content_key).decrypt(nonce, sealed, None).rstrip(b"\0").removesuffix(b"\x02")
