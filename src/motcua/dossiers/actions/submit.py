"""Filing: a draft becomes a dossier, once, however often it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.accounts.permissions import demand
from motcua.dossiers.actions.case import Case
from motcua.dossiers.actions.drafting import NO_DRAFT, demand_open, own_draft
from motcua.dossiers.actions.filing import Checked, Filing, checked, filing_of
from motcua.dossiers.actions.holding import desk_of_place, open_holder_item
from motcua.dossiers.actions.naming import columns_of, words_of, write_tokens
from motcua.dossiers.actions.reporting import owe_report
from motcua.dossiers.events import DossierSubmitted
from motcua.dossiers.models import (
    Channel,
    DeliveryState,
    Dossier,
    Draft,
    Paper,
    PaymentState,
    Revision,
    RevisionState,
)
from motcua.dossiers.permissions import house
from motcua.dossiers.queries.clocks import limit_at
from motcua.dossiers.rules.names import dossier_code, series_of
from motcua.dossiers.rules.people import People
from motcua.dossiers.rules.states import State
from motcua.files.actions import keep
from motcua.files.models import Owner
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.numbers import next_number
from motcua.kernel.prepared import Prepared, insert
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.procedures.queries import definition_of, steps_for
from motcua.units.models import Unit
from motcua.units.queries import unit_by_id

SECRET_LENGTH = 6
FILED = "the dossier a draft already became, answered to the draft's owner"


def submit(
    *,
    actor: Actor,
    token: str,
    filing: Filing | None = None,
    session_key: str = "",
    owner: Owner | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Files a draft, or with `filing` a whole filing under the client's idempotency `token`.

    The same token again (double click, retry, offline queue, two tabs at once) answers the same dossier. Refuses with
    the faults by field; for an ended procedure and a dissolved unit; for a token of somebody else with NotFound.
    `owner` is the browser session that uploaded the files of a `filing` without an account. What is filed is checked
    before the transaction begins, so that the lock is held for writing only; a draft changed meanwhile is checked again.
    """
    moment = at or clock.now()
    if filing is not None:
        token = filing_token(actor, token, session_key)
    seen = SEEN.first(token)
    if seen is None and filing is None:
        raise NotFound(NO_DRAFT)
    if seen is not None and not own_draft(seen, actor, session_key):
        raise NotFound(NO_DRAFT)
    ready = None if seen is not None and seen.submitted_id is not None else examined(seen, filing, moment)
    with transaction.atomic():
        fresh = None if seen is not None or filing is None else reserved(actor, token, filing, session_key, moment)
        draft = fresh or LOCKED.first(token)
        if draft is None or not own_draft(draft, actor, session_key):
            raise NotFound(NO_DRAFT)
        if draft.submitted_id is not None:
            return Dossier.objects.regardless(FILED).get(pk=draft.submitted_id)
        if ready is None or (seen is not None and draft.revision != seen.revision):
            ready = examined(draft, filing, moment)
        return _file(actor, draft, ready, moment, owner)


def submit_at_counter(
    *, actor: Actor, token: str, filing: Filing, owner: Owner | None = None, at: datetime | None = None
) -> Dossier:
    """Files for a person who sits at the desk and may have no account; the officer's unit is kept as where it happened.

    `owner` is whose upload the scans are (the browser session at the counter).
    """
    demand(actor, "dossiers.submit_at_counter")
    seat = house(actor.unit_id)
    if seat is None:
        raise NotAllowed(_("Nhiệm vụ này không thuộc một bộ phận một cửa."))
    channel = filing.channel if filing.channel in (Channel.COUNTER, Channel.POST) else Channel.COUNTER
    return submit(
        actor=actor, token=token, filing=replace(filing, channel=channel, seat_unit_id=seat), owner=owner, at=at
    )


def filing_token(actor: Actor, key: str, session_key: str) -> str:
    """The token of the row that carries a client's idempotency key: each person's keys are their own."""
    if not 8 <= len(key) <= 120:
        raise Refusal(_("Khóa chống nộp trùng cần từ 8 đến 120 ký tự."), fields={"Idempotency-Key": _("Không hợp lệ")})
    return f"k:{ids.keyed_hash(f'{actor.user_id or session_key}:{key}', purpose='filing')[:60]}"


def reserved(actor: Actor, token: str, filing: Filing, session_key: str, moment: datetime) -> Draft | None:
    """Makes the row that carries an idempotency key; None when somebody made it: whoever is second waits, then sees it."""
    draft = Draft(
        token=token,
        user_id=actor.user_id,
        session_key=session_key,
        version_id=demand_open(filing.procedure_code, filing.unit_id, moment),
        unit_id=filing.unit_id,
        channel=filing.channel,
        created_at=moment,
        updated_at=moment,
    )
    return draft if insert(Draft, [draft], once=True) else None


def draft_of(token: str) -> QuerySet[Draft]:
    """The draft as it stands."""
    return Draft.objects.filter(token=token)


def lockable_draft(token: str) -> QuerySet[Draft]:
    """The draft to lock; on SQLite the whole database is locked already."""
    rows = draft_of(token)
    return rows.select_for_update() if connection.vendor == "postgresql" else rows


