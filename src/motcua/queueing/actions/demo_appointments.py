"""The demo city's appointments: every desk takes them and gives advice; at one of them somebody is expected."""

from collections.abc import Sequence

from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.queueing.actions.booking import Booker, confirm, hold
from motcua.queueing.actions.consulting import ask_to_call
from motcua.queueing.actions.planning import Plan, TopicDraft, set_plan, set_topic
from motcua.queueing.models import ServiceField, Topic
from motcua.queueing.queries.appointments import booked_by
from motcua.queueing.queries.slots import next_free, plan_of
from motcua.queueing.queries.visits import person_hash
from motcua.units.queries import departments_of

BRING = {
    "ho-tich": "Giấy tờ liên quan đến việc cần làm, bản chính để đối chiếu",
    "dat-dai": "Giấy chứng nhận quyền sử dụng đất, bản chính\nBản vẽ hoặc trích lục, nếu có",
    "kinh-doanh": "Giấy tờ về địa điểm kinh doanh",
}
# Code, name, the field whose times are taken, keys of the departments that answer (the first there is; else the desk).
TOPICS = (
    ("xay-dung", "Xây dựng, nhà ở", "dat-dai", ("quan-ly-do-thi", "dia-chinh-xay-dung")),
    ("dat-dai", "Đất đai", "dat-dai", ("tai-nguyen-moi-truong", "dia-chinh-xay-dung")),
    ("thu-tuc", "Thủ tục hành chính", "ho-tich", ()),
)
PHONE = "+84903000002"
BOOKED = ("ho-tich", "dat-dai")
QUESTION = "Nhà cấp bốn sửa mái và nâng nền thì có phải xin phép xây dựng không?"


def take_appointments(actor: Actor, desk_id: int, place_id: int, fields: Sequence[ServiceField]) -> None:
    """Plans for the fields that need one and topics with who answers."""
    by_code = {field.code: field for field in fields}
    for code, bring in BRING.items():
        set_plan(actor=actor, field=by_code[code], plan=Plan(bring=bring))
    offices = {office.key: office.pk for office in departments_of(place_id)}
    for code, name, field, keys in TOPICS:
        office = next((offices[key] for key in keys if key in offices), desk_id)
        draft = TopicDraft(code=code, name=name, field=by_code[field], office_id=office)
        set_topic(actor=actor, unit_id=desk_id, topic=draft)


def expect_somebody(fields: Sequence[ServiceField]) -> int:
    """A citizen of the demo has two appointments and waits for a call back; answers how many appointments were made."""
    by_code = {field.code: field for field in fields}
    person, now = User.objects.citizens().filter(phone=PHONE).first(), clock.now()
    if person is None:
        return 0
    who, made = actor_of(person), 0
    for code in BOOKED:
        field = by_code[code]
        times = next_free(field, plan_of(field), now, after=now, count=5)
        if times and booked_by(field, person_hash(PHONE)) is None:
            held = hold(actor=who, field=field, begins=times[-1], key=f"demo:{code}:{times[-1].isoformat()}")
            confirm(actor=who, code=held.code, booker=Booker(name=person.full_name))
            made += 1
    topic = Topic.objects.regardless("the demo's own").filter(unit_id=fields[0].unit_id, code="xay-dung").first()
    if topic:
        about = {"name": person.full_name, "phone": "", "question": QUESTION, "language": "vi"}
        ask_to_call(actor=who, topic=topic, key="demo", **about)
    return made
