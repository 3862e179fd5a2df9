"""Questions to the room."""

from motcua.moderation.queries.challenges import Sender, challenge, digest_of, proves
from motcua.moderation.queries.desk import blocks_in_scope, notices_in_scope, open_notices, trace_in_scope
from motcua.moderation.queries.subjects import PublicText, public_text

__all__ = [
    "PublicText",
    "Sender",
    "blocks_in_scope",
    "challenge",
    "digest_of",
    "notices_in_scope",
    "open_notices",
    "proves",
    "public_text",
    "trace_in_scope",
]
