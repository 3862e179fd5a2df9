"""From the author to everybody: submit, decide, publish on time, take down. Wagtail's workflow keeps the steps; the ledger who did them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, TaskState, Workflow, WorkflowState, WorkflowTask

from motcua.accounts.permissions import holds
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.refusals import Conflict, Refusal
from motcua.ledger.actions import Entry as LedgerEntry
from motcua.ledger.actions import append
from motcua.pages.actions.checking import forget_broken
from motcua.pages.actions.tree import changed
from motcua.pages.actions.words import drop_words, put_words
from motcua.pages.actions.writing import account_of, address_of, site_of
from motcua.pages.models import Entry, Moved, UnitSite
from motcua.pages.permissions import demand_not_author, demand_on
from motcua.pages.queries.flow import APPROVAL, EDITING, current, step_of, where
from motcua.pages.queries.sections import KIND_WORDS
from motcua.pages.queries.sharing import TAKEN, UP, touched
from motcua.pages.rules.flow import STEP_VERB, State
from motcua.work.actions import close_items, open_item
from motcua.worktime.queries import due_at

WITHIN = "working 1d"
REVIEW_NAME = "Duyệt bài của trang đơn vị"
WORK_OF = {State.EDITING: "pages.edit", State.APPROVAL: "pages.approve", State.RETURNED: "pages.revise"}
NOT_WAITING = _("Bài này không còn chờ bước đó.")


def review() -> Workflow:
    """The workflow of all sites, editor first, then leader; made when it is first needed."""
    workflow, made = Workflow.objects.get_or_create(name=REVIEW_NAME)
    if made:
        for order, name in enumerate((EDITING, APPROVAL)):
            task = Task.objects.create(name=name)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow


def say_yes(task: TaskState, account: Any, comment: str = "") -> None:
    """Approves a step; the last one publishes the latest revision, or keeps it until its time.

    Wagtail is told of the account for its own record of the step only: it would ask it for permissions of its own kind
    before publishing, and who may publish is decided here.
    """
    task.approve(user=account, comment=comment, update=False)
    state = WorkflowState.objects.get(pk=task.workflow_state_id)
    state.update(user=None)


def note(entry: Entry, unit_site: UnitSite, kind: str, actor: Actor, **data: Any) -> None:
    """A line in the ledger: who, in which post, did what to which revision, and said what."""
    kept = {"title": entry.draft_title, "revision": entry.latest_revision_id, **{k: v for k, v in data.items() if v}}
    append(f"page:{entry.pk}", LedgerEntry(kind, actor, unit_id=unit_site.unit_id, data=kept))


@transaction.atomic
def submit(*, actor: Actor, entry_id: int) -> Entry:
    """Sends the latest revision into review; an author who edits goes straight to the leader. Refuses when it waits already."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    unit_site = site_of(entry)
    demand_on(actor, "pages.write", unit_site)
    state = current(entry)
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise Conflict(_("Bài này đã được nộp, đang chờ duyệt."))
    if state is None and entry.live and not entry.has_unpublished_changes:
        raise Conflict(_("Bản đang đăng chưa có gì thay đổi."))
    account = account_of(actor)
    if state is not None:
        state.cancel(user=account)
    review().start(entry, account)
    note(entry, unit_site, "submitted", actor)
    if holds(actor, "pages.edit"):
        say_yes(_task_of(entry), account)
    _hand_on(entry, unit_site)
    return entry


def _task_of(entry: Entry) -> TaskState:
    entry.__dict__.pop("_current_workflow_states", None)
    state = current(entry)
    if state is None or state.current_task_state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise Conflict(NOT_WAITING)
    return state.current_task_state


@transaction.atomic
def decide(*, actor: Actor, entry_id: int, seen_revision: int, approve: bool, comment: str = "") -> Entry:
    """The editor or the leader says yes, or sends it back with a reason; the leader's yes publishes, at its time.

    Refuses when the step is not theirs, they wrote it themselves, the revision is not the one they read, or no reason is given.
    """
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    unit_site = site_of(entry)
    step = step_of(entry)
    if step is None:
        raise Conflict(NOT_WAITING)
    demand_on(actor, STEP_VERB[step], unit_site)
    if approve:
        demand_not_author(actor, entry)
    if entry.latest_revision_id != seen_revision:
        raise Conflict(_("Bài đã được sửa sau khi mở trang này. Xin đọc bản mới rồi quyết định."))
    if not approve and not comment.strip():
        raise Refusal(_("Ghi rõ cần sửa gì."), fields={"comment": _("Ghi rõ cần sửa gì.")})
    task, account, was_shared = _task_of(entry), account_of(actor), entry.shared
    if approve:
        say_yes(task, account, comment)
    else:
        task.reject(user=account, comment=comment)
    entry = Entry.objects.get(pk=entry_id)
    note(entry, unit_site, f"{step.value}-{'approved' if approve else 'returned'}", actor, comment=comment)
    if approve and step == State.APPROVAL and entry.live and entry.live_revision_id == seen_revision:
        went_live(entry, unit_site, actor, was_shared=was_shared)
    _hand_on(entry, unit_site)
    return entry


