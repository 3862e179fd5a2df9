"""The first visit of a citizen's page costs at most 70 kB compressed, fonts included; letters of Vietnamese are all there."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

MOST = 70_000
MOST_FONTS = 36_000
REFERENCE = re.compile(r'(?:href|src)="(/static/[^"#]+)')
VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ₫–“”…·−"


def found(url):
    """The file behind an address of static files."""
    name = url.removeprefix("/static/")
    path = finders.find(name)
    assert path, f"{name} is missing: run `make front`"
    return Path(path)


def weight(data, name):
    """Bytes on the wire: fonts and pictures as they are, everything else with gzip."""
    return len(data) if name.endswith((".woff2", ".png")) else len(gzip.compress(data, 9))


def references(html):
    """Addresses a page loads at once, with what its stylesheets and its manifest load in turn."""
    urls = set(REFERENCE.findall(html))
    for url in [one for one in urls if one.endswith(".css")]:
        for font in re.findall(r'url\("?\./([^)"]+)', found(url).read_text(encoding="utf-8")):
            urls.add(f"/static/dist/{font}")
    return urls


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/tro-giup/", "/tra-cuu/", "/thu-tuc/", "/dang-nhap/"])
def test_a_first_visit_weighs_at_most_70_kb(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    html = answer.content.decode()
    parts = {url: weight(found(url).read_bytes(), url) for url in references(html)}
    for extra in ("/sw.js", "/manifest.webmanifest", "/ngoai-tuyen/"):
        parts[extra] = weight(client.get(extra).content, extra)
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    icon = next(one["src"] for one in manifest["icons"] if one["sizes"] == "192x192")
    parts[icon] = weight(found(icon).read_bytes(), icon)
    parts[address] = weight(answer.content, address)
    assert any(url.endswith(".css") for url in parts)
    assert sum(parts.values()) <= MOST, sorted(parts.items(), key=lambda part: -part[1])


def ranges(css):
    """The code points that the font files of a stylesheet cover."""
    covered = set()
    for block in re.findall(r"unicode-range:([^;}]+)", css):
        for piece in block.split(","):
            low, _dash, high = piece.strip().removeprefix("U+").partition("-")
            covered |= set(range(int(low, 16), int(high or low, 16) + 1))
    return covered


@pytest.mark.parametrize("sheet", ["citizen", "desk"])
def test_the_fonts_cover_every_vietnamese_letter_and_stay_small(sheet):
    css = found(f"/static/dist/{sheet}.css").read_text(encoding="utf-8")
    covered = ranges(css)
    assert [char for char in VIETNAMESE + VIETNAMESE.upper() if ord(char) not in covered] == []
    fonts = {found(f"/static/dist/{name}") for name in re.findall(r'url\("?\./(fonts/[^)"]+)', css)}
    assert sum(path.stat().st_size for path in fonts) <= MOST_FONTS
    assert css.count("font-display:swap") == len(fonts) == 2


@pytest.mark.parametrize("sheet", ["citizen", "desk"])
def test_lines_leave_room_for_stacked_marks(sheet):
    """Wherever a rule sets both sizes of a heading, the line is at least 1.2 times the letters."""
    css = found(f"/static/dist/{sheet}.css").read_text(encoding="utf-8")
    tight = []
    for selector, body in re.findall(r"([^{}]*govuk-heading[^{}]*|[^{}]*govuk-panel__title[^{}]*)\{([^{}]*)\}", css):
        size = re.search(r"font-size:([\d.]+)(rem|px|pt)", body)
        line = re.search(r"line-height:([\d.]+)(rem|px|pt)?(?=[;}]|$)", body)
        if not size or not line:
            continue
        ratio = (
            float(line[1])
            if not line[2]
            else float(line[1]) * (16 if line[2] == "rem" else 1) / (float(size[1]) * (16 if size[2] == "rem" else 1))
        )
        if ratio < 1.2:
            tight.append((selector[:60], body[:120]))
    assert tight == []


def test_nothing_of_the_crown_or_of_transport_is_shipped():
    built = Path(settings.PACKAGE) / "ui" / "static" / "dist"
    for path in [*built.glob("*.css"), *built.glob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert "GDS Transport" not in text
        assert "crown" not in text.lower()
        assert not re.search(r"url\([\"']?https?:", text)
