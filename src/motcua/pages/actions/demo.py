"""The demo sites: the portals of the five places and the fifteen ward sites, with content that says what it is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import translation

from motcua.accounts.queries import head_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import fold
from motcua.kernel.refusals import NotFound
from motcua.pages.actions.create_site import create_site
from motcua.pages.actions.tree import changed, plant
from motcua.pages.actions.words import put_words
from motcua.pages.models import Entry, Official, SectionPage, UnitSite
from motcua.pages.queries.entries import begin_of
from motcua.pages.rules.markup import cleaned, slug_of
from motcua.units.models import Unit
from motcua.units.queries import place_of, unit_by_code, unit_by_id

CONTENTS = Path(__file__).parents[1] / "demo" / "contents.yaml"
ALL = "the demo looks whether a site is open already"


def load_demo(*, actor: Actor) -> int:
    """Opens the demo's sites where their units exist and no site does; answers how many were opened."""
    contents = yaml.safe_load(CONTENTS.read_text(encoding="utf-8"))
    opened = 0
    with translation.override("vi"):
        for number, code in enumerate(contents["sites"]):
            try:
                unit = unit_by_code(code)
            except NotFound:
                continue
            if not UnitSite.objects.regardless(ALL).filter(unit_id=unit.pk).exists():
                open_demo_site(actor, unit, contents, number)
                opened += 1
    return opened


@transaction.atomic
def open_demo_site(actor: Actor, unit: Unit, contents: dict[str, Any], number: int) -> UnitSite:
    """One site with its texts, people and entries."""
    unit_site = create_site(actor=actor, unit_code=unit.code, is_demo=True)
    above = unit_by_id(unit.parent_id) if unit.parent_id else unit
    names = {"ten": unit.name, "tren": above.name}
    sections = {row.kind: row for row in SectionPage.objects.filter(unit_site=unit_site)}
    for kind in ("introduction", "organisation"):
        SectionPage.objects.filter(pk=sections[kind].pk).update(body=cleaned(contents[kind].format(**names)))
    add_people(unit_site, unit, contents, number)
    told: dict[str, list[Entry]] = {}
    for story in contents["entries"]:
        told.setdefault(story["kind"], []).append(entry_of(unit_site, story, names))
    for kind, rows in told.items():
        plant(sections[kind], sorted(rows, key=lambda row: row.date))
    put_words([(row, unit.pk) for rows in told.values() for row in rows])
    changed(unit_site.pk)
    return unit_site


def entry_of(unit_site: UnitSite, story: dict[str, Any], names: dict[str, str]) -> Entry:
    """A story of the demo as a published entry."""
    today = begin_of(clock.today())
    title = story["title"].format(**names)
    at = today - timedelta(days=story["days"]) + timedelta(hours=8)
    starts = today + timedelta(days=story["ahead"], hours=8) if "ahead" in story else None
    return Entry(
        title=title,
        slug=slug_of(fold(title)),
        unit_site=unit_site,
        kind=story["kind"],
        category=story.get("category", ""),
        summary=story["summary"].format(**names),
        body=cleaned(story["body"].format(**names)),
        date=at,
        first_published_at=at,
        last_published_at=at,
        live=True,
        place=story.get("place", ""),
        number=story.get("number", ""),
        issuer=f"Ủy ban nhân dân {names['ten']}" if "number" in story else "",
        issued_on=clock.today() - timedelta(days=story["issued"]) if "issued" in story else None,
        starts_at=starts,
        ends_at=starts + timedelta(hours=3) if starts else None,
    )


def add_people(unit_site: UnitSite, unit: Unit, contents: dict[str, Any], number: int) -> None:
    """People of a site: the head is the demo's officer in that post, the others are invented."""
    place, names = place_of(unit.pk), contents["names"]
    head = head_of(place.pk) if place else None
    Official.objects.bulk_create(
        Official(
            unit_site=unit_site,
            body=person["body"],
            name=head.name if person.get("head") and head else names[(number * 4 + order) % len(names)],
            post=person["post"],
            duties=person["duties"],
            phone="028 0000 0000" if person.get("spokesperson") else "",
            email=f"nguoiphatngon.{unit.code}@example.vn" if person.get("spokesperson") else "",
            is_spokesperson=bool(person.get("spokesperson")),
            order=order,
        )
        for order, person in enumerate(contents["people"])
    )
