"""Tables of the room; children are reached through their dossier, and the dossier through a scope."""

from motcua.dossiers.models.choices import (
    CHANNEL_WORDS,
    DELIVERY_WORDS,
    EVENT_WORDS,
    STATE_WORDS,
    TODO_WORDS,
    Channel,
    Delivery,
    DeliveryState,
    PaperState,
    PaymentState,
    RevisionState,
    Silence,
    SlipKind,
    SyncState,
    Verdict,
)
from motcua.dossiers.models.dossier import Dossier, DossierQuerySet, DossierToken
from motcua.dossiers.models.drafts import Draft
from motcua.dossiers.models.parts import Consultation, Note, Paper, Rating, Result, Revision, Slip, Supplement

__all__ = [
    "CHANNEL_WORDS",
    "DELIVERY_WORDS",
    "EVENT_WORDS",
    "STATE_WORDS",
    "TODO_WORDS",
    "Channel",
    "Consultation",
    "Delivery",
    "DeliveryState",
    "Dossier",
    "DossierQuerySet",
    "DossierToken",
    "Draft",
    "Note",
    "Paper",
    "PaperState",
    "PaymentState",
    "Rating",
    "Result",
    "Revision",
    "RevisionState",
    "Silence",
    "Slip",
    "SlipKind",
    "Supplement",
    "SyncState",
    "Verdict",
]
