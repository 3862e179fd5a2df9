"""Questions about consultations: topics of a desk, one question, what waits for an answer, who may answer."""

from django.utils.translation import gettext as _

from motcua.accounts.queries import holders, scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.queueing.models import Advice, AdviceState, Topic
from motcua.units.queries import departments_of, desk_of, place_of

TOPICS = "public: what a desk gives advice on"
ANSWERERS = ("specialist", "department_head", "receiver")
SHOWN = 100


def topics_of(unit_id: int, *, all_of_them: bool = False) -> list[Topic]:
    """The topics of a desk, in order; those closed only for its own settings."""
    rows = Topic.objects.regardless(TOPICS).select_related("field", "office", "officer").filter(unit_id=unit_id)
    return list(rows if all_of_them else rows.filter(is_open=True))


def topic_at(unit_id: int, code: str) -> Topic:
    """An open topic of a desk; refuses with NotFound."""
    rows = Topic.objects.regardless(TOPICS).select_related("field", "office")
    found: Topic | None = rows.filter(unit_id=unit_id, code=code, is_open=True).first()
    if found is None:
        raise NotFound(_("Không tìm thấy nội dung tư vấn này."))
    return found


def desks_with_topics() -> frozenset[int]:
    """Ids of the desks that give advice."""
    return frozenset(Topic.objects.regardless(TOPICS).filter(is_open=True).values_list("unit_id", flat=True))


def question_by_code(code: str) -> Advice:
    """A question under its own unguessable code; refuses with NotFound."""
    rows = Advice.objects.regardless("found by a code that can't be guessed")
    found: Advice | None = rows.select_related("topic", "office").filter(code=code).first()
    if found is None:
        raise NotFound(_("Không tìm thấy câu hỏi này."))
    return found


def consultation_for(actor: Actor, pk: int) -> Advice:
    """A question within the officer's reach; NotFound when it is another unit's."""
    rows = Advice.objects.within(scope_of(actor)).select_related("topic", "office", "visit__appointment")
    found: Advice | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy câu hỏi này."))
    return found


def waiting_questions(actor: Actor) -> list[Advice]:
    """What waits for an answer within the officer's reach, the most urgent first."""
    rows = Advice.objects.within(scope_of(actor)).filter(state=AdviceState.OPEN)
    return list(rows.select_related("topic", "office", "visit").order_by("due_at", "pk")[:SHOWN])


def offices_at(unit_id: int) -> list[tuple[int, str]]:
    """(id, name) of the offices of a desk's house that may answer: its departments, then the desk itself."""
    place = place_of(unit_id)
    desk = desk_of(place.pk) if place else None
    rooms = [(each.pk, each.name) for each in departments_of(place.pk)] if place else []
    return [*rooms, *([(desk.pk, desk.name)] if desk and desk.pk not in dict(rooms) else [])]


def answerers_at(unit_id: int) -> list[tuple[str, str]]:
    """("office:officer", words) of who may answer at a desk's house: any officer of an office, or one of them."""
    found, at = [], clock.now()
    for office_id, name in offices_at(unit_id):
        found.append((f"{office_id}:", _("%(office)s (cán bộ nào cũng được)") % {"office": name}))
        people = {each.user_id: each.name for role in ANSWERERS for each in holders(office_id, role, at)}
        found += [(f"{office_id}:{user_id}", f"{name} – {person}") for user_id, person in people.items()]
    return found
