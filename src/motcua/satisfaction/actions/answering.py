"""Taking an answer, and counting what other rooms announce."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.satisfaction.models import Answer, Occasion, Source
from motcua.satisfaction.rules import Face, face_of_score, good_reasons
from motcua.units.queries import place_of, unit_by_id
from motcua.work import actions as work

COUNTED = "counts by key, for the place the fact names"


def place_key(unit_id: int) -> int:
    """The people's committee that answers for a unit."""
    place = place_of(unit_id)
    return place.pk if place else unit_id


def answer(*, unit_id: int, face: int, reasons: Iterable[str] = (), comment: str = "", source: str) -> Answer:
    """Keeps an anonymous answer of today. Reasons that do not belong to the face are left out; a face must be chosen."""
    if face not in set(Face):
        raise Refusal(_("Hãy chọn một trong ba mức."), fields={"face": _("Chọn mức độ hài lòng")}, code="invalid")
    return Answer.objects.create(
        unit_id=place_key(unit_by_id(unit_id).pk),
        day=clock.today(),
        source=Source(source),
        face=face,
        reasons=good_reasons(face, list(reasons)),
        comment=clean(comment, multiline=True)[:500],
    )


def count_occasion(*, key: str, unit_id: int, day: date) -> bool:
    """Notes that somebody was served; the same key counts once. Answers whether it was new."""
    fresh = {"unit_id": place_key(unit_id), "day": day}
    _occasion, created = Occasion.objects.regardless(COUNTED).get_or_create(key=key, defaults=fresh)
    return created


@transaction.atomic
def count_rating(*, key: str, unit_id: int, day: date, score: int, source: str = Source.DOSSIER) -> bool:
    """Counts the score somebody gave to the own dossier, report or visit, once: its face goes to the day, nothing leads back."""
    count_occasion(key=key, unit_id=unit_id, day=day)
    if not Occasion.objects.regardless(COUNTED).filter(key=key, rated=False).update(rated=True):
        return False
    if source == Source.DOSSIER and face_of_score(score) == Face.SAD:
        # Who answers for it is told by the dossier's last step; the answer itself leads to no dossier.
        work.note_mark(subject=key, mark="dissatisfied")
    Answer.objects.create(unit_id=place_key(unit_id), day=day, source=Source(source), face=face_of_score(score))
    return True
