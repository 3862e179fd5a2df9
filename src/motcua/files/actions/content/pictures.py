"""Pictures are encoded anew: upright, not larger than a page at 300 dpi, and without a trace of who took them where."""

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

import pi_heif
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from motcua.files import rules
from motcua.kernel.refusals import Refusal

pi_heif.register_heif_opener()
TAKEN = ["JPEG", "PNG", "WEBP", "HEIF", "MPO"]
BROKEN = _("Không mở được ảnh. Tệp có thể bị hỏng; hãy chụp hoặc xuất lại.")
QUALITY = 86
SMALL_PNG = 200_000
"""Bytes: a drawing of that size is its own preview, a photograph kept as PNG gets a lighter one."""


def opened(source: BinaryIO) -> Image.Image:
    """The picture with only its header read. Raises Refusal when it is none, or has more points than may be decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(source, formats=TAKEN)
    except Image.DecompressionBombError:
        raise Refusal(_too_large(0, 0), code="image-bomb") from None
    except Exception:
        raise Refusal(BROKEN, code="broken-image") from None
    width, height = picture.size
    if width * height > rules.MOST_PIXELS or getattr(picture, "n_frames", 1) > 1000:
        raise Refusal(_too_large(width, height), code="image-bomb")
    return picture


def _too_large(width: int, height: int) -> str:
    return _("Ảnh quá lớn (%(width)s × %(height)s điểm ảnh; nhiều nhất 60 triệu điểm). Hãy giảm kích thước ảnh.") % {
        "width": width or "?",
        "height": height or "?",
    }


@dataclass(frozen=True, slots=True)
class Remade:
    """A picture made anew: its kind, its content, whether that is light enough to be its own preview, else the preview."""

    kind: str
    content: BinaryIO
    is_small: bool
    preview: bytes | None = None


def remake(source: BinaryIO, *, preview: bool = False) -> Remade:
    """The picture made anew, PNG from PNG and JPEG from all others; `preview` draws that too, while the points are at hand."""
    picture = opened(source)
    keeps_png = picture.format == "PNG"
    try:
        made = _upright(picture, rules.LONGEST_SIDE)
        content = io.BytesIO()
        if keeps_png:
            made = made if made.mode in ("1", "L", "RGB") else _on_white(made)
            made.save(content, "PNG", compress_level=5)
        else:
            _on_white(made).save(content, "JPEG", quality=QUALITY)
    except Refusal:
        raise
    except Exception:
        raise Refusal(BROKEN, code="broken-image") from None
    content.seek(0)
    is_small = max(made.size) <= rules.PREVIEW_SIDE and (not keeps_png or len(content.getbuffer()) <= SMALL_PNG)
    kind = rules.PNG if keeps_png else rules.JPEG
    return Remade(kind, content, is_small, as_preview(made) if preview and not is_small else None)


def preview(source: BinaryIO) -> bytes:
    """A small JPEG of a picture."""
    made = io.BytesIO()
    _on_white(_upright(opened(source), rules.PREVIEW_SIDE)).save(made, "JPEG", quality=78)
    return made.getvalue()


def as_preview(picture: Image.Image) -> bytes:
    """A small JPEG of a picture that is already drawn."""
    made = io.BytesIO()
    # For making a picture smaller Hamming is as sharp as bicubic at half the work.
    picture.thumbnail((rules.PREVIEW_SIDE, rules.PREVIEW_SIDE), Image.Resampling.HAMMING)
    _on_white(picture).save(made, "JPEG", quality=78)
    return made.getvalue()


def _upright(picture: Image.Image, longest: int) -> Image.Image:
    size = rules.fitted(*picture.size, longest)
    picture.draft("RGB", size)
    picture.load()
    if picture.mode in ("P", "PA", "I", "I;16", "CMYK", "YCbCr", "LAB", "HSV", "F", "La", "RGBa"):
        picture = picture.convert("RGBA" if "transparency" in picture.info or picture.mode == "PA" else "RGB")
    if max(picture.size) > longest:
        picture = picture.convert("L") if picture.mode == "1" else picture
        picture = picture.resize(rules.fitted(*picture.size, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    turned = ImageOps.exif_transpose(picture)
    bare = Image.new(turned.mode, turned.size)
    bare.paste(turned)
    return bare


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA"):
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    return picture if picture.mode in ("RGB", "L") else picture.convert("RGB")
