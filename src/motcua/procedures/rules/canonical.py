"""One spelling of a document, so that its hash says whether anything changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical_json(document: Mapping[str, Any]) -> str:
    """Keys sorted, no spaces, letters as they are, no NaN."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def document_hash(document: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON, hex."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()
