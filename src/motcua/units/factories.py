"""Test data of the room: real rows made by the room's own actions."""

from datetime import date
from itertools import count
from typing import Any

from motcua.kernel.actors import SYSTEM
from motcua.units.actions import create_unit, put_post
from motcua.units.models import Post, Unit

SERIAL = count(1)


def make_unit(
    *, code: str = "", name: str = "", level: str = "commune", parent: Unit | None = None, **details: Any
) -> Unit:
    """One unit; code and name are made up when left out."""
    number = next(SERIAL)
    return create_unit(
        actor=SYSTEM,
        code=code or f"don-vi-{number}",
        name=name or f"Đơn vị {number}",
        level=level,
        parent=parent,
        **details,
    )


def make_post(unit: Unit, *, code: str = "chuyen-vien", title: str = "Chuyên viên", is_head: bool = False) -> Post:
    """One post in a unit."""
    return put_post(actor=SYSTEM, unit=unit, code=code, title=title, is_head=is_head)


def make_place(
    *,
    code: str = "",
    name: str = "",
    level: str = "commune",
    parent: Unit | None = None,
    departments: tuple[str, ...] = ("tu-phap", "dia-chinh-xay-dung"),
    valid_until: date | None = None,
    **details: Any,
) -> Unit:
    """A place as it works: people's committee with posts, one-stop desk (key "mot-cua") and departments by key.

    Offices have the codes "<place>-mot-cua", "<place>-tu-phap"; find them with `desk_of`, `department_of`.
    """
    place = make_unit(
        code=code,
        name=name,
        level=level,
        parent=parent,
        valid_until=valid_until,
        **{"eid_code": f"H29.{next(SERIAL) % 1000:03}", **details},
    )
    make_post(place, code="chu-tich", title="Chủ tịch", is_head=True)
    make_post(place, code="pho-chu-tich", title="Phó Chủ tịch")
    desk = make_unit(
        code=f"{place.code}-mot-cua", key="mot-cua", name="Bộ phận Tiếp nhận và Trả kết quả", level="desk", parent=place
    )
    make_post(desk, code="phu-trach", title="Phụ trách Bộ phận", is_head=True)
    make_post(desk, code="tiep-nhan", title="Cán bộ tiếp nhận và trả kết quả")
    for key in departments:
        office = make_unit(code=f"{place.code}-{key}", key=key, name=f"Phòng {key}", level="department", parent=place)
        make_post(office, code="truong-phong", title="Trưởng phòng", is_head=True)
        make_post(office)
    return place
