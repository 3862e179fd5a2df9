"""Verbs of the catalogue."""

from motcua.procedures.actions.approving import ask_approval, decide_approval
from motcua.procedures.actions.cloning import clone_procedure
from motcua.procedures.actions.demo import load_demo
from motcua.procedures.actions.draft import save_draft
from motcua.procedures.actions.editing import begin_draft, change_draft, drop_draft, load_draft
from motcua.procedures.actions.end import close_expired, end_version
from motcua.procedures.actions.ending import ask_end, decide_end
from motcua.procedures.actions.importing import Imported, import_catalogue
from motcua.procedures.actions.offer import offer, withdraw_offer
from motcua.procedures.actions.overriding import end_override, publish_override
from motcua.procedures.actions.posting import Choice, assign_post, end_post, import_posts
from motcua.procedures.actions.publish import publish
from motcua.procedures.actions.trying import accept_trial, drop_trial, explain_trial
from motcua.procedures.actions.unanswered import forget_unanswered, forget_unanswered_before, note_unanswered

__all__ = [
    "Choice",
    "Imported",
    "accept_trial",
    "ask_approval",
    "ask_end",
    "assign_post",
    "begin_draft",
    "change_draft",
    "clone_procedure",
    "close_expired",
    "decide_approval",
    "decide_end",
    "drop_draft",
    "drop_trial",
    "end_override",
    "end_post",
    "end_version",
    "explain_trial",
    "forget_unanswered",
    "forget_unanswered_before",
    "import_catalogue",
    "import_posts",
    "load_demo",
    "load_draft",
    "note_unanswered",
    "offer",
    "publish",
    "publish_override",
    "save_draft",
    "withdraw_offer",
]
