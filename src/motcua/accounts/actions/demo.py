"""The demo city's people: officers of every place, and two citizens."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.accounts import queries
from motcua.accounts.actions.businesses import represent
from motcua.accounts.actions.codes import citizen_at
from motcua.accounts.actions.duties import renew_directory
from motcua.accounts.actions.profiles import save_profile
from motcua.accounts.models import Duty, Kind, Role, User
from motcua.accounts.permissions import demand
from motcua.accounts.providers.destinations import Destination
from motcua.accounts.queries.people import DEMO_PASSWORD
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.units import queries as units
from motcua.units.models import Post

SINCE = datetime(2021, 7, 1, tzinfo=UTC)
FILE = Path(__file__).resolve().parent.parent / "demo" / "staff.yaml"


def suffixes(nodes: list[Any]) -> dict[int, str]:
    """The second part of usernames: "cu-chi-tan-thong-hoi" → "tanthonghoi"; with the district where two places share it."""
    codes = {unit.pk: unit.code for unit in nodes}
    short = {unit.pk: unit.code.removeprefix(f"{codes.get(unit.parent_id, '')}-").replace("-", "") for unit in nodes}
    shared = Counter(short.values())
    above = {unit.pk: codes.get(unit.parent_id, "").replace("-", "") for unit in nodes}
    return {pk: name if shared[name] == 1 else f"{name}.{above[pk]}" for pk, name in short.items()}


def names(document: dict[str, Any]) -> Iterator[str]:
    """Invented names without a repeat, always the same ones in the same order."""
    draw = random.Random(2026)  # noqa: S311 - names, not secrets
    seen: set[str] = set(document["known"].values())
    while True:
        half = document[draw.choice(("men", "women"))]
        name = f"{draw.choice(document['surnames'])} {draw.choice(half['middle'])} {draw.choice(half['given'])}"
        if name not in seen and len(set(name.split())) == len(name.split()):
            seen.add(name)
            yield name


def planned(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Who shall work where: username, full name, unit, post, role, scope."""
    invented, offices = names(document), {unit.code: unit for unit in units.active_units()}
    places = [unit for unit in offices.values() if unit.level in ("district", "commune")]
    posts = {
        (post.unit_id, post.code): post.pk for post in Post.objects.filter(unit__in=[u.pk for u in offices.values()])
    }
    ends, plan = suffixes(places), []
    for place in places:
        for row in document[place.level]:
            unit = offices.get(f"{place.code}-{row['office']}" if row["office"] else place.code)
            if unit is None:
                continue
            username = f"{row['name']}.{ends[place.pk]}"
            full_name = document["known"].get(username) or next(invented)
            plan.append(row | {"username": username, "full_name": full_name, "unit": unit.pk})
            plan[-1]["post"] = posts.get((unit.pk, row["post"]))
    for city in (unit for unit in offices.values() if unit.level == "city"):
        plan += [row | {"unit": city.pk, "post": posts.get((city.pk, row.get("post")))} for row in document["city"]]
    return plan


@transaction.atomic
def load_demo(*, actor: Actor) -> None:
    """Loads the demo officers and citizens from this room's data file; does nothing when they are there already.

    All officers share one public password, which is hashed once. Needs the demo city's units.
    """
    demand(actor, "accounts.staff")
    document = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    plan = planned(document)
    if not plan or User.objects.filter(username=plan[0]["username"]).exists():
        return
    password = make_password(DEMO_PASSWORD)
    User.objects.bulk_create(
        User(kind=Kind.STAFF, username=row["username"], full_name=row["full_name"], password=password) for row in plan
    )
    ids = dict(User.objects.staff().values_list("username", "pk"))
    Duty.objects.bulk_create(
        Duty(
            user_id=ids[row["username"]],
            unit_id=row["unit"],
            post_id=row["post"],
            role=Role(row["role"]),
            scope=row.get("scope", Duty.Reach.UNIT),
            valid_from=SINCE,
        )
        for row in plan
    )
    renew_directory()
    for person in document["citizens"]:
        _load_citizen(person)


def _load_citizen(person: dict[str, Any]) -> None:
    user = citizen_at(Destination("sms", person["phone"]), language="vi")
    actor = queries.citizen_actor(user)
    details = {key: value for key, value in person.items() if key not in ("phone", "ward", "business")}
    try:
        details["ward_id"] = units.unit_by_code(person["ward"]).pk
    except NotFound:
        details["ward_id"] = None
    save_profile(actor=actor, nationality="Việt Nam", **details)
    if "business" in person:
        represent(actor=actor, **person["business"])
