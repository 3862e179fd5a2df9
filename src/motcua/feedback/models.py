"""Tables of the room: categories with their clocks, routing rules, reports and their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.feedback.rules import clocks
from motcua.feedback.rules.states import CLOSED, State
from motcua.kernel import clock
from motcua.kernel.scoping import ScopedQuerySet
from motcua.kernel.stamps import Stamp

if TYPE_CHECKING:
    from motcua.kernel.scoping import Scope

STATE_WORDS: dict[State, Any] = {
    State.SUBMITTED: _("Đã gửi, chờ tiếp nhận"),
    State.HANDLING: _("Đang xử lý"),
    State.APPROVAL: _("Chờ lãnh đạo duyệt trả lời"),
    State.ANSWERED: _("Đã trả lời"),
    State.DECLINED: _("Không tiếp nhận"),
    State.MERGED: _("Đã gộp vào phản ánh khác"),
}
STATES = [(state.value, words) for state, words in STATE_WORDS.items()]


class CategoryQuerySet(ScopedQuerySet):
    """Categories, read within a scope."""


class Category(models.Model):
    """A node of a unit's tree of categories, of any depth; only leaves take reports.

    `clocks` maps milestones (route, accept, answer, done) to policies of the room worktime; a node without them takes its
    parent's. `questions` are asked besides the description: [{"key", "label", "required"}]. A category with a
    `stop_message` takes no report and says who does. `radius` in metres finds reports about the same thing.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)
    clocks = models.JSONField(default=dict, blank=True)
    questions = models.JSONField(default=list, blank=True)
    anonymous = models.BooleanField(default=False)
    to_leader = models.BooleanField(default=False)
    stop_message = models.TextField(blank=True)
    radius = models.PositiveIntegerField(default=100)
    is_open = models.BooleanField(default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["unit", "key"], name="feedback_category_key")]

    def __str__(self) -> str:
        return self.name


class RoutingRuleQuerySet(ScopedQuerySet):
    """Rules, read within a scope."""


class RoutingRule(models.Model):
    """One line of a unit's table: reports of this category (None: any) in this area (none: anywhere) go to `to_unit`.

    The area is that of `area_unit`, as its boundary stands at the moment of the report, or drawn in `area` (GeoJSON).
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="+")
    area = models.JSONField(null=True, blank=True)
    area_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    to_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")

    objects = RoutingRuleQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["unit", "order"], name="feedback_rule_order")]


class ArrangementVersion(Stamp):
    """Grows with every change of any place's categories or routing rules."""


ON_MAP = Q(published_at__isnull=False, on_map=True, cell__isnull=False)
"""What everybody may see on a map."""


class ReportQuerySet(ScopedQuerySet):
    """Reports by meaning; owned by the place they were sent to, seen also by the unit that holds them."""

    def visible_to(self, scope: Scope) -> Self:
        """Reports sent to, or held by, the scope's units."""
        if scope.unit_ids is None:
            return self._say()
        return self.filter(Q(unit_id__in=scope.unit_ids) | Q(holder_unit_id__in=scope.unit_ids))._say()

    def published(self) -> Self:
        """Those everybody may read, in the words that were published."""
        return self.filter(published_at__isnull=False)

    def mapped(self) -> Self:
        """Published ones whose place may be shown."""
        return self.filter(ON_MAP)


