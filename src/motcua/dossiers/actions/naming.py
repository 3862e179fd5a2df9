"""Names, contact and search words of a dossier: taken from its answers, and kept right when these change."""

from collections.abc import Mapping
from typing import Any

from motcua.dossiers.actions.case import Case
from motcua.dossiers.actions.filing import persons_from
from motcua.dossiers.models import Dossier, DossierToken
from motcua.dossiers.rules.names import search_words
from motcua.dossiers.rules.people import People
from motcua.kernel import ids
from motcua.kernel.folding import clean, fold
from motcua.kernel.prepared import insert
from motcua.work import actions as work


def columns_of(people: People) -> dict[str, str]:
    """The dossier's columns that follow from its people."""
    submitter, owner = people["submitter"], people["owner"]
    number = owner.get("id_number", "")
    return {
        "submitter_name": clean(submitter.get("name", ""))[:200],
        "owner_name": clean(owner.get("name", ""))[:200],
        "representative_name": clean(people["representative"].get("name", ""))[:200],
        "phone": (submitter.get("phone") or owner.get("phone", ""))[:20],
        "email": (submitter.get("email") or owner.get("email", ""))[:254],
        "address": (owner.get("address") or submitter.get("address", ""))[:300],
        "id_hash": ids.keyed_hash(number, purpose="id-number") if number else "",
    }


def words_of(dossier: Dossier) -> list[str]:
    """The words a dossier is found by."""
    names = (dossier.owner_name, dossier.submitter_name, dossier.representative_name)
    return search_words(dict.fromkeys(fold(name) for name in names if name), dossier.phone, dossier.code)


def write_tokens(dossier: Dossier, words: list[str]) -> None:
    """Writes search words."""
    insert(DossierToken, [DossierToken(unit_id=dossier.unit_id, word=word, dossier=dossier) for word in words])


def follow_answers(case: Case, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Lets names, contact and search words follow answers that changed; what was stated beside the form stays."""
    old, new = persons_from(case.definition, before), persons_from(case.definition, after)
    changed = {
        role: {key: value for key, value in details.items() if value and value != old[role].get(key)}
        for role, details in new.items()
    }
    if not any(changed.values()):
        return
    dossier = case.dossier
    words = words_of(dossier)
    dossier.people = {role: {**dossier.people.get(role, {}), **changed.get(role, {})} for role in new}
    for name, value in columns_of(dossier.people).items():
        if value:
            setattr(dossier, name, value)
    fresh = words_of(dossier)
    gone = [word for word in words if word not in fresh]
    DossierToken.objects.filter(unit_id=dossier.unit_id, word__in=gone, dossier=dossier).delete()
    write_tokens(dossier, [word for word in fresh if word not in words])
    search = " ".join((dossier.code, dossier.procedure_name, dossier.owner_name, dossier.submitter_name, dossier.phone))
    work.retitle(subject=dossier.subject, person=dossier.owner_name, search=search)
