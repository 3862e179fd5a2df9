"""Where an entry stands on its way to publication, for officers."""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from motcua.accounts.permissions import covers
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.pages.models import Entry, UnitSite
from motcua.pages.rules.flow import Facts, State, changed_fields, state_of

EDITING, APPROVAL = "Biên tập", "Lãnh đạo duyệt"
STEPS = {EDITING: State.EDITING, APPROVAL: State.APPROVAL}
COMPARED = ("title", "summary", "body", "category", "place", "number", "issuer", "picture_alt", "video", "correction")
NO_ENTRY = _("Không tìm thấy bài.")
STATE_WORDS: dict[str, Any] = {
    State.DRAFT: _("Bản nháp"),
    State.EDITING: _("Chờ biên tập"),
    State.APPROVAL: _("Chờ lãnh đạo duyệt"),
    State.RETURNED: _("Trả lại để sửa"),
    State.SCHEDULED: _("Đã duyệt, chờ đến giờ đăng"),
    State.LIVE: _("Đang đăng"),
    State.CHANGED: _("Đang đăng, có bản sửa chưa nộp"),
    State.OVER: _("Đã hết hạn"),
    State.WITHDRAWN: _("Đã gỡ"),
}
WORK_KINDS: dict[str, Any] = {
    "pages.edit": _("Biên tập bài của trang"),
    "pages.approve": _("Duyệt bài của trang"),
    "pages.revise": _("Sửa bài bị trả lại"),
}
STATE_COLOURS: dict[str, str] = {
    State.DRAFT: "grey", State.EDITING: "yellow", State.APPROVAL: "orange", State.RETURNED: "red",
    State.SCHEDULED: "purple", State.LIVE: "green", State.CHANGED: "teal", State.OVER: "grey", State.WITHDRAWN: "grey",
}  # fmt: skip


def work_kinds() -> dict[str, Any]:
    """The kinds of work with their names, for the inbox's filter."""
    return WORK_KINDS


def current(entry: Entry) -> WorkflowState | None:
    """The review in progress, or the one that was sent back; None when there is none."""
    return cast("WorkflowState | None", entry.current_workflow_state)


def step_of(entry: Entry) -> State | None:
    """The step of a review in progress, None when none is."""
    state = current(entry)
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS or state.current_task_state is None:
        return None
    return STEPS[state.current_task_state.task.name]


def latest_of(entry: Entry) -> Entry:
    """The entry as it was last saved, which may be newer than what is public."""
    return cast(Entry, entry.get_latest_revision_as_object())


def where(entry: Entry) -> State:
    """The one word for where an entry stands."""
    step = step_of(entry)
    state = None if step else current(entry)
    return state_of(
        Facts(
            live=entry.live,
            changed=entry.has_unpublished_changes,
            over=entry.expired,
            scheduled=entry.revisions.filter(approved_go_live_at__isnull=False).exists(),
            step=step.value if step else "",
            returned=state is not None,
            was_live=entry.first_published_at is not None,
        )
    )


def entry_for(actor: Actor, entry_id: int) -> Entry:
    """An entry in the officer's reach; refuses with NotFound for any other, so that nothing is said about it."""
    row = Entry.objects.select_related("latest_revision").filter(pk=entry_id).first()
    if row is None or not covers(actor, unit_of(row)):
        raise NotFound(NO_ENTRY)
    return row


def unit_of(entry: Entry) -> int:
    """The unit whose site an entry stands on."""
    rows = UnitSite.objects.regardless("the unit of an entry, whose reach is then checked")
    return rows.values_list("unit_id", flat=True).get(pk=entry.unit_site_id)


def entries_for_desk(unit_site: UnitSite, *, kind: str = "", state: str = "") -> "QuerySet[Entry]":
    """The entries of a site for its officers, the last changed first; narrowed to a kind or to drafts, reviews, live ones."""
    rows = Entry.objects.filter(unit_site=unit_site).defer("body").order_by("-latest_revision_created_at", "-pk")
    if kind:
        rows = rows.filter(kind=kind)
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).values_list("object_id", flat=True)
    if state == "review":
        return rows.filter(pk__in=[int(each) for each in waiting])
    if state == "live":
        return rows.filter(live=True)
    return rows.filter(Q(live=False) | Q(has_unpublished_changes=True)) if state == "draft" else rows


@dataclass(frozen=True, slots=True)
class Compared:
    """Two revisions side by side."""

    older: Revision | None
    newer: Revision
    fields: list[tuple[str, Any]]


def comparison(entry: Entry) -> Compared | None:
    """What the latest revision changes against what is public, or against the one before it when nothing is."""
    newer = entry.latest_revision
    if newer is None:
        return None
    older = entry.live_revision if entry.live_revision_id and entry.live_revision_id != newer.pk else None
    if older is None:
        older = entry.revisions.exclude(pk=newer.pk).order_by("-created_at", "-pk").first()
    old = older.content if older is not None else public_content(entry) if entry.live else {}
    return Compared(older, newer, changed_fields(old, newer.content, COMPARED))


def public_content(entry: Entry) -> dict[str, Any]:
    """The public fields of an entry that was published without a revision, such as by an import."""
    return {name: getattr(entry, name) for name in COMPARED}
