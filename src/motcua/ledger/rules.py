"""How an event is written down and sealed: canonical JSON and a chain of SHA-256. Standard library only."""

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

HEAD = struct.Struct(">QI32s")
SPELL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def moment(at: datetime) -> str:
    """An instant as the ledger writes it: ISO 8601, UTC, always with microseconds."""
    if at.tzinfo is None:
        raise ValueError("the ledger takes aware instants only")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def plain(value: Any) -> Any:
    """The value in JSON's own kinds, so that what is read back from any database seals to the same hash.

    Whole floats become integers: a database may give 1e16 back as 10000000000000000. Raises TypeError for what has no
    certain spelling (sets, bytes) and ValueError for infinities.
    """
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | Decimal | UUID):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if hasattr(value, "_proxy____args"):  # a text whose translation waits: the ledger keeps it as it reads now
        return str(value)
    raise TypeError(f"the ledger can't keep a {type(value).__name__}")


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: one spelling for one value."""
    return SPELL(plain(value)).encode()


def seal(
    *,
    previous: str,
    subject: str,
    seq: int,
    kind: str,
    at: datetime,
    audience: str,
    actor: Mapping[str, Any],
    unit_id: int | None,
    data: Mapping[str, Any],
) -> str:
    """The hash of an event: SHA-256 over the previous event's hash and the event's whole content, hex.

    `actor` and `data` must be `plain` already, as they are when they come from the ledger's tables.
    """
    content = SPELL([subject, seq, kind, moment(at), audience, actor, unit_id, data]).encode()
    return hashlib.sha256(previous.encode() + b"\n" + content).hexdigest()


def pack_heads(heads: Iterable[tuple[int, int, str]]) -> bytes:
    """Heads (stream id, length, hash) as bytes, 44 for each."""
    return b"".join(HEAD.pack(stream, length, bytes.fromhex(head)) for stream, length, head in heads)


def unpack_heads(content: bytes) -> Iterator[tuple[int, int, str]]:
    """The heads again. Raises struct.error when the bytes are not whole."""
    for stream, length, head in HEAD.iter_unpack(content):
        yield stream, length, head.hex()


def root_of(hashes: Iterable[bytes]) -> str:
    """One hash over the SHA-256 of all pages of a digest, in their order."""
    return hashlib.sha256(b"".join(hashes)).hexdigest()


def seal_digest(
    *, number: int, since: datetime | None, until: datetime, streams: int, root: str, previous: str
) -> bytes:
    """What is hashed and signed of a digest, as bytes."""
    return canonical([number, since and moment(since), moment(until), streams, root, previous])
