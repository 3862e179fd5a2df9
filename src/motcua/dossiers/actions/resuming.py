"""Going on with a draft on another device."""

from django.db import transaction

from motcua.accounts.models import User
from motcua.dossiers.actions.drafting import NO_DRAFT
from motcua.dossiers.models import Draft
from motcua.dossiers.rules.names import local_phone
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.procedures.queries import definition_of, persons_of


def contact_of(draft: Draft) -> tuple[str, str]:
    """Phone and e-mail the person gave in the draft so far ('' when not yet)."""
    stated = draft.people.get("submitter") or {}
    named = persons_of(definition_of(draft.version_id), draft.answers)
    return local_phone(stated.get("phone") or named.phone), (stated.get("email") or named.email).casefold()


@transaction.atomic
def resume_draft(*, actor: Actor, token: str) -> Draft:
    """Gives a draft begun without an account to who signs in with the phone or e-mail written in it.

    Refuses with NotFound for everything else, so that nothing is said about other people's drafts.
    """
    draft = Draft.objects.select_for_update(of=("self",)).filter(token=token, submitted__isnull=True).first()
    known = actor.user_id if actor.kind == "citizen" else None
    user = User.objects.filter(pk=known).first() if known is not None else None
    if draft is None or user is None:
        raise NotFound(NO_DRAFT)
    if draft.user_id == user.pk:
        return draft
    phone, email = contact_of(draft)
    same = (phone and phone == local_phone(user.phone or "")) or (email and email == (user.email or "").casefold())
    if draft.user_id is not None or not same:
        raise NotFound(NO_DRAFT)
    draft.user_id = user.pk
    draft.save(update_fields=["user"])
    return draft
