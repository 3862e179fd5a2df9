"""Tables of the notifications room."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a message travels."""

    APP = "app", _("Trong ứng dụng")
    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn")
    PUSH = "push", _("Thông báo đẩy")


class MessageState(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", _("chờ gửi")
    SENT = "sent", _("đã gửi")
    FAILED = "failed", _("không gửi được")
    SKIPPED = "skipped", _("không có địa chỉ")


class TemplateVersion(models.Model):
    """The words of a notice in one language. Never changed: a new wording is a new number."""

    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=5, default="vi")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField()
    author = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "language", "number"], name="one_template_per_number")]


class Message(models.Model):
    """One notice on one channel. `address` is emptied once the message has left; its keyed hash stays.

    `unsubscribe` is where a mail program ends a subscription by one click (RFC 8058).
    """

    key = models.CharField(max_length=160, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=5, choices=Channel.choices)
    address = models.CharField(max_length=254, blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    template_code = models.CharField(max_length=60)
    template_number = models.PositiveIntegerField()
    language = models.CharField(max_length=5, default="vi")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    related = models.CharField(max_length=150, blank=True)
    unsubscribe = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=7, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-created_at"], name="message_of_user", condition=models.Q(channel="app")),
            models.Index(
                fields=["user"], name="message_unread", condition=models.Q(channel="app", read_at__isnull=True)
            ),
            models.Index(fields=["-failed_at"], name="message_failed", condition=models.Q(state="failed")),
            models.Index(fields=["related"], name="message_related"),
        ]


class Device(models.Model):
    """A browser that somebody allowed to show notices (a push subscription of RFC 8030).

    Its address and keys are `sealed` and emptied at the end. `key_name` is the installation's key that the browser knows:
    a message signed with another one is refused by the push service.
    """

    endpoint_hash = models.CharField(max_length=64)
    sealed = models.TextField(blank=True)
    key_name = models.CharField(max_length=32)
    name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=5, default="vi")
    made_at = models.DateTimeField()
    last_success_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "máy nhận thông báo"
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint_hash"], condition=models.Q(ended_at=None), name="device_standing_once"
            )
        ]


class Listening(models.Model):
    """That a device hears what concerns a holder: "user:12", or without an account "report:5", "subscription:9"."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="listenings")
    holder = models.CharField(max_length=80)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "device"], name="listening_once")]