SEEN = Prepared(draft_of, mark="?")
LOCKED = Prepared(lockable_draft, mark="?")


@dataclass(frozen=True)
class Ready:
    """A filing that was found good under the version in force."""

    filing: Filing
    definition: Any
    good: Checked


def examined(draft: Draft | None, filing: Filing | None, moment: datetime) -> Ready:
    """Checks a draft, or a filing whose row is still to be made; refuses with the faults by field."""
    if filing is None:
        assert draft is not None
        filing = filing_of(draft, definition_of(draft.version_id).code)
    version_id = demand_open(filing.procedure_code, filing.unit_id, moment)
    if draft is not None and version_id != draft.version_id:
        raise Refusal(
            _("Thủ tục đã có quy định mới từ khi bắt đầu khai. Hãy mở lại bản khai để xem những chỗ thay đổi."),
            code="version-changed",
        )
    definition = definition_of(version_id)
    return Ready(filing, definition, checked(filing, definition, clock.local(moment).date()))


def _file(actor: Actor, draft: Draft, ready: Ready, moment: datetime, owner: Owner | None) -> Dossier:
    """Writes everything; the number is taken right before the row that carries it."""
    unit = unit_by_id(ready.filing.unit_id)
    dossier = _row(actor, unit, ready.filing, ready.good, ready.definition, moment)
    case = Case(dossier, actor, moment)
    case.tell("dossier.submitted", {"channel": dossier.channel, "procedure": dossier.procedure_code}, public=True)
    dossier.progress = case.progress_now()
    day = clock.local(moment).date()
    agency = unit.eid_code or unit.code.upper()
    dossier.code = dossier_code(agency, day, next_number(series_of(agency, day)))
    case.owes_report = owe_report(dossier)
    insert(Dossier, [dossier])
    _write_parts(case, draft, ready.good, owner)
    open_holder_item(case, "dossier.receive", role="receiver", due=dossier.answer_due_at)
    case.write_to_person("dossier.submitted", unit=unit.name, due=dossier.answer_due_at)
    case.fact(DossierSubmitted, channel=dossier.channel)
    case.flush()
    return dossier


def _row(actor: Actor, unit: Unit, filing: Filing, good: Checked, definition: Any, moment: datetime) -> Dossier:
    people = good.people
    reach_by_account(actor, people)
    columns = columns_of(people)
    answer_by = limit_at(definition.answer_clock, unit.pk, moment, field=definition.field_code)
    desk = desk_of_place(unit.pk)
    return Dossier(
        secret=ids.readable_secret(SECRET_LENGTH),
        version_id=definition.version_id,
        procedure_code=definition.code,
        procedure_name=(definition.short_name or definition.name)[:250],
        case=filing.case,
        unit=unit,
        seat_unit_id=filing.seat_unit_id,
        competent_unit_id=filing.competent_unit_id or unit.pk,
        holder_unit=desk,
        route=[step.key for step in steps_for(definition, good.answers)],
        state=State.SUBMITTED.value,
        channel=filing.channel,
        applicant_id=actor.user_id if actor.kind == "citizen" else None,
        people=people,
        **columns,
        language=filing.language,
        submitted_at=moment,
        answer_due_at=answer_by,
        entered_at=moment,
        fee=good.fee,
        fee_lines=good.fee_lines,
        payment_state=PaymentState.DUE if good.fee else PaymentState.NONE,
        delivery_method=filing.delivery_method,
        delivery_address=filing.delivery_address,
        delivery_state=DeliveryState.NONE,
    )


def reach_by_account(actor: Actor, people: People) -> None:
    """Who filed signed in without giving an address is written to at the account's own."""
    submitter = people["submitter"]
    if actor.kind != "citizen" or actor.user_id is None or (submitter.get("email") or people["owner"].get("email")):
        return
    account = User.objects.get(pk=actor.user_id)
    phone = submitter.get("phone") or people["owner"].get("phone") or account.phone
    found = {"email": account.email or "", "phone": phone or ""}
    people["submitter"] = {**submitter, **{key: value for key, value in found.items() if value}}


def _write_parts(case: Case, draft: Draft, good: Checked, owner: Owner | None) -> None:
    """Answers, checklist, files, search words, and the mark on the draft that makes a second filing the same one."""
    dossier = case.dossier
    by = case.actor.snapshot()
    first = Revision(
        dossier=dossier, number=1, answers=good.answers, state=RevisionState.FILED, by=by, created_at=case.at
    )
    insert(Revision, [first])
    insert(Paper, [Paper(dossier=dossier, **line) for line in good.papers])
    files = [file for line in good.papers for file in line["files"]]
    if files:
        keep(ids=files, kept_for=dossier.subject, actor=case.actor, owner=owner, out_of=f"draft:{draft.token}")
    write_tokens(dossier, words_of(dossier))
    Draft.objects.filter(pk=draft.pk).update(submitted=dossier, updated_at=case.at, answers={}, people={}, moved={})
