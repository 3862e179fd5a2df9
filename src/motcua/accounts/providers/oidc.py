"""Outside providers by OpenID Connect: which of their claims means what.

A provider is named by settings (MOTCUA_OIDC_…) with one of the mappings below; VNeID through the national portal is
"national". Another provider is another entry in MAPPINGS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

DATES = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")


@dataclass(frozen=True)
class ClaimMap:
    """Names of the claims that hold what we want to know; of several names the first that is set counts."""

    subject: tuple[str, ...] = ("sub",)
    full_name: tuple[str, ...] = ("name",)
    id_number: tuple[str, ...] = ()
    birth_date: tuple[str, ...] = ("birthdate",)
    address: tuple[str, ...] = ()
    level: tuple[str, ...] = ("acr",)
    tax_code: tuple[str, ...] = ()
    business_name: tuple[str, ...] = ()


MAPPINGS: dict[str, ClaimMap] = {
    "standard": ClaimMap(),
    "national": ClaimMap(
        subject=("TechID", "sub"),
        full_name=("HoVaTen", "name"),
        id_number=("SoDinhDanh", "SoCMND"),
        birth_date=("NgayThangNamSinh", "birthdate"),
        address=("DiaChi",),
        level=("acr", "LoA"),
        tax_code=("MaSoThue", "MaSoDoanhNghiep"),
        business_name=("TenDoanhNghiep",),
    ),
}


def read_claims(mapping: ClaimMap, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a provider said, under our names and with plain values; unreadable dates and numbers are left out."""
    found: dict[str, Any] = {}
    for name in ClaimMap.__dataclass_fields__:
        values = (said.get(claim) for claim in getattr(mapping, name))
        found[name] = next((str(value).strip() for value in values if isinstance(value, str | int) and value), "")
    found["birth_date"] = _day(found["birth_date"])
    if len(found["id_number"]) != 12 or not found["id_number"].isdigit():
        found["id_number"] = ""
    return found


def _day(text: str) -> date | None:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
