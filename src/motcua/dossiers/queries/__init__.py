"""Questions about dossiers; each is told who asks."""

from motcua.dossiers.queries.answers import current_revision, proposed_revision
from motcua.dossiers.queries.desk import (
    VERB_WORDS,
    AllowedAction,
    DeskView,
    allowed_actions,
    assignees,
    desk_view,
    for_desk,
    staff_timeline,
)
from motcua.dossiers.queries.files import RECEIPTS
from motcua.dossiers.queries.persons import (
    PersonView,
    consultations_of,
    draft_for,
    drafts_of,
    for_person,
    mine,
    person_view,
)
from motcua.dossiers.queries.progress import (
    LOOKUP_LIMIT,
    SECRET_LIMIT,
    Progress,
    ProgressLine,
    public_progress,
    tidy_code,
)
from motcua.dossiers.queries.search import SearchFilter, SearchPage, search_dossiers

__all__ = [
    "LOOKUP_LIMIT",
    "RECEIPTS",
    "SECRET_LIMIT",
    "VERB_WORDS",
    "AllowedAction",
    "DeskView",
    "PersonView",
    "Progress",
    "ProgressLine",
    "SearchFilter",
    "SearchPage",
    "allowed_actions",
    "assignees",
    "consultations_of",
    "current_revision",
    "desk_view",
    "draft_for",
    "drafts_of",
    "for_desk",
    "for_person",
    "mine",
    "person_view",
    "proposed_revision",
    "public_progress",
    "search_dossiers",
    "staff_timeline",
    "tidy_code",
]
