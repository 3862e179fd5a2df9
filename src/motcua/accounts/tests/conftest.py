"""A small town for the room's tests."""

from dataclasses import dataclass
from typing import Any

import pytest

from motcua.units.factories import make_place, make_unit
from motcua.units.models import Unit
from motcua.units.queries import department_of, desk_of


@dataclass
class Town:
    """A city with one district of two communes, each with desk and departments."""

    city: Unit
    district: Unit
    ward: Unit
    other: Unit

    def desk(self, place: Unit) -> Any:
        return desk_of(place.pk)

    def office(self, place: Unit, key: str = "tu-phap") -> Any:
        return department_of(place.pk, key)


@pytest.fixture
def town(db) -> Town:
    city = make_unit(code="tphcm", name="Thành phố Hồ Chí Minh", level="city")
    district = make_place(code="cu-chi", name="Huyện Củ Chi", level="district", parent=city)
    ward = make_place(code="cu-chi-tan-thong-hoi", name="Xã Tân Thông Hội", parent=district)
    other = make_place(code="cu-chi-binh-my", name="Xã Bình Mỹ", parent=district)
    return Town(city, district, ward, other)
