"""The demo city's desks: fields, counters and their hours."""

from motcua.kernel.actors import Actor
from motcua.queueing.actions.arranging import set_counter, set_field
from motcua.queueing.actions.demo_appointments import expect_somebody, take_appointments
from motcua.queueing.actions.demo_history import past_days
from motcua.units.queries import active_nodes, desk_of, tree, unit_by_code

FIELDS = (
    ("ho-tich", "Hộ tịch, chứng thực", "A"),
    ("dat-dai", "Đất đai, xây dựng", "B"),
    ("kinh-doanh", "Đăng ký kinh doanh", "C"),
    ("tra-ket-qua", "Nhận kết quả, việc khác", "D"),
)
PLACE = "cu-chi-tan-thong-hoi"
COUNTERS = ((0, 3), (0, 1), (1, 2), (2, 3))


def load_demo(*, actor: Actor) -> int:
    """Every one-stop desk gives numbers for four fields at four counters and takes appointments; answers how many desks.

    One of them has six weeks of past visits, so that its leader finds figures, and somebody with appointments to come.
    """
    told = desk_of(unit_by_code(PLACE).pk) if PLACE in tree().by_code else None
    desks = [node for node in active_nodes() if node.level == "desk"]
    for desk in desks:
        fields = [
            set_field(actor=actor, unit_id=desk.id, code=code, name=name, prefix=prefix)
            for code, name, prefix in FIELDS
        ]
        counters = [
            set_counter(actor=actor, unit_id=desk.id, number=number, fields=[fields[place] for place in served])
            for number, served in enumerate(COUNTERS, start=1)
        ]
        if desk.parent_id:
            take_appointments(actor, desk.id, desk.parent_id, fields)
        if told is not None and desk.id == told.pk:
            past_days(fields, counters, seed=desk.id)
            expect_somebody(fields)
    return len(desks)
