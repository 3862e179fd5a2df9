"""Answers without persons, and the occasions that could have been rated."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet
from motcua.satisfaction.rules import Face


class Source(models.TextChoices):
    """How an answer came."""

    WALL = "wall", _("mã QR tại nơi làm thủ tục")
    TABLET = "tablet", _("máy tính bảng tại quầy")
    DOSSIER = "dossier", _("đánh giá trên hồ sơ")


FACE_WORDS: dict[Face, Any] = {
    Face.GLAD: _("Hài lòng"),
    Face.PLAIN: _("Bình thường"),
    Face.SAD: _("Không hài lòng"),
}
REASON_WORDS: dict[str, Any] = {
    "fast": _("Giải quyết nhanh"),
    "kind": _("Cán bộ tận tình"),
    "clear": _("Hướng dẫn rõ ràng"),
    "on_time": _("Đúng hẹn"),
    "easy": _("Thủ tục đơn giản"),
    "waiting": _("Chờ lâu"),
    "manner": _("Thái độ chưa đúng mực"),
    "unclear": _("Hướng dẫn chưa rõ"),
    "again": _("Phải đi lại nhiều lần"),
    "late": _("Trễ hẹn"),
    "asked_more": _("Đòi thêm giấy tờ"),
    "other": _("Lý do khác"),
}


class AnswerQuerySet(ScopedQuerySet):
    """Answers, read within a scope."""


class Answer(models.Model):
    """One answer: a place, a day, a face, reasons, perhaps words. Nothing leads from it to a person."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    source = models.CharField(max_length=8, choices=Source.choices)
    face = models.PositiveSmallIntegerField(choices=[(face.value, words) for face, words in FACE_WORDS.items()])
    reasons = models.JSONField(default=list)
    comment = models.CharField(max_length=500, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến đánh giá"
        indexes = [models.Index(fields=["unit", "day"], name="satisfaction_answer_day")]
        constraints = [models.CheckConstraint(condition=Q(face__in=(1, 2, 3)), name="answer_has_a_face")]


class OccasionQuerySet(ScopedQuerySet):
    """Occasions, read within a scope."""


class Occasion(models.Model):
    """That somebody was served and could say how it was. `key` keeps it single; whether it was rated is all it says more."""

    key = models.CharField(max_length=60, unique=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    rated = models.BooleanField(default=False)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt phục vụ"
        indexes = [models.Index(fields=["unit", "day"], name="satisfaction_occasion_day")]
