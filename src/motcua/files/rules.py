"""What is taken and what is refused, told from names, first bytes and lists of entries. Standard library only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HEAD_SIZE = 4096
LONGEST_NAME = 150
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 3508
PREVIEW_SIDE = 1200
MOST_PAGES = 3000
MOST_SECONDS = 60
"""Of a video: long enough to show a thing, short enough for a phone's network."""
MOST_ENTRIES = 5000
MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 200

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
HEIC = "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DWG = "image/vnd.dwg"
DXF = "image/vnd.dxf"
MP4 = "video/mp4"
MOV = "video/quicktime"
ZIP = "application/zip"
OLE = "application/x-ole-storage"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: what people call it, the endings it may have, whether browsers may show it.

    A video is played by pages that show it and taken only where a room asks for it.
    """

    label: str
    endings: tuple[str, ...]
    inline: bool = False
    picture: bool = False
    video: bool = False


KINDS: dict[str, Kind] = {
    PDF: Kind("PDF", ("pdf",), inline=True),
    JPEG: Kind("JPEG", ("jpg", "jpeg", "jpe", "jfif"), inline=True, picture=True),
    PNG: Kind("PNG", ("png",), inline=True, picture=True),
    WEBP: Kind("WebP", ("webp",), picture=True),
    HEIC: Kind("HEIC", ("heic", "heif", "hif"), picture=True),
    DOCX: Kind("Word (DOCX)", ("docx",)),
    XLSX: Kind("Excel (XLSX)", ("xlsx",)),
    DWG: Kind("DWG", ("dwg",)),
    DXF: Kind("DXF", ("dxf",)),
    MP4: Kind("MP4", ("mp4", "m4v", "3gp"), video=True),
    MOV: Kind("MOV", ("mov", "qt"), video=True),
}
ENDINGS: dict[str, str] = {ending: mime for mime, kind in KINDS.items() for ending in kind.endings}
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"heif")
MP4_BRANDS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"3gp4",
    b"3gp5",
    b"3gp6",
)
DXF_START = re.compile(rb"\A(?:\s*999\r?\n[^\n]*\n)*\s*0\r?\nSECTION\r?\n")
UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def safe_name(name: str) -> str:
    """The last part of a path, without characters that an operating system or a header gives a meaning to.

    The name must already be free of control and directional characters. An empty one becomes "tep".
    """
    name = UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST_NAME] or "tep"
    return f"{stem.rstrip(' .')[: LONGEST_NAME - len(ending) - 1] or 'tep'}.{ending}"


def ending_of(name: str) -> str:
    """The ending of a name, in small letters: "Đơn.PDF" → "pdf"."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def renamed(name: str, mime: str) -> str:
    """The name with an ending that tells the truth about the kind."""
    endings = KINDS[mime].endings
    if ending_of(name) in endings:
        return name
    stem = name.rpartition(".")[0] if ending_of(name) in ENDINGS else name
    return f"{stem or 'tep'}.{endings[0]}"


def detect(head: bytes) -> str:
    """The kind that the first bytes show: one of ours, ZIP or OLE to be looked into, or "" when it is none of them."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return HEIC
    if head[4:8] == b"ftyp" and (head[8:12] in MP4_BRANDS or head[8:12] == b"qt  "):
        return MOV if head[8:12] == b"qt  " else MP4
    return _detect_document(head)


def _detect_document(head: bytes) -> str:
    if head[:2] == b"PK" and head[2:4] in (b"\x03\x04", b"\x05\x06"):
        return ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE
    if re.match(rb"AC10\d\d\x00", head):
        return DWG
    if head.startswith(b"AutoCAD Binary DXF\r\n\x1a\x00") or DXF_START.match(head.removeprefix(b"\xef\xbb\xbf")):
        return DXF
    return ""


def tells_truth(name: str, mime: str) -> bool:
    """Whether the ending agrees with the content. Pictures may be mixed up (phones do it), and videos."""
    claimed = ENDINGS.get(ending_of(name))
    if claimed is None:
        return False
    both = (KINDS[claimed], KINDS[mime])
    return claimed == mime or all(kind.picture for kind in both) or all(kind.video for kind in both)


@dataclass(frozen=True, slots=True)
class Packed:
    """An entry of a ZIP's directory."""

    name: str
    size: int
    packed: int
    encrypted: bool = False
    link: bool = False


def fault_of_zip(entries: Iterable[Packed]) -> str:
    """What is wrong with a ZIP-based file: "path", "bomb", "encrypted", "macro" or "" when nothing is."""
    total = 0
    for count, entry in enumerate(entries, start=1):
        total += entry.size
        parts = entry.name.replace("\\", "/").split("/")
        if entry.link or entry.name[:1] in "/\\" or ".." in parts or ":" in parts[0] or "\x00" in entry.name:
            return "path"
        if entry.encrypted:
            return "encrypted"
        if parts[-1].lower() in ("vbaproject.bin", "vbadata.xml"):
            return "macro"
        if count > MOST_ENTRIES or total > MOST_UNPACKED or entry.size > max(entry.packed, 5_000) * MOST_RATIO:
            return "bomb"
    return ""


def office_kind(names: Iterable[str]) -> str:
    """Which office document a ZIP with these entries is, or ""."""
    names = set(names)
    if "[Content_Types].xml" not in names:
        return ""
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else ""


def fitted(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size of a picture whose longest side is at most `longest`; never enlarged, never nothing."""
    scale = min(1.0, longest / max(width, height, 1))
    return max(1, round(width * scale)), max(1, round(height * scale))
