"""Looking into a file: is it what its name says, is it sound, what may be kept of it. Knows no table and no person."""

import os
from dataclasses import dataclass
from typing import BinaryIO

import filetype
from django.utils.translation import gettext_lazy as _

from motcua.files import rules
from motcua.files.actions.content import office, pdf, pictures, video
from motcua.kernel.refusals import Refusal

TAKEN = "PDF, JPG, PNG, HEIC, WebP, DOCX, XLSX, DWG, DXF"


@dataclass(frozen=True)
class Inspected:
    """What was found: the kind, a truthful name, the pages of a PDF, and the content to keep (`source` or made anew).

    A picture that `is_small` is shown as its own preview; one that `is_raw` was only looked at from outside.
    """

    kind: str
    name: str
    source: BinaryIO
    pages: int = 0
    is_small: bool = False
    is_raw: bool = False


def inspect(source: BinaryIO, name: str, *, later: bool = False) -> Inspected:
    """Looks into a whole file. Raises Refusal with words for the person: unknown kind, a lie, broken, locked, a bomb.

    With `later` a picture is judged by its head alone (kind, points, frames), and left to be made anew afterwards.
    """
    head = source.read(rules.HEAD_SIZE)
    if not head:
        raise Refusal(_("Tệp rỗng. Hãy chọn lại tệp."), code="empty")
    mime = rules.detect(head)
    source.seek(0)
    if mime == rules.ZIP:
        mime = office.inspect(source)
    elif mime == rules.OLE:
        raise Refusal(
            _(
                "Tệp Word, Excel kiểu cũ hoặc có mật khẩu không nhận được. Hãy lưu thành PDF, DOCX hoặc XLSX không mật khẩu."
            ),
            code="old-or-locked",
        )
    source.seek(0)
    _demand_truth(name, mime, head)
    if mime == rules.PDF:
        return Inspected(mime, name, source, pages=pdf.inspect(source))
    if rules.KINDS[mime].picture and later:
        pictures.opened(source)
        source.seek(0)
        return Inspected(mime, rules.renamed(name, mime), source, is_raw=True)
    if rules.KINDS[mime].picture:
        made = pictures.remake(source)
        return Inspected(made.kind, rules.renamed(name, made.kind), made.content, is_small=made.is_small)
    if rules.KINDS[mime].video:
        return Inspected(mime, rules.renamed(name, mime), video.remake(source))
    return Inspected(mime, name, source)


def _demand_truth(name: str, mime: str, head: bytes) -> None:
    ending = rules.ending_of(name)
    if ending not in rules.ENDINGS and mime in rules.KINDS:
        if ending:
            raise Refusal(
                _("Tên tệp kết thúc bằng “.%(ending)s” nhưng nội dung là %(label)s. Hãy đổi tên cho đúng rồi gửi lại.")
                % {"ending": ending, "label": rules.KINDS[mime].label},
                code="lying-type",
            )
        return
    if mime not in rules.KINDS:
        guess = filetype.guess(head)
        real = guess.extension.upper() if guess else ""
        if ending in rules.ENDINGS:
            raise Refusal(_lie(ending, real), code="lying-type")
        raise Refusal(
            _("Không nhận loại tệp này. Các loại nhận được: %(kinds)s.") % {"kinds": TAKEN}, code="unknown-type"
        )
    if not rules.tells_truth(name, mime):
        raise Refusal(_lie(ending, rules.KINDS[mime].label), code="lying-type")


def _lie(ending: str, real: str) -> str:
    if real:
        return _("Tệp có tên kết thúc bằng “.%(ending)s” nhưng nội dung thực là %(real)s. Hãy chọn đúng tệp.") % {
            "ending": ending,
            "real": real,
        }
    return _("Tệp có tên kết thúc bằng “.%(ending)s” nhưng nội dung không phải loại đó. Hãy chọn đúng tệp.") % {
        "ending": ending
    }


def size_of(source: BinaryIO) -> int:
    """How many bytes there are; the reading place is set to the start."""
    source.seek(0, os.SEEK_END)
    size = source.tell()
    source.seek(0)
    return size
