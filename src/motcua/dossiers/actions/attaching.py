"""Files put with a paper of a draft: kept for the draft, so that nothing discards them before it is filed."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from motcua.dossiers.actions.drafting import save_draft
from motcua.dossiers.models import Draft
from motcua.files.actions import keep
from motcua.files.models import Owner
from motcua.kernel.actors import Actor


@transaction.atomic
def attach_papers(
    *,
    actor: Actor,
    token: str,
    session_key: str,
    papers: Mapping[str, Sequence[str]],
    owner: Owner,
    section: str | None = None,
) -> Draft:
    """Puts files with the papers of a draft. Refuses a file that is not whole, holds malware or is somebody else's."""
    draft = save_draft(actor=actor, token=token, session_key=session_key, papers=papers, section=section)
    subject = f"draft:{token}"
    keep(
        ids=[file for files in papers.values() for file in files],
        kept_for=subject,
        actor=actor,
        owner=owner,
        out_of=subject,
    )
    return draft
