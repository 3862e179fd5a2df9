"""Questions to the ledger."""

from motcua.ledger.queries.timelines import (
    ACCESS,
    APPLICANT,
    EVERYBODY,
    STAFF,
    Access,
    accesses,
    digest_complaints,
    latest_digest,
    timeline,
)
from motcua.ledger.queries.verification import Finding, Report, verify

__all__ = [
    "ACCESS",
    "APPLICANT",
    "EVERYBODY",
    "STAFF",
    "Access",
    "Finding",
    "Report",
    "accesses",
    "digest_complaints",
    "latest_digest",
    "timeline",
    "verify",
]