class Report(models.Model):
    """What somebody reported. `revision` is the optimistic lock, `token` makes sending the same one twice one report.

    "Answered" (`answered_at`), "handled" (`handled_at`) and "confirmed by the reporter" (`confirmed_at`) are three facts.
    `clocks` holds the milestones of the present round with policy, calendar version, start, due and verdict; a reopened
    report begins round 2 and keeps the first round's in `earlier_rounds`. One that says the same as another is
    `merged_into` it: it has no work of its own any more and is answered by the other's answer. `followed` counts followers;
    `referral` says that it went to the city's hotline, when, and under which number there. `cell` numbers the place for maps.
    """

    code = models.CharField(max_length=24, unique=True)
    secret = models.CharField(max_length=8)
    token = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    holder_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    category_name = models.CharField(max_length=250)
    state = models.CharField(max_length=12, choices=STATES, default=State.SUBMITTED.value)
    revision = models.PositiveIntegerField(default=1)

    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reporter_name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=5, default="vi")

    description = models.TextField()
    details = models.JSONField(default=list, blank=True)
    address = models.CharField(max_length=250, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    cell = models.BigIntegerField(null=True, blank=True)

    clocks = models.JSONField(default=dict)
    earlier_rounds = models.JSONField(default=list, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    submitted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    handled_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True)

    draft_answer = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.JSONField(default=dict, blank=True)
    refusal = models.TextField(blank=True)
    public_text = models.TextField(blank=True)
    public_answer = models.TextField(blank=True)
    public_address = models.CharField(max_length=250, blank=True)
    on_map = models.BooleanField(default=True)
    published_at = models.DateTimeField(null=True)
    solved = models.BooleanField(null=True)
    rating_note = models.CharField(max_length=500, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    notes = models.JSONField(default=list, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    merged_at = models.DateTimeField(null=True)
    followed = models.PositiveIntegerField(default=0)
    referral = models.JSONField(default=dict, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "phản ánh"
        indexes = [
            models.Index(fields=["unit", "-id"], name="feedback_unit"),
            models.Index(
                fields=["unit", "-published_at"], name="feedback_public", condition=Q(published_at__isnull=False)
            ),
            models.Index(
                fields=["category", "-published_at", "-id"],
                name="feedback_public_kind",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(fields=["-published_at"], name="feedback_public_all", condition=Q(published_at__isnull=False)),
            # All that the search near by asks, so that it reads no row that is not near.
            models.Index(
                fields=["category", "cell", "latitude", "longitude", "state", "answered_at", "id"],
                name="feedback_near_by",
                condition=Q(cell__isnull=False),
            ),
            models.Index(
                fields=["unit", "cell", "published_at", "category", "verdict"], name="feedback_map", condition=ON_MAP
            ),
            models.Index(fields=["-id", "unit", "holder_unit"], name="feedback_scope"),
            models.Index(fields=["state", "-id", "unit", "holder_unit"], name="feedback_state"),
            models.Index(fields=["merged_into"], name="feedback_merged_into", condition=Q(merged_into__isnull=False)),
        ]

    @property
    def subject(self) -> str:
        """Its name in the ledger, the inbox and the files."""
        return f"report:{self.pk}"

    @property
    def state_words(self) -> Any:
        """The state in plain words."""
        return STATE_WORDS[State(self.state)]

    @property
    def is_closed(self) -> bool:
        """Whether nobody has to do anything."""
        return State(self.state) in CLOSED

    @property
    def is_late(self) -> bool:
        """Whether it was judged late, or would be if it were answered now."""
        return clocks.is_late(self.verdict, self.due_at, clock.now())


class PhotoMoment(models.TextChoices):
    """When a picture was taken."""

    REPORTED = "reported", _("Ảnh của người phản ánh")
    AFTER = "after", _("Ảnh sau xử lý")


class Photo(models.Model):
    """A picture of a report, or a short video, which is never published.

    The file stays restricted; `public_file` is the copy with parts blacked out, if any. `covered` holds their boxes as
    four fractions each, also those drawn on a picture that is not shown; a single number is a cell of the grid of old rows.
    `round` says to which answer a picture after the work belongs.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="photos")
    file_id = models.UUIDField()
    moment = models.CharField(max_length=10, choices=PhotoMoment.choices)
    public_file_id = models.UUIDField(null=True, blank=True)
    covered = models.JSONField(default=list, blank=True)
    is_video = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "file_id"], name="feedback_photo_once")]


class Follower(models.Model):
    """Somebody who wants to hear what becomes of a report; `came_from` is the code of their own that was merged into it."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    came_from = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="feedback_follows_once")]