def _hand_on(entry: Entry, unit_site: UnitSite) -> None:
    """Closes the piece of work that is done and opens the next officer's."""
    subject = f"page:{entry.pk}"
    close_items(subject=subject)
    entry.__dict__.pop("_current_workflow_states", None)
    state = where(entry)
    kind = WORK_OF.get(state)
    if kind is None:
        return
    open_item(
        kind=kind,
        subject=subject,
        title=entry.draft_title[:200],
        detail=str(KIND_WORDS[entry.kind]),
        unit_id=unit_site.unit_id,
        address=f"/can-bo/trang/bai/{entry.pk}/",
        holder_user_id=entry.written_by if state == State.RETURNED else None,
        holder_role="unit_head" if state == State.APPROVAL else "",
        due_at=_due(unit_site.unit_id),
    )


def _due(unit_id: int) -> datetime | None:
    """One working day for each step; no limit where the unit has no hours."""
    try:
        return due_at(WITHIN, unit_id, clock.now()).due
    except (LookupError, Refusal):
        return None


def went_live(entry: Entry, unit_site: UnitSite, actor: Actor, *, was_shared: str = "") -> None:
    """What follows publication, in its transaction: search, moved addresses, the site's version, the ledger."""
    Entry.objects.filter(pk=entry.pk).update(date=entry.first_published_at or clock.now())
    Moved.objects.filter(unit_site=unit_site, old=address_of(entry)).delete()
    if was_shared == TAKEN and entry.shared == UP:
        entry.shared = TAKEN
        Entry.objects.filter(pk=entry.pk).update(shared=TAKEN)
    put_words([(entry, unit_site.unit_id)])
    forget_broken(entry)
    changed(unit_site.pk, *touched(entry, unit_site.unit_id))
    note(entry, unit_site, "published", actor)


@transaction.atomic
def take_down(*, actor: Actor, entry_id: int, reason: str, leads_to: str = "") -> None:
    """Takes a public entry down at a leader's word; its address leads to its section, or to `leads_to` on the same site."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    unit_site = site_of(entry)
    demand_on(actor, "pages.approve", unit_site)
    if not reason.strip():
        raise Refusal(_("Ghi lý do gỡ bài."), fields={"reason": _("Ghi lý do gỡ bài.")})
    if not entry.live:
        raise Conflict(_("Bài này không còn đăng."))
    entry.unpublish()
    old = address_of(entry)
    target = leads_to.strip().strip("/") or old.split("/", 1)[0]
    Moved.objects.update_or_create(unit_site=unit_site, old=old, defaults={"new": target if target != old else ""})
    _gone(entry, unit_site)
    note(entry, unit_site, "taken-down", actor, comment=reason)


def _gone(entry: Entry, unit_site: UnitSite) -> None:
    drop_words(entry.pk)
    changed(unit_site.pk, *touched(entry, unit_site.unit_id))


@transaction.atomic
def comment_on(*, actor: Actor, entry_id: int, text: str) -> None:
    """A remark for the colleagues who work on it; everybody in the unit's house may make one."""
    entry = Entry.objects.get(pk=entry_id)
    unit_site = site_of(entry)
    demand_on(actor, "pages.write", unit_site)
    if not text.strip():
        raise Refusal(_("Viết lời góp ý."), fields={"text": _("Viết lời góp ý.")})
    note(entry, unit_site, "remarked", actor, comment=text.strip()[:1000])


def publish_due() -> int:
    """Publishes what was approved for a time that has come and takes down what is over; answers how many. Safe to repeat."""
    done = 0
    moment = clock.now()
    for pk in Revision.objects.filter(approved_go_live_at__lte=moment).values_list("pk", flat=True):
        done += _publish_one(pk)
    for pk in Entry.objects.filter(live=True, expire_at__lte=moment).values_list("pk", flat=True):
        done += _end_one(pk)
    return done


@transaction.atomic
def _publish_one(revision_id: int) -> int:
    revision = Revision.objects.select_for_update().get(pk=revision_id)
    if revision.approved_go_live_at is None:
        return 0
    was_shared = Entry.objects.values_list("shared", flat=True).get(pk=int(revision.object_id))
    revision.publish(skip_permission_checks=True)
    entry = Entry.objects.get(pk=int(revision.object_id))
    went_live(entry, site_of(entry), SYSTEM, was_shared=was_shared)
    return 1


@transaction.atomic
def _end_one(entry_id: int) -> int:
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    if not entry.live:
        return 0
    entry.unpublish(set_expired=True)
    unit_site = site_of(entry)
    _gone(entry, unit_site)
    note(entry, unit_site, "over", SYSTEM)
    return 1
