"""The dossier: one row per case, with what lists, tracking and the clock need cached on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.dossiers.models.choices import (
    STATE_WORDS,
    Channel,
    Delivery,
    DeliveryState,
    PaymentState,
    SyncState,
    Verdict,
)
from motcua.dossiers.rules.national import national_code
from motcua.dossiers.rules.states import CLOSED, FINISHED, State
from motcua.kernel.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from motcua.kernel.scoping import Scope

STATES = [(state.value, words) for state, words in STATE_WORDS.items()]


class DossierQuerySet(ScopedQuerySet):
    """Dossiers by meaning; owned by the receiving unit, seen also by the unit that holds them."""

    def visible_to(self, scope: Scope) -> Self:
        """Dossiers received by, held by, answered by, or brought in at, the scope's units."""
        if scope.unit_ids is None:
            return self._say()
        units = scope.unit_ids
        rows = self.filter(
            Q(unit_id__in=units)
            | Q(holder_unit_id__in=units)
            | Q(competent_unit_id__in=units)
            | Q(seat_unit_id__in=units)
        )
        return rows._say()

    def unfinished(self) -> Self:
        """Those somebody still has to act on."""
        return self.exclude(state__in=FINISHED)


class Dossier(models.Model):
    """A case under one immutable version of a procedure.

    Three organisations: `seat_unit` (where the person sat), `unit` (whose one-stop desk received it: the owner for
    scoping) and `competent_unit` (which answers it). `revision` counts changes and is the optimistic lock.
    `route` lists the keys of the version's steps that apply to these answers, `step` is the place on it.
    `progress` is what the public tracking shows, rewritten by every transition, so that tracking is one indexed read.
    """

    code = models.CharField(max_length=40, unique=True)
    secret = models.CharField(max_length=8)
    version = models.ForeignKey("procedures.ProcedureVersion", models.PROTECT, related_name="+")
    procedure_code = models.CharField(max_length=30)
    procedure_name = models.CharField(max_length=250)
    case = models.CharField(max_length=60, blank=True)

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    seat_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    competent_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    holder_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    holder_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    holder_post = models.CharField(max_length=200, blank=True)
    route = models.JSONField(default=list)
    step = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=24, choices=STATES)
    prior_state = models.CharField(max_length=24, blank=True)
    revision = models.PositiveIntegerField(default=1)

    channel = models.CharField(max_length=8, choices=Channel.choices)
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submitter_name = models.CharField(max_length=200)
    owner_name = models.CharField(max_length=200)
    representative_name = models.CharField(max_length=200, blank=True)
    people = models.JSONField(default=dict)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=300, blank=True)
    id_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=5, default="vi")

    submitted_at = models.DateTimeField()
    answer_due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    original_due_at = models.DateTimeField(null=True, blank=True)
    clock = models.JSONField(default=dict)
    pauses = models.JSONField(default=list)
    entered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)

    payment_state = models.CharField(max_length=8, choices=PaymentState.choices, default=PaymentState.NONE)
    fee = models.PositiveIntegerField(default=0)
    fee_lines = models.JSONField(default=list)
    delivery_method = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.COUNTER)
    delivery_address = models.CharField(max_length=300, blank=True)
    delivery_state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.NONE)
    sync_state = models.CharField(max_length=8, choices=SyncState.choices, default=SyncState.NONE)
    supplement_count = models.PositiveSmallIntegerField(default=0)
    rescheduled = models.BooleanField(default=False)
    progress = models.JSONField(default=dict)

    objects = DossierQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-submitted_at"], name="dossier_of_unit"),
            models.Index(fields=["applicant", "-submitted_at"], name="dossier_of_applicant"),
            models.Index(fields=["id_hash"], name="dossier_of_person", condition=~Q(id_hash="")),
            models.Index(fields=["due_at"], name="dossier_due", condition=Q(closed_at=None) & ~Q(due_at=None)),
            models.Index(fields=["sync_state"], name="dossier_to_sync", condition=Q(sync_state="pending")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_at__gte=F("received_at")), name="dossier_due_after_receipt"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in CLOSED), closed_at__isnull=False)
                | (~Q(state__in=sorted(state.value for state in CLOSED)) & Q(closed_at__isnull=True)),
                name="dossier_closed_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """How ledger, inbox and files name this dossier."""
        return f"dossier:{self.pk}"

    @property
    def national(self) -> int:
        """The national status code, 1–10."""
        return national_code(self.state)

    @property
    def is_finished(self) -> bool:
        """Whether nobody has anything left to do."""
        return self.state in FINISHED

    @property
    def state_words(self) -> str:
        """The state in plain words."""
        return str(STATE_WORDS[State(self.state)])


class DossierToken(models.Model):
    """A word (or run of words) a dossier is found by inside a unit.

    Chosen over full-text search: what officers type is the beginning of a name, a phone number or a code, always inside
    their units, and the answer must be the same on both databases. One ordinary index range (unit, word prefix) answers
    it at any size of the table; every ending of a name is a row, so 'van an' finds Nguyễn Văn An without intersecting
    long lists of common words. `dossier` has no index of its own: rows are only ever removed by their full key.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "word", "dossier"],
                name="dossier_token",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]
