"""A site's look, sections and people: what its own editors keep up, without any programmer."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ledger.actions import Entry as LedgerEntry
from motcua.ledger.actions import append
from motcua.pages.actions.emblem import keep_emblem
from motcua.pages.actions.pictures import keep_picture
from motcua.pages.actions.tree import changed
from motcua.pages.models import Body, Official, SectionPage, UnitSite
from motcua.pages.permissions import demand_on
from motcua.pages.queries.sections import BLOCK_WORDS
from motcua.pages.rules.colours import is_usable
from motcua.pages.rules.markup import cleaned

CHANGED = "the site whose look its own editor changes"
NOBODY = _("Không tìm thấy người này.")


def _note(unit_site: UnitSite, kind: str, actor: Actor, **data: Any) -> None:
    append(f"site:{unit_site.pk}", LedgerEntry(kind, actor, unit_id=unit_site.unit_id, data=data))
    changed(unit_site.pk)


@transaction.atomic
def change_look(
    *,
    actor: Actor,
    unit_site: UnitSite,
    colour: str,
    motto: str,
    blocks: Sequence[str],
    emblem: Any = None,
    drop_emblem: bool = False,
) -> None:
    """Colour, emblem, motto, blocks of the home page. Refuses a colour on which white can't be read."""
    demand_on(actor, "pages.set-up", unit_site)
    colour = colour.strip().lower()
    if colour and not is_usable(colour):
        words = _("Màu này không dùng được: viết dạng #0b5c9e và chọn màu đủ đậm để chữ trắng đọc rõ.")
        raise Refusal(words, fields={"colour": words})
    unknown = [name for name in blocks if name not in BLOCK_WORDS]
    if unknown:
        missing = str(_("Không có khối “%(name)s”.") % {"name": unknown[0][:40]})
        raise Refusal(missing, fields={"blocks": missing})
    rows = UnitSite.objects.regardless(CHANGED).filter(pk=unit_site.pk)
    rows.update(
        colour=colour,
        motto=clean(motto),
        blocks=list(dict.fromkeys(blocks)),
    )
    if emblem is not None or drop_emblem:
        kept = keep_emblem(actor=actor, unit_site=unit_site, upload=emblem).pk if emblem is not None else None
        rows.update(emblem_id=kept)
    _note(unit_site, "look-changed", actor, colour=colour)


@transaction.atomic
def change_section(
    *, actor: Actor, unit_site: UnitSite, kind: str, title: str, body: str, show_in_menus: bool, live: bool
) -> None:
    """A section's name, own text and place in the menu; its address stays. Saved with a revision."""
    demand_on(actor, "pages.set-up", unit_site)
    section = SectionPage.objects.select_for_update(of=("self",)).get(unit_site=unit_site, kind=kind)
    section.title = section.draft_title = clean(title)
    section.body = cleaned(clean(body, multiline=True))
    section.show_in_menus, section.live = show_in_menus, live
    if not section.title:
        raise Refusal(_("Viết tên chuyên mục."), fields={"title": _("Viết tên chuyên mục.")})
    section.save(clean=False)
    _note(unit_site, "section-changed", actor, section=kind, title=section.title, body=section.body)


@transaction.atomic
def put_person(
    *, actor: Actor, unit_site: UnitSite, official_id: int | None = None, picture: Any = None, **said: Any
) -> Official:
    """Adds or changes somebody the site shows. A spokesperson needs full name, post, phone and e-mail; there is one at a time."""
    demand_on(actor, "pages.set-up", unit_site)
    row = Official(unit_site=unit_site) if official_id is None else _person(unit_site, official_id)
    for name in ("name", "post", "duties", "phone"):
        setattr(row, name, clean(said.get(name, "")))
    row.body, row.email, row.order = said["body"], said.get("email", ""), said.get("order", 0)
    row.is_spokesperson = bool(said.get("is_spokesperson"))
    faults = {name: _("Không để trống.") for name in ("name", "post") if not getattr(row, name)}
    if row.body not in Body.values:
        faults["body"] = _("Chọn một nhóm.")
    if row.is_spokesperson:
        faults |= {name: _("Người phát ngôn phải có.") for name in ("phone", "email") if not getattr(row, name)}
    if faults:
        raise Refusal(_("Chưa lưu được: xem các ô có ghi lỗi."), fields=faults)
    if picture is not None:
        row.picture_id = keep_picture(actor=actor, unit_site=unit_site, upload=picture).pk
    if row.is_spokesperson:
        Official.objects.filter(unit_site=unit_site, is_spokesperson=True).exclude(pk=row.pk).update(
            is_spokesperson=False
        )
    row.save()
    _note(unit_site, "person-put", actor, name=row.name, post=row.post)
    return row


@transaction.atomic
def drop_person(*, actor: Actor, unit_site: UnitSite, official_id: int) -> None:
    """Takes somebody off the site."""
    demand_on(actor, "pages.set-up", unit_site)
    row = _person(unit_site, official_id)
    row.delete()
    _note(unit_site, "person-dropped", actor, name=row.name, post=row.post)


def _person(unit_site: UnitSite, official_id: int) -> Official:
    row = Official.objects.filter(unit_site=unit_site, pk=official_id).first()
    if row is None:
        raise NotFound(NOBODY)
    return row
