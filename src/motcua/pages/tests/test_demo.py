"""The demo's twenty sites: light, linked without holes, well-formed."""

import gzip
import re
from pathlib import Path

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from motcua.kernel.actors import SYSTEM
from motcua.pages.actions import load_demo
from motcua.pages.queries.sites import SITES
from motcua.units.actions import load_demo as load_units

MOST_BYTES = 70_000
FOLLOWED = {"quan-10", "quan-10-phuong-3", "cu-chi"}
"""Every link of these is followed; the others are made by the same templates from the same kinds of rows."""
LINKS = re.compile(r'(?:href|src)="([^"#]+)[^"]*"')


@pytest.fixture
def client(db):
    load_units(actor=SYSTEM)
    assert load_demo(actor=SYSTEM) == 20 and load_demo(actor=SYSTEM) == 0
    return Client(HTTP_ACCEPT_ENCODING="gzip")


def text_of(answer):
    content = answer.content
    return gzip.decompress(content).decode() if answer.get("Content-Encoding") == "gzip" else content.decode()


def weight_of(html, client):
    """Bytes of everything a first visit loads besides photographs: styles, scripts, typefaces, icons."""
    total = 0
    for address in set(re.findall(r'<(?:link rel="(?:stylesheet|preload)"|script)[^>]*?(?:href|src)="([^"]+)"', html)):
        if address.startswith("/static/"):
            content = Path(finders.find(address.removeprefix("/static/"))).read_bytes()
            total += len(content) if address.endswith("woff2") else len(gzip.compress(content, 6))
        else:
            total += len(client.get(address).content)
    return total + len(gzip.compress(Path(finders.find("ui/icons.svg")).read_bytes(), 6))


def test_the_demo_sites(client):
    faces = SITES.get().by_code.values()
    assert len(faces) == 20
    seen, wrong = {}, []
    for face in faces:
        answer = client.get(face.base)
        html = text_of(answer)
        weight = len(answer.content) + weight_of(html, client)
        assert weight <= MOST_BYTES, f"{face.base} weighs {weight:,} bytes"
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(html)
        assert parser.errors == [], (face.base, parser.errors[:3])
        links = {link for link in LINKS.findall(html) if link.startswith("/") and not link.startswith("/static/")}
        if face.code in FOLLOWED:
            wrong += [f"{face.base} → {link}" for link in links if reached(client, link, seen) >= 400]
    assert wrong == []
    assert len([link for link in seen if link.startswith("/trang/")]) >= 50


def reached(client, link, seen):
    """The status of an address, asked once; pages that want a sign-in lead there."""
    if link not in seen:
        seen[link] = client.get(link.replace("&amp;", "&")).status_code
    return seen[link]
