"""The rows of the inbox as HTML, built in Python: a template per row costs ten times the time."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.desk.queries.rows import Row
from motcua.work.queries import RESULTS, AnswerLine, Asked, CategoryLine

register = template.Library()

ITEM = (
    '<li class="mc-item mc-item--{colour}">{tick}<div class="mc-item__what">'
    '<a class="mc-item__link govuk-link" href="{url}"{own}>{title}</a><p class="mc-item__case" lang="vi">{case}</p>'
    '<p class="mc-item__code">{code}</p></div><div class="mc-item__who">{state}<p>{holder} · <span lang="vi">{unit}</span></p>{alarm}</div>'
    '<div class="mc-item__due">{due}</div></li>\n'
)
TICK = (
    '<div class="govuk-checkboxes govuk-checkboxes--small mc-item__tick"><div class="govuk-checkboxes__item">'
    '<input class="govuk-checkboxes__input" type="checkbox" name="viec" value="{id}" id="viec-{id}">'
    '<label class="govuk-label govuk-checkboxes__label" for="viec-{id}"><span class="govuk-visually-hidden">{words}</span>'
    "</label></div></div>"
)
DUE = (
    '<span class="mc-item__left"><span class="mc-dot mc-dot--{colour}" aria-hidden="true"></span>{word}</span>'
    '<span class="mc-item__time">{left}</span><time class="mc-item__at">{at}</time>'
)
STATE = '<span class="govuk-tag govuk-tag--grey">{}</span>'


@register.simple_tag
def work_rows(rows: Iterable[Row], tick: bool = False) -> SafeString:
    """The items of a list; with `tick` each has its box. Every text is escaped here."""
    words = {
        "late": escape(_("Quá hạn")),
        "soon": escape(_("Sắp đến hạn")),
        "ok": escape(_("Còn hạn")),
        "none": escape(_("không tính hạn")),
        "choose": escape(_("Chọn")),
        "alarm": escape(_("Đơn vị chưa có người đứng đầu")),
    }
    return mark_safe("".join(item(row, tick, words) for row in rows))  # noqa: S308 - escaped part by part


def item(row: Row, tick: bool, words: Mapping[str, str]) -> str:
    """One row."""
    code, holder = escape(row.code), escape(row.holder)
    return ITEM.format(
        colour=row.colour,
        tick=TICK.format(id=row.id, words=f"{words['choose']} {code}") if tick else "",
        url=escape(row.url),
        own=' lang="vi"' if row.own_title else "",
        title=escape(row.title),
        case=f"{escape(row.detail)} · <b>{escape(row.person)}</b>" if row.person else escape(row.detail),
        code=code,
        state=STATE.format(escape(row.state)) if row.state else "",
        holder=f"<b>{holder}</b>" if row.mine else holder,
        unit=escape(row.unit),
        alarm=f'<p class="mc-item__alarm">{words["alarm"]}</p>' if row.no_head else "",
        due=due(row, words),
    )


def due(row: Row, words: Mapping[str, str]) -> str:
    """The due time with its colour in words and what is left."""
    if row.due is None:
        return f'<span class="mc-item__left">{words["none"]}</span>'
    return DUE.format(colour=row.colour, word=words[row.colour], left=escape(row.left), at=row.due_words)


def chosen_in(line: AnswerLine | CategoryLine, asked: Asked) -> dict[str, Any]:
    """What an address says to ask for the items of one line."""
    where: dict[str, Any] = {"nam": asked.year, "ky": asked.period, "loai": asked.kind, "nhom": asked.category}
    if isinstance(line, CategoryLine):
        where["nhom"] = line.name
    else:
        where |= {"don-vi": line.unit_id, "dung-dau": line.head_id}
    return {name: value for name, value in where.items() if value}


@register.simple_tag
def account_cells(line: AnswerLine | CategoryLine, asked: Asked) -> SafeString:
    """The results of one line, each number leading to its items."""
    cells = []
    for result in RESULTS:
        number = getattr(line.tally, result)
        where = {**chosen_in(line, asked), "kq": result}
        address = f"{reverse('desk:account-items')}?{urlencode(where)}"
        shown = f'<a class="govuk-link" href="{escape(address)}">{number}</a>' if number else "0"
        cells.append(f'<td class="govuk-table__cell govuk-table__cell--numeric">{shown}</td>')
    return mark_safe("".join(cells))  # noqa: S308 - numbers and an escaped address
