"""Life events: when in a life a procedure is needed, as people look for it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from motcua.procedures.queries.catalogue import catalogue, search
from motcua.procedures.queries.snapshot import Entry


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A moment of life: its key in documents, the word in addresses, what people read."""

    key: str
    slug: str
    title: Any
    text: Any
    icon: str


EVENTS = (
    LifeEvent("birth", "sinh-con", _("Sinh con"), _("Khai sinh, nhận con, thẻ bảo hiểm cho bé"), "family"),
    LifeEvent("marriage", "ket-hon", _("Kết hôn"), _("Đăng ký kết hôn, giấy độc thân"), "people"),
    LifeEvent("building", "xay-nha", _("Xây, sửa nhà"), _("Giấy phép xây mới, sửa chữa, vỉa hè"), "building"),
    LifeEvent("shop", "mo-quan", _("Mở quán, buôn bán"), _("Hộ kinh doanh: mở, đổi, tạm nghỉ, đóng"), "shop"),
    LifeEvent("death", "nguoi-than-mat", _("Người thân mất"), _("Khai tử, mai táng, thừa kế"), "note"),
    LifeEvent("family", "gia-dinh", _("Gia đình, họ tên"), _("Giám hộ, nhận cha mẹ con, đổi tên"), "person"),
    LifeEvent("papers", "giay-to", _("Giấy tờ, chứng thực"), _("Sao y, chữ ký, trích lục, di chúc"), "stamp"),
    LifeEvent("work", "viec-lam", _("Việc làm, lao động"), _("Nội quy lao động, thuê người"), "users"),
    LifeEvent("moving", "chuyen-cho-o", _("Chuyển chỗ ở"), _("Thường trú, tạm trú, xác nhận cư trú"), "home"),
    LifeEvent("land", "dat-dai", _("Nhà đất"), _("Sổ hồng, tách thửa, sang tên, tranh chấp"), "place"),
    LifeEvent("support", "tro-giup", _("Trợ giúp xã hội"), _("Trợ cấp, khuyết tật, người cao tuổi"), "help"),
)
MOST_ORDERED = 12
BY_SLUG = {event.slug: event for event in EVENTS}


def life_event(slug: str) -> LifeEvent | None:
    """The event of that address."""
    return BY_SLUG.get(slug)


def needed_for(event: LifeEvent, unit_id: int | None = None) -> list[Entry]:
    """Procedures in force that this moment needs: first what most people come for, special kinds last."""
    place = {code: number for number, code in enumerate(in_order_of(event))}
    found = [entry for entry in catalogue(unit_id) if event.key in entry.life_events]
    return sorted(found, key=lambda entry: place.get(entry.code, len(place)))


def in_order_of(event: LifeEvent) -> list[str]:
    """Codes by the words of the event: the best answer of each thing it names, then the second ones, and so on."""
    with translation.override("vi"):
        named = [part for part in (str(event.title), *str(event.text).replace(":", ",").split(",")) if part.strip()]
    columns = [[hit.code for hit in search(part.strip(), limit=MOST_ORDERED)] for part in named]
    rows = zip_longest(*columns)
    return list(dict.fromkeys(code for row in rows for code in row if code))


def events_at_hand(unit_id: int | None = None) -> list[tuple[LifeEvent, int]]:
    """Events that have procedures here, with how many."""
    counts: dict[str, int] = {}
    for entry in catalogue(unit_id):
        for key in entry.life_events:
            counts[key] = counts.get(key, 0) + 1
    return [(event, counts[event.key]) for event in EVENTS if counts.get(event.key)]
