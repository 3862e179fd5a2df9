"""Tables of the files room. The content itself lies in the private storage under `storage_key`."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FileState(models.TextChoices):
    """Where a file is on its way from the person's phone to the dossier."""

    RECEIVING = "receiving", _("đang tải lên")
    QUARANTINED = "quarantined", _("đang kiểm tra mã độc")
    CLEAN = "clean", _("đã kiểm tra, an toàn")
    UNSCANNED = "unscanned", _("chưa được kiểm tra mã độc")
    INFECTED = "infected", _("có mã độc")
    REJECTED = "rejected", _("không được nhận")


WHOLE = (FileState.QUARANTINED, FileState.CLEAN, FileState.UNSCANNED)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who uploads: a person, and the mark of their browser session, which survives signing in."""

    user_id: int | None = None
    mark: str = ""


class StoredFile(models.Model):
    """One file of one person. Not kept for anything (`kept_for` empty), it is discarded after a grace period.

    A picture that `is_raw` lies as it came, with whatever its camera noted: nobody is shown it until the job after commit
    has made it anew. One that could not be made anew stays raw and REJECTED.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    owner_mark = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=180)
    kind = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=FileState.choices, default=FileState.RECEIVING)
    is_raw = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    storage_key = models.CharField(max_length=160, blank=True)
    preview_key = models.CharField(max_length=160, blank=True)
    kept_for = models.CharField(max_length=150, blank=True)
    created_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["kept_for"], name="file_kept_for", condition=~models.Q(kept_for="")),
            models.Index(fields=["created_at"], name="file_loose", condition=models.Q(kept_for="")),
            models.Index(
                fields=["state", "created_at"],
                name="file_unsettled",
                condition=models.Q(state__in=["receiving", "quarantined", "unscanned"]),
            ),
            models.Index(fields=["storage_key"], name="file_storage_key"),
            models.Index(fields=["created_at"], name="file_raw", condition=models.Q(is_raw=True)),
        ]

    @property
    def token(self) -> str:
        """The name of the file in addresses; can't be guessed."""
        return str(self.pk)

    @property
    def is_whole(self) -> bool:
        """Whether the content has arrived, was accepted and holds no known malware."""
        return self.state in WHOLE

    @property
    def is_waiting(self) -> bool:
        """Whether it is a picture that is still to be made anew."""
        return self.is_raw and self.is_whole

    def owned_by(self, owner: Owner) -> bool:
        """Whether it was uploaded by this person or in this browser session."""
        if owner.user_id is not None and self.owner_user_id == owner.user_id:
            return True
        return bool(owner.mark) and self.owner_mark == owner.mark


class Reconciliation(models.Model):
    """What a nightly comparison of storage and database found."""

    at = models.DateTimeField(db_index=True)
    files = models.PositiveBigIntegerField()
    missing = models.JSONField(default=list)
    altered = models.JSONField(default=list)
    strays = models.JSONField(default=list)
    removed = models.PositiveIntegerField(default=0)
