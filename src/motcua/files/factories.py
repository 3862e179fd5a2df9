"""Test data: contents of every kind, made on the spot."""

import base64
import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image

from motcua.files.actions import receive_bytes
from motcua.files.models import Owner, StoredFile

NOBODY_ELSE = Owner(mark="m" * 64)
# The harmless test virus every scanner knows, in two halves so that this file is no virus itself.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}" + r"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()

# A phone's picture, 64 × 48, left half red, right half blue; nothing in the requirements can write this kind.
HEIC = zlib.decompress(
    base64.b85decode(
        "c-muNV30{GsVvAy%}izhg51nBLl8SRGck>UfpKkaYDppk1Sn>t<P<^K3<a6VB@AeQuOPD|7tCS;Vu8$*M2Hdx1_K~zk(ra9%m`$-"
        "H~{4tAzBzO!dMLL2vIoA0oIq9mj*Xg6v#<s0;vG1$tX)UWIz%GD@iZPOaU=(WEK<^0O@U+1<Cn9x(uk=nUT2w?p(PK41fOq_`$%y"
        "&#VA6O~QeZhw=Y^kOF3g2_OQ9<aRMRC;}z5oERC=WELnivQB&TWZBLg0s;mKAR#cJs038b=E8We_&_Jn5|PZ}f>fx54p59P1_~X4"
        "g3O9ckN`6W2guh_nFYD9fCq*PQzH`t6BBa_Sf(g74Hn`lnYroUa07){e=a1%n>85Mb3U;Btn~l?Cwue%e>R*u{rl*V@csXfM<3pQ"
        "Wg7qgC!$q}8V1_!CsUr*TUoF7eXD*}q+5JxxXV+WdezDVU)l3h=Gd&>GI{4}_i1UDtImB2`?MtF)sZ)rRkv?klbNcXCUzv)Fv_Ea"
        "qtr_HboJk*uen#)FX#RHb5++*$Ko3&ez&#v0RY#>kj?"
    )
)


def pdf_bytes(pages: int = 1, *, text: str = "Don") -> bytes:
    """A PDF with some lines of text, written by hand."""
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for page in range(pages):
        stream = f"BT /F1 24 Tf 72 720 Td ({text} {page + 1}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * page} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010} 00000 n \n" for place in places
    )
    return (body + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").encode()


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (80, 60), **saved: Any) -> bytes:
    """A picture: left half red, right half blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    content = io.BytesIO()
    picture.save(content, kind, **saved)
    return content.getvalue()


def zip_bytes(entries: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these entries."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return content.getvalue()


def docx_bytes(**more: bytes) -> bytes:
    """The least that is a Word document, and more entries (`__` stands for `/`)."""
    entries = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
    return zip_bytes({**entries, **{name.replace("__", "/"): data for name, data in more.items()}})


def xlsx_bytes() -> bytes:
    """The least that is an Excel workbook."""
    return zip_bytes({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def make_file(content: bytes | None = None, *, name: str = "don.pdf", owner: Owner = NOBODY_ELSE) -> StoredFile:
    """A file received whole; a PDF of one page unless told otherwise."""
    return receive_bytes(content=pdf_bytes() if content is None else content, name=name, owner=owner)
