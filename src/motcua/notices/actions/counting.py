"""Counting page visits: a number by where the reader came from, nothing about the reader, no picture that reports back."""

from django.db import transaction
from django.db.models import F

from motcua.notices.models import NoticeVisits
from motcua.notices.queries.reach import SOURCES

ELSEWHERE = "khac"


@transaction.atomic
def count_visit(*, notice_id: int, source: str) -> None:
    """One more visit of a notice's page."""
    name = source if source in SOURCES else ELSEWHERE
    rows = NoticeVisits.objects.filter(notice_id=notice_id, source=name)
    if not rows.update(number=F("number") + 1):
        NoticeVisits.objects.get_or_create(notice_id=notice_id, source=name)
        rows.update(number=F("number") + 1)
