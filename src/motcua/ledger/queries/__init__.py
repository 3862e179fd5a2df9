"""Questions to the ledger."""

from motcua.ledger.queries.evidence import evidence
from motcua.ledger.queries.timelines import (
    ACCESS,
    ACCOUNTED,
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
    "ACCOUNTED",
    "APPLICANT",
    "EVERYBODY",
    "STAFF",
    "Access",
    "Finding",
    "Report",
    "accesses",
    "digest_complaints",
    "evidence",
    "latest_digest",
    "timeline",
    "verify",
]
