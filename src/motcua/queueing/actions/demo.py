"""The demo city's desks: fields, counters and their hours."""

from motcua.kernel.actors import Actor
from motcua.queueing.actions.arranging import set_counter, set_field
from motcua.units.queries import active_nodes

FIELDS = (
    ("ho-tich", "Hộ tịch, chứng thực", "A"),
    ("dat-dai", "Đất đai, xây dựng", "B"),
    ("kinh-doanh", "Đăng ký kinh doanh", "C"),
    ("tra-ket-qua", "Nhận kết quả, việc khác", "D"),
)
COUNTERS = ((0, 3), (0, 1), (1, 2), (2, 3))


def load_demo(*, actor: Actor) -> int:
    """Every one-stop desk of the demo city gives numbers for four fields at four counters; answers how many desks."""
    desks = [node for node in active_nodes() if node.level == "desk"]
    for desk in desks:
        fields = [
            set_field(actor=actor, unit_id=desk.id, code=code, name=name, prefix=prefix)
            for code, name, prefix in FIELDS
        ]
        for number, served in enumerate(COUNTERS, start=1):
            set_counter(actor=actor, unit_id=desk.id, number=number, fields=[fields[place] for place in served])
    return len(desks)
