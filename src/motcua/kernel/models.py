"""Tables of the cellar: counters, the outbox, and which scheduled slots have run."""

from django.db import models


class Counter(models.Model):
    """One row per series of numbers; the row's lock is what keeps numbers free of gaps and duplicates."""

    key = models.CharField(max_length=120, primary_key=True)
    value = models.BigIntegerField()


class OutboxMessage(models.Model):
    """Something to be done after commit; written in the transaction of the change that asks for it."""

    topic = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=160, unique=True, null=True)
    created_at = models.DateTimeField()
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["run_after", "id"],
                name="outbox_waiting",
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(fields=["failed_at"], name="outbox_failed", condition=models.Q(failed_at__isnull=False)),
        ]


class ScheduledRun(models.Model):
    """That a scheduled job ran for a slot: the unique pair lets one of many workers run it, once."""

    job = models.CharField(max_length=80)
    slot = models.DateTimeField()
    started_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="one_run_per_slot")]
