"""The persons of a dossier, kept apart: who files (submitter), whose it is (owner), who acts for them (representative)."""

from collections.abc import Mapping
from typing import Any

ROLES = ("submitter", "owner", "representative")
PERSON_KEYS = ("name", "id_number", "phone", "email", "address", "birth_date", "authorisation", "tax_code")
LONGEST = 300
People = dict[str, dict[str, str]]


def people_of(from_form: Mapping[str, Mapping[str, Any]], stated: Mapping[str, Mapping[str, Any]]) -> People:
    """Who is who: what the form says, overridden by what was stated apart from it.

    A dossier without a named owner is the submitter's own, and the other way round.
    """
    people: People = {}
    for role in ROLES:
        sources = (from_form.get(role) or {}, stated.get(role) or {})
        people[role] = {key: text for source in sources for key in PERSON_KEYS if (text := spoken(source.get(key)))}
    for role, other in (("owner", "submitter"), ("submitter", "owner")):
        if not people[role].get("name"):
            people[role] = {**people[other], **people[role]}
    return people


def spoken(value: Any) -> str:
    """A detail as one line of text; anything but text and numbers is nothing."""
    return str(value).strip()[:LONGEST] if isinstance(value, str | int) and not isinstance(value, bool) else ""
