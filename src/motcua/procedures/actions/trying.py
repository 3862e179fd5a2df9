"""Test cases of a draft: made to expect what comes out, dropped, explained. Whoever changes one that was published says why."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ledger import actions as ledger
from motcua.procedures.actions.editing import NO_DRAFT, change_draft, drafts
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.permissions import demand_common
from motcua.procedures.queries.draft_story import EXPLAINED
from motcua.procedures.queries.trials import outcomes
from motcua.procedures.rules.trials import case_state

NO_CASE = _("Không có ca kiểm thử này.")


@transaction.atomic
def accept_trial(*, actor: Actor, version_id: int, seen: str, key: str, reason: str) -> ProcedureVersion:
    """What came out of a test case is what is expected from now on; the second reader sees the reason."""
    draft, case = found(actor, version_id, key)
    outcome = next(one for one in outcomes(draft.document) if one.trial.key == key)
    expect = {miss.what: outcome.found[miss.what] for miss in outcome.misses}
    if "errors" in expect:
        expect["errors"] = sorted(expect["errors"])
    changed = {**case, "expect": {**case["expect"], **expect}}
    cases = [changed if one["key"] == key else one for one in draft.document["trials"]]
    return written(actor, draft, seen, cases, key, reason)


@transaction.atomic
def drop_trial(*, actor: Actor, version_id: int, seen: str, key: str, reason: str) -> ProcedureVersion:
    """Takes a test case away; the second reader sees the reason."""
    draft, _case = found(actor, version_id, key)
    return written(actor, draft, seen, [one for one in draft.document["trials"] if one["key"] != key], key, reason)


@transaction.atomic
def explain_trial(*, actor: Actor, version_id: int, key: str, reason: str) -> None:
    """Says why a test case differs from the published one, as after a file was loaded."""
    demand_common(actor, "procedures.edit")
    draft = drafts().select_related("procedure").filter(pk=version_id).first()
    if draft is None:
        raise NotFound(NO_DRAFT)
    note(actor, draft, key, reason)


def found(actor: Actor, version_id: int, key: str) -> tuple[ProcedureVersion, dict[str, Any]]:
    """The draft, locked, and its test case."""
    demand_common(actor, "procedures.edit")
    draft = drafts().select_related("procedure").filter(pk=version_id).first()
    if draft is None:
        raise NotFound(NO_DRAFT)
    case = next((one for one in draft.document.get("trials", ()) if one.get("key") == key), None)
    if case is None:
        raise NotFound(NO_CASE)
    return draft, deepcopy(case)


def written(
    actor: Actor, draft: ProcedureVersion, seen: str, cases: list[dict[str, Any]], key: str, reason: str
) -> ProcedureVersion:
    """The draft with these test cases, and the reason in the ledger."""
    said(reason)
    saved = change_draft(actor=actor, version_id=draft.pk, seen=seen, changes={"trials": cases})
    note(actor, saved, key, reason)
    return saved


def said(reason: str) -> str:
    """The reason; refuses with words where there is none."""
    words = clean(reason, multiline=True)[:1000]
    if not words:
        raise Refusal(_("Cần nêu lý do: người phê duyệt sẽ đọc."), fields={"reason": _("Ghi lý do")}, code="no-reason")
    return words


def note(actor: Actor, draft: ProcedureVersion, key: str, reason: str) -> None:
    """Into the ledger: which test case, how it stands now, why."""
    case = next((one for one in draft.document.get("trials", ()) if one.get("key") == key), None)
    told = {"number": draft.number, "key": key, "state": case_state(case), "reason": said(reason)}
    ledger.append(f"procedure:{draft.procedure.code}", ledger.Entry(EXPLAINED, actor, "staff", told))
