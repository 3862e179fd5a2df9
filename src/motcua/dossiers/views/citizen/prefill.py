"""What a signed-in person's profile knows, under the names procedures ask for (`x-prefill`)."""

from typing import Any

from motcua.accounts.models import Profile
from motcua.dossiers.rules.names import local_phone


def profile_of(request: Any) -> dict[str, Any]:
    """full_name, phone, email, birth_date, sex, ethnicity, nationality, id_number, address…; {} for nobody."""
    if request.actor.kind != "citizen":
        return {}
    user = request.user
    known: dict[str, Any] = {
        "full_name": user.full_name,
        "phone": local_phone(user.phone or ""),
        "email": user.email or "",
    }
    profile = Profile.objects.filter(user=user).first()
    if profile is not None:
        known |= {
            "birth_date": profile.birth_date.isoformat() if profile.birth_date else "",
            "sex": profile.sex,
            "ethnicity": profile.ethnicity,
            "nationality": profile.nationality,
            "id_number": profile.id_number,
            "id_issued_on": profile.id_issued_on.isoformat() if profile.id_issued_on else "",
            "id_issued_by": profile.id_issued_by,
            "address": {"street": profile.address} if profile.address else "",
            "ward_id": profile.ward_id,
        }
    return {name: value for name, value in known.items() if value}
