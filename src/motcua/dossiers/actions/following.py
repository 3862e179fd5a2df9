"""A whole list of work changed hands: the dossier follows its item."""

from django.db import transaction

from motcua.accounts.models import User
from motcua.dossiers.actions.case import locked


@transaction.atomic
def follow_hand_over(*, dossier_id: int, from_user_id: int, to_user_id: int) -> bool:
    """Puts the dossier into the hands its inbox item went to; False when meanwhile somebody else holds it.

    The hand-over itself stands in the dossier's ledger already, written with the change of the list.
    """
    dossier = locked(dossier_id)
    if dossier.holder_user_id != from_user_id or not User.objects.filter(pk=to_user_id, is_active=True).exists():
        return False
    dossier.holder_user_id, dossier.holder_post = to_user_id, ""
    dossier.save(update_fields=["holder_user", "holder_post"])
    return True
