"""The verbs of the room: keyword-only, one transaction each, with the ledger, the inbox and the announcements in it."""

from motcua.dossiers.actions.consulting import answer_consultation, consult, take_silence
from motcua.dossiers.actions.corrections import decide_correction, propose_correction
from motcua.dossiers.actions.demo import load_demo
from motcua.dossiers.actions.drafting import (
    begin_draft,
    claim_drafts,
    discard_draft,
    drop_stale_draft,
    save_draft,
)
from motcua.dossiers.actions.ending import decline_withdrawal, request_withdrawal, stop, withdraw
from motcua.dossiers.actions.filing import Filing
from motcua.dossiers.actions.finishing import hand_over, issue, sign
from motcua.dossiers.actions.late import apologise, propose_apology
from motcua.dossiers.actions.paying import demand_payment, record_payment
from motcua.dossiers.actions.reception import accept, refuse, reject_as_ineligible
from motcua.dossiers.actions.recounting import recount
from motcua.dossiers.actions.remarks import add_note, archive, rate
from motcua.dossiers.actions.renewing import renew_draft, take_old_screen
from motcua.dossiers.actions.reporting import report, report_again
from motcua.dossiers.actions.seeding import seed
from motcua.dossiers.actions.slips import freeze_slip
from motcua.dossiers.actions.steps import assign, complete_step, follow_hand_over, return_to_step
from motcua.dossiers.actions.submit import submit, submit_at_counter
from motcua.dossiers.actions.supplements import answer_supplement, close_unanswered, request_supplement

__all__ = [
    "Filing",
    "accept",
    "add_note",
    "answer_consultation",
    "answer_supplement",
    "apologise",
    "archive",
    "assign",
    "begin_draft",
    "claim_drafts",
    "close_unanswered",
    "complete_step",
    "consult",
    "decide_correction",
    "decline_withdrawal",
    "demand_payment",
    "discard_draft",
    "drop_stale_draft",
    "follow_hand_over",
    "freeze_slip",
    "hand_over",
    "issue",
    "load_demo",
    "propose_apology",
    "propose_correction",
    "rate",
    "record_payment",
    "recount",
    "refuse",
    "reject_as_ineligible",
    "renew_draft",
    "report",
    "report_again",
    "request_supplement",
    "request_withdrawal",
    "return_to_step",
    "save_draft",
    "seed",
    "sign",
    "stop",
    "submit",
    "submit_at_counter",
    "take_old_screen",
    "take_silence",
    "withdraw",
]
