"""Signing what the ledger holds: whoever alters it afterwards would need the key as well."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

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

    Digests are numbered without gaps and each seals the one before, so that none can be taken away from between.
    """
    with transaction.atomic():
        previous = latest_digest()
        until = clock.now()
        since = previous.until - OVERLAP if previous else None
        number = previous.number + 1 if previous else 1
        pages = [rules.pack_heads(heads) for heads in _paged(_changed(since, until))]
        streams, root = sum(len(page) for page in pages) // rules.HEAD.size, rules.root_of(pages)
        before = previous.hash if previous else ""
        content = rules.seal_digest(
            number=number, since=since, until=until, streams=streams, root=root, previous=before
        )
        key, signature = sign(content)
        digest = Digest.objects.create(
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
        DigestPage.objects.bulk_create(
            (DigestPage(digest=digest, number=place, content=page) for place, page in enumerate(pages)), batch_size=50
        )
    return digest


def _changed(since: datetime | None, until: datetime) -> Iterator[tuple[int, int, str]]:
    streams = Stream.objects.filter(changed_at__lte=until, length__gt=0)
    if since is not None:
        streams = streams.filter(changed_at__gt=since)
    return streams.order_by("pk").values_list("pk", "length", "head").iterator(chunk_size=PAGE)


def _paged(heads: Iterator[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    while page := list(islice(heads, PAGE)):
        yield page
