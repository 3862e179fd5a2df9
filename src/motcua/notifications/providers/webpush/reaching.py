"""One request to a push service, whose address a stranger's browser named: https, public addresses, a few seconds.

The name is looked up once, every address behind it must be public, and the connection goes to the very address that was
looked at, so that a name which changes its mind leads nowhere inside.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from motcua.notifications.providers.base import PermanentFailure

LONGEST_ADDRESS = 1000
EACH_STEP, WHOLE = 5.0, 10.0
# Addresses of IPv6 that carry one of IPv4, public or not, inside.
CARRIERS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))


@dataclass(frozen=True)
class Answer:
    """What a push service said."""

    status: int
    retry_after: str


def split(endpoint: str) -> SplitResult:
    """The parts of an address that a push service could have. ValueError for all others."""
    parts = urlsplit(endpoint)
    host, private = parts.hostname or "", settings.PUSH_PRIVATE
    plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint and "\\" not in endpoint
    if not plain or len(endpoint) > LONGEST_ADDRESS or not host or parts.username is not None or parts.fragment:
        raise ValueError("not the address of a push service")
    if not private and (parts.scheme != "https" or parts.port not in (None, 443)):
        raise ValueError("push services are reached by https on its own port")
    if parts.scheme not in ("https", "http"):
        raise ValueError("push services are reached by https")
    known = settings.PUSH_HOSTS
    if known and not any(host == one or host.endswith(f".{one}") for one in known):
        raise ValueError("this push service is not among those the installation talks to")
    return parts


def is_public(address: str) -> bool:
    """Whether an address lies on the public network."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if any(found in network for network in CARRIERS):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def looked_up(host: str, port: int) -> str:
    """The address to connect to. Raises PermanentFailure when any address behind the name is not public."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.PUSH_PRIVATE and not all(map(is_public, found)):
        raise PermanentFailure("the push service has an address that is not public")
    return found[0]


class _Straight(http.client.HTTPSConnection):
    """A connection to an address already looked at, under the name it has to prove."""

    def __init__(self, parts: SplitResult, address: str, port: int) -> None:
        super().__init__(str(parts.hostname), port, timeout=EACH_STEP, context=ssl.create_default_context())
        self._address, self._plain = address, parts.scheme == "http"

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), EACH_STEP)
        if not self._plain:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)  # type: ignore[attr-defined]

    def cut(self) -> None:
        """Ends a connection that trickles on: each step's own limit never ends those."""
        if self.sock is not None:
            self.sock.shutdown(socket.SHUT_RDWR)


def post(endpoint: str, body: bytes, headers: dict[str, str]) -> Answer:
    """One POST, no redirect followed, nothing read but status and headers."""
    try:
        parts = split(endpoint)
    except ValueError as error:
        raise PermanentFailure(str(error)) from None
    port = parts.port or (80 if parts.scheme == "http" else 443)
    connection = _Straight(parts, looked_up(str(parts.hostname), port), port)
    limit = threading.Timer(WHOLE, connection.cut)
    limit.start()
    try:
        connection.request("POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers.get("Retry-After", ""))
    finally:
        limit.cancel()
        connection.close()
