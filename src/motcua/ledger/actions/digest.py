"""Signing what the ledger holds: whoever alters it afterwards would need the key as well."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from django.db import transaction

from motcua.kernel import clock
from motcua.ledger import rules
from motcua.ledger.actions.signing import sign
from motcua.ledger.models import Digest, DigestPage, Stream
from motcua.ledger.queries import latest_digest

PAGE = 4096
# A change that was under way while the previous digest was taken carries an earlier moment than its commit.
OVERLAP = timedelta(hours=1)


def sign_digest() -> Digest:
    """Writes and signs a digest of the heads of all streams that changed since the previous one.

    Digests are numbered without gaps and each seals the one before, so that none can be taken away from between. The
    heads are read before the transaction begins: with a million streams that takes seconds, in which others must write.
    """
    previous = latest_digest()
    until = clock.now()
    since = previous.until - OVERLAP if previous else None
    number = previous.number + 1 if previous else 1
    with SpooledTemporaryFile(max_size=8 * 1024 * 1024) as pages:
        streams, root = _gather(pages, since, until)
        before = previous.hash if previous else ""
        content = rules.seal_digest(
            number=number, since=since, until=until, streams=streams, root=root, previous=before
        )
        key, signature = sign(content)
        digest = Digest(
            number=number,
            since=since,
            until=until,
            streams=streams,
            root=root,
            previous=before,
            hash=hashlib.sha256(content).hexdigest(),
            key=key,
            signature=signature,
        )
        pages.seek(0)
        with transaction.atomic():
            digest.save(force_insert=True)
            for place, page in enumerate(iter(lambda: pages.read(PAGE * rules.HEAD.size), b"")):
                DigestPage.objects.create(digest=digest, number=place, content=page)
    return digest


def _gather(pages: IO[bytes], since: datetime | None, until: datetime) -> tuple[int, str]:
    """Writes the packed heads out, page after page: how many there are, and the hash over all pages."""
    streams = 0
    hashes = []
    heads = _changed(since, until)
    while some := list(islice(heads, PAGE)):
        page = rules.pack_heads(some)
        pages.write(page)
        hashes.append(hashlib.sha256(page).digest())
        streams += len(some)
    return streams, rules.root_of(hashes)


def _changed(since: datetime | None, until: datetime) -> Iterator[tuple[int, int, str]]:
    streams = Stream.objects.filter(changed_at__lte=until, length__gt=0)
    if since is not None:
        streams = streams.filter(changed_at__gt=since)
    return streams.order_by("pk").values_list("pk", "length", "head").iterator(chunk_size=PAGE)
