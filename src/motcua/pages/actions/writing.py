"""Writing and revising an entry. Each saving is a revision of Wagtail's; nobody sees it before it is published."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean, fold
from motcua.kernel.refusals import Conflict, Refusal
from motcua.ledger.actions import Entry as LedgerEntry
from motcua.ledger.actions import append
from motcua.pages.actions.tree import plant
from motcua.pages.models import Entry, SectionPage, UnitSite
from motcua.pages.permissions import demand_on
from motcua.pages.queries.flow import current, latest_of, step_of
from motcua.pages.rules.flow import STEP_VERB
from motcua.pages.rules.kinds import SLUGS, Kind, Section
from motcua.pages.rules.markup import cleaned, slug_of

SOMEBODY_WAS_QUICKER = _(
    "Có người vừa lưu bài này. Nội dung đã nhập vẫn còn dưới đây: xem bản mới ở trang của bài, rồi lưu lại."
)
NO_ALT = _("Viết một câu tả ảnh cho người không nhìn thấy ảnh.")


@dataclass(frozen=True, kw_only=True)
class Written:
    """What an author gives. Texts are cleaned here; `picture_id` and `attachments` name files that are kept already."""

    title: str
    summary: str = ""
    body: str = ""
    category: str = ""
    language: str = "vi"
    author_name: str = ""
    picture_id: Any = None
    picture_alt: str = ""
    video: str = ""
    video_file_id: Any = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    in_force: bool = True
    attachments: list[dict[str, Any]] = field(default_factory=list)
    correction: str = ""
    shared: str = ""
    go_live_at: datetime | None = None
    expire_at: datetime | None = None


MAY_SHARE = frozenset({"", "down", "up"})
LINES = ("title", "summary", "category", "author_name", "picture_alt", "place", "number", "issuer", "correction")


def account_of(actor: Actor) -> User | None:
    """The account that Wagtail's own records name; None for the system."""
    return User.objects.get(pk=actor.user_id) if actor.user_id is not None else None


def fill(entry: Entry, written: Written) -> None:
    """Puts what was written on the entry, cleaned and checked; refuses with a message per field."""
    for name, value in vars(written).items():
        setattr(entry, name, clean(value) if name in LINES else value)
    entry.body = cleaned(clean(written.body, multiline=True))
    faults: dict[str, Any] = {}
    if entry.shared not in MAY_SHARE:
        faults["shared"] = _("Chọn một cách chia sẻ.")
    if not entry.title:
        faults["title"] = _("Viết tiêu đề.")
    if entry.picture_id and not entry.picture_alt:
        faults["picture_alt"] = NO_ALT
    if entry.kind == Kind.EVENT and entry.starts_at is None:
        faults["starts_at"] = _("Ghi ngày, giờ bắt đầu.")
    if entry.starts_at and entry.ends_at and entry.ends_at < entry.starts_at:
        faults["ends_at"] = _("Kết thúc phải sau khi bắt đầu.")
    if entry.go_live_at and entry.expire_at and entry.expire_at <= entry.go_live_at:
        faults["expire_at"] = _("Ngày gỡ phải sau ngày đăng.")
    if faults:
        raise Refusal(_("Bài chưa lưu được: xem các ô có ghi lỗi."), fields=faults)


@transaction.atomic
def write(*, actor: Actor, unit_site: UnitSite, kind: str, written: Written) -> Entry:
    """A new entry as a draft; refuses when the actor may not write on this site or something is missing."""
    demand_on(actor, "pages.write", unit_site)
    section = SectionPage.objects.get(unit_site=unit_site, kind=Section(kind))
    entry = Entry(unit_site=unit_site, kind=kind, date=clock.now(), live=False, has_unpublished_changes=True)
    fill(entry, written)
    entry.written_by = actor.user_id
    entry.slug = free_slug(section, slug_of(fold(entry.title)))
    _demand_valid(entry)
    plant(section, [entry])
    entry.save_revision(user=account_of(actor), clean=False)
    _note(entry, "written", actor)
    return entry


@transaction.atomic
def revise(*, actor: Actor, entry_id: int, seen_revision: int, written: Written) -> Entry:
    """A newer revision of an entry.

    During a review only who holds that step may change it. Refuses with Conflict when somebody saved since the revision
    that the actor saw (`seen_revision`). A correction of what is public is marked with its words and the time.
    """
    page = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    demand_on(actor, "pages.write", site_of(page))
    step = step_of(page)
    if step is not None:
        demand_on(actor, STEP_VERB[step], site_of(page))
    if (page.latest_revision_id or 0) != seen_revision:
        raise Conflict(SOMEBODY_WAS_QUICKER)
    entry = latest_of(page)
    before = entry.correction
    fill(entry, written)
    if entry.correction and entry.correction != before:
        entry.corrected_at = clock.now()
    if page.first_published_at is None:
        section = SectionPage.objects.get(unit_site_id=page.unit_site_id, kind=page.kind)
        entry.slug = free_slug(section, slug_of(fold(entry.title)), but=page.pk)
    _demand_valid(entry)
    revision = entry.save_revision(user=account_of(actor), clean=False)
    state = current(page)
    if state is not None and state.current_task_state is not None and step is not None:
        state.current_task_state.revision = revision
        state.current_task_state.save(update_fields=["revision"])
    _note(entry, "revised", actor, correction=entry.correction if entry.correction != before else "")
    return entry


def _demand_valid(entry: Entry) -> None:
    try:
        entry.clean_fields(exclude=["path", "depth", "content_type", "locale", "unit_site", "slug", "url_path"])
    except ValidationError as fault:
        raise Refusal(
            _("Bài chưa lưu được: xem các ô có ghi lỗi."),
            fields={name: " ".join(words) for name, words in fault.message_dict.items()},
        ) from None


def site_of(entry: Entry) -> UnitSite:
    """The entry's site, for the check of rights that follows."""
    return UnitSite.objects.regardless("the site of an entry, whose unit is then checked").get(pk=entry.unit_site_id)


def free_slug(section: SectionPage, wanted: str, *, but: int | None = None) -> str:
    """The name for an address, with a number behind it when another entry of the section has it."""
    taken = set(
        Entry.objects.filter(unit_site_id=section.unit_site_id, kind=section.kind, slug__startswith=wanted)
        .exclude(pk=but)
        .values_list("slug", flat=True)
    )
    number = 2
    slug = wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def address_of(entry: Entry) -> str:
    """The entry's path on its site, without slashes at the ends."""
    return f"{SLUGS[Section(entry.kind)]}/{entry.slug}"


def _note(entry: Entry, kind: str, actor: Actor, **data: Any) -> None:
    kept = {"title": entry.title, "revision": entry.latest_revision_id, **{k: v for k, v in data.items() if v}}
    append(f"page:{entry.pk}", LedgerEntry(kind, actor, unit_id=site_of(entry).unit_id, data=kept))
