"""Asking a server outside whether a page is still there, without being led to a house of our own.

Only HEAD, only http and https at their own ports, only hosts all of whose addresses are public; the connection goes to the
address that was looked at, so that a name can't mean another one a moment later; no redirect is followed.
"""

import http.client
import ipaddress
import socket
import ssl
from typing import Any
from urllib.parse import quote, urlsplit

from motcua.pages.models import Fault

PATIENCE = 5.0
PORTS = {"http": 80, "https": 443}
GONE = frozenset({404, 410})
UNICAST = ipaddress.ip_network("2000::/3")
# Ways to write an IPv4 address inside an IPv6 one: 6to4, Teredo.
WRAPPED = tuple(ipaddress.ip_network(each) for each in ("2002::/16", "2001::/32"))


def is_public(address: str) -> bool:
    """Whether an IP address is somewhere in the world outside."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        return found.is_global and found in UNICAST and not any(found in each for each in WRAPPED)
    return found.is_global and not found.is_multicast


def public_place(host: str, port: int) -> str:
    """An address of the host to connect to; "" when any of its addresses is not public. Raises OSError for no such host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [str(each[4][0]) for each in found]
    return places[0] if places and all(is_public(place) for place in places) else ""


def connection_to(place: str, scheme: str, host: str) -> http.client.HTTPConnection:
    """An open connection to that address, which proves to be the host where the scheme asks for it."""
    plain: Any = socket.create_connection((place, PORTS[scheme]), timeout=PATIENCE)
    if scheme == "https":
        plain = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    connection = http.client.HTTPConnection(host, timeout=PATIENCE)
    connection.sock = plain
    return connection


def ask(address: str) -> Fault | None:
    """What is wrong with an outside address; None when it is well, or is none that may be asked."""
    try:
        parts = urlsplit(address)
        scheme, host = parts.scheme, parts.hostname or ""
        if scheme not in PORTS or not host or "@" in parts.netloc or parts.port not in (None, PORTS[scheme]):
            return None
        place = public_place(host, PORTS[scheme])
        if not place:
            return None
        connection = connection_to(place, scheme, host)
        try:
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
                f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
            )
            connection.request("HEAD", path, headers={"User-Agent": "motcua-link-check", "Connection": "close"})
            return Fault.GONE if connection.getresponse().status in GONE else None
        finally:
            connection.close()
    except (OSError, ValueError, http.client.HTTPException):
        return Fault.SILENT
