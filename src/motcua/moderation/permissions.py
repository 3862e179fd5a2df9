"""Who decides about abuse and who blocks; and from whom a request comes."""

from typing import Any

from motcua.accounts.permissions import client_address
from motcua.moderation.queries.challenges import Sender

VERBS: dict[str, frozenset[str]] = {
    "moderation.decide": frozenset({"unit_head", "department_head", "clerk", "receiver"}),
    "moderation.block": frozenset({"unit_head", "department_head"}),
}


def sender_of(request: Any) -> Sender:
    """Where a form comes from: the network address, the phone of a signed-in citizen, the work proved in its field `proof`."""
    citizen = request.actor.kind == "citizen"
    phone = (getattr(request.user, "phone", "") or "") if citizen else ""
    return Sender(address=client_address(request), phone=phone, proof=request.POST.get("proof", "")[:200])
