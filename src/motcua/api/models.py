"""Keys of programs that send reports, and reports that a program did not want to wait for."""

from __future__ import annotations

from django.db import models

from motcua.kernel.scoping import ScopedQuerySet


class ApiKeyQuerySet(ScopedQuerySet):
    """Keys, read within a scope."""


class ApiKey(models.Model):
    """What lets a program send reports to one place: kept as a keyed hash, `hint` are its first letters.

    `per_hour` is how many reports may come with it in an hour; a key with `ended_at` opens nothing any more.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    per_hour = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "khóa kết nối"


class PostingQuerySet(ScopedQuerySet):
    """Postings, read within a scope."""


class Posting(models.Model):
    """A report that waits for its code under a `token`; what it says is sealed, and taken away once it has become a report.

    `refusal` says why it became none. The program asks by the token alone: 32 letters that can't be guessed.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=43, unique=True)
    said = models.TextField(blank=True)
    report_code = models.CharField(max_length=24, blank=True)
    refusal = models.CharField(max_length=500, blank=True)
    posted_at = models.DateTimeField()

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "phản ánh chờ ghi nhận"
