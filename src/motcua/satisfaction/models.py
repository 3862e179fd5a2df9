"""Answers without persons, and the occasions that could have been rated."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

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
    REPORT = "report", _("đánh giá câu trả lời phản ánh")
    VISIT = "visit", _("đánh giá lượt đến quầy")


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


class SurveyQuerySet(ScopedQuerySet):
    """Surveys, read within a scope."""


class Survey(models.Model):
    """Questions that a place asks everybody from one day to another, both included. Once public they stay as they are."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    published_at = models.DateTimeField(null=True)
    made_by = models.JSONField(default=dict)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "khảo sát"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="survey_closes_after_it_opens"
            )
        ]

    def is_asking(self, today: date) -> bool:
        """Whether it can be answered on that day."""
        return self.published_at is not None and self.opens_on <= today <= self.closes_on


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    FACES = "faces", _("Ba mức hài lòng")
    SCALE = "scale", _("Thang từ 1 đến 5")
    CHOICE = "choice", _("Chọn một")
    MANY = "many", _("Chọn nhiều")
    TEXT = "text", _("Viết bằng lời")


class SurveyQuestion(models.Model):
    """One question; `options` for those with a choice."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="questions")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=QuestionKind.choices)
    label = models.CharField(max_length=250)
    options = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "id"]


class SurveyAnswer(models.Model):
    """One filled-in form. It knows no person, no day and no order: even its key is chance."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    values = models.JSONField(default=dict)
