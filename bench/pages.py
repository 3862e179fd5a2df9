"""Sites at full size: 400 sites with 200,000 pages; kept pages, pages made anew, search, a new site, publication to visible."""

import json
import random
import time
import urllib.request

from bench import inside
from bench.figures import Sheet, median
from bench.place import Place, served
from bench.reading import getting, some_codes, warmed

SITES, PAGES = 400, 200_000
FILL = """
import random, django; django.setup()
from datetime import timedelta
from django.db import connection, transaction
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.folding import fold
from motcua.pages.actions import create_site
from motcua.pages.actions.tree import changed, plant
from motcua.pages.actions.words import put_words
from motcua.pages.models import Entry, SectionPage, UnitSite
from motcua.pages.rules.markup import slug_of
from motcua.units.actions import create_unit
from motcua.units.queries import unit_by_code

chance = random.Random(7)
WORDS = ("đường hẻm cây xanh chợ trường học trạm y tế người dân cán bộ hồ sơ thủ tục số hóa vệ sinh môi trường an toàn giao thông "
         "phòng cháy ngập nước cấp điện khu phố thiếu nhi phụ nữ thanh niên cựu chiến binh hội thi lễ hội tiêm chủng tuyển quân "
         "hòa giải khiếu nại đối thoại tiếp công dân quy hoạch đất đai xây dựng hộ kinh doanh việc làm bảo hiểm học nghề").split()
KINDS = ["news"] * 12 + ["notice"] * 5 + ["document"] * 3 + ["event"] * 2 + ["bulletin"] * 2 + ["plan"]

def text(n):
    return " ".join(chance.choice(WORDS) for _ in range(n))

top = unit_by_code("quan-10")
all_sites = UnitSite.objects.regardless("bench")
number = all_sites.count()
while number < SITES:
    number += 1
    unit = create_unit(actor=SYSTEM, code=f"do-{number}", name=f"Phường Đo {number}", level="commune", parent=top, path=f"do/{number}")
    create_site(actor=SYSTEM, unit_code=unit.code)
made, now = Entry.objects.count(), clock.now()
sites = list(all_sites.select_related("unit"))
per_site = PAGES // len(sites)
for site in sites:
    have = Entry.objects.filter(unit_site=site).count()
    rows = {}
    for n in range(have, per_site):
        kind = chance.choice(KINDS)
        title = text(9).capitalize()
        at = now - timedelta(minutes=chance.randrange(3 * 365 * 1440))
        rows.setdefault(kind, []).append(Entry(title=title, slug=f"{slug_of(fold(title))}-{n}", unit_site=site, kind=kind,
            summary=text(25).capitalize(), body="\\n\\n".join(text(60).capitalize() for _ in range(4)), date=at, live=True,
            first_published_at=at, last_published_at=at, category=chance.choice(["Đời sống", "Cải cách", "Văn hóa"])))
    with transaction.atomic():
        for kind, entries in rows.items():
            plant(SectionPage.objects.get(unit_site=site, kind=kind), entries)
        put_words([(entry, site.unit_id) for entries in rows.values() for entry in entries])
        if rows:
            changed(site.pk)
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
print(all_sites.count(), Entry.objects.count())
"""
INSIDE = """
import json, random, time, django; django.setup()
from django.test import Client
from motcua.kernel.actors import SYSTEM
from motcua.pages.actions import create_site
from motcua.pages.models import Entry
from motcua.pages.queries.search import entries_with, search
from motcua.pages.queries.sites import SITES
from motcua.pages.rules.kinds import SLUGS, Section
from motcua.pages.views.door import SHELF
from motcua.units.actions import create_unit
from motcua.units.queries import unit_by_code

chance = random.Random(1)
client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")
faces = list(SITES.get().by_code.values())

def cost(paths):
    took = []
    for path in paths:
        SHELF.clear()
        began = time.process_time()
        assert client.get(path).status_code == 200, path
        took.append((time.process_time() - began) * 1000)
    return sorted(took)[len(took) // 2]

chosen = [chance.choice(faces) for _ in range(40)]
by_id = {face.id: face for face in faces}
ids = chance.sample(list(Entry.objects.values_list("pk", flat=True)), 40)
some = Entry.objects.filter(pk__in=ids)
kinds = {
    "home": cost([face.base for face in chosen]),
    "list": cost([face.base + "tin-tuc/" for face in chosen]),
    "entry": cost([f"{by_id[e.unit_site_id].base}{SLUGS[Section(e.kind)]}/{e.slug}/" for e in some]),
}
WORDS = ["đường hẻm", "truong hoc", "ngap nuoc", "phuong do 12", "cay xanh cho",
         "thu tuc", "lễ hội", "quy hoạch đất đai", "so", "hoa giai khieu nai"]
top = unit_by_code("tphcm").pk
times = []
for turn in range(100):
    began = time.perf_counter()
    entries_with(search(WORDS[turn % len(WORDS)], top, below=True)[:20])
    times.append((time.perf_counter() - began) * 1000)
times.sort()
unit = create_unit(actor=SYSTEM, code=f"moi-{int(time.time())}", name="Phường Mới", level="commune", parent=unit_by_code("quan-10"),
                   path=f"moi/{int(time.time())}")
began = time.perf_counter()
create_site(actor=SYSTEM, unit_code=unit.code)
print(json.dumps({"cpu": kinds, "search": times[94], "new": time.perf_counter() - began, "paths": [face.base for face in chosen]}))
"""
PUBLISH = """
import time, django; django.setup()
from motcua.kernel import clock
from motcua.pages.actions.tree import changed, plant
from motcua.pages.models import Entry, SectionPage, UnitSite
site = UnitSite.objects.regardless("bench").get(unit__code="quan-10")
now = clock.now()
from django.db import transaction
with transaction.atomic():
    entry = Entry(title="MARK", slug="MARK", unit_site=site, kind="news", date=now, live=True, first_published_at=now)
    plant(SectionPage.objects.get(unit_site=site, kind="news"), [entry])
    changed(site.pk)
print(time.time())
"""


def pages(place: Place, sheet: Sheet, *, port: int, bare_port: int, seconds: float) -> None:
    """All figures of the sites."""
    filled = inside.program(place, FILL.replace("SITES", str(SITES)).replace("PAGES", str(PAGES)))
    print(f"sites and pages: {filled}")
    found = json.loads(inside.program(place, INSIDE))
    for name, cpu in found["cpu"].items():
        sheet.add(f"a {name} page made anew, CPU", f"{cpu:.1f} ms", "<= 60 ms", cpu <= 60)
    sheet.add("search over all sites, p95", f"{found['search']:.0f} ms", "<= 100 ms", found["search"] <= 100)
    sheet.add("a new site", f"{found['new']:.2f} s", "<= 5 s", found["new"] <= 5)
    kept_pages(place, sheet, found["paths"], port=port, bare_port=bare_port, seconds=seconds)


def kept_pages(place: Place, sheet: Sheet, paths: list[str], *, port: int, bare_port: int, seconds: float) -> None:
    """Kept pages beside the bare view, and how soon another process's publication shows."""
    codes = some_codes(place)
    with served(place, port=port), served(place, port=bare_port, bare=True):
        ratios, rate = [], 0.0
        for _ in range(3):
            bare = warmed(bare_port, getting([f"/bare/{code}" for code in codes]), clients=8, seconds=seconds)
            kept = warmed(port, getting(paths, wanted="text/html"), clients=8, seconds=seconds)
            if set(kept.statuses) != {200}:
                raise SystemExit(f"sites: {dict(kept.statuses)} {dict(kept.errors)}")
            ratios.append(kept.rate / bare.rate)
            rate = kept.rate
        ratio = median(ratios)
        sheet.add("anonymous page of a site", f"{rate:,.0f}/s: {ratio:.2f} x bare", ">= 0.5 x bare", ratio >= 0.5)
        took = visible_after(place, port)
        sheet.add("published to visible, other process", f"{took:.2f} s", "<= 1 s", took <= 1)


def visible_after(place: Place, port: int) -> float:
    """Seconds from the commit of a publication in another process until the server's page shows it."""
    mark = f"tin-do-{random.randrange(10**9)}"
    address = f"http://localhost:{port}/trang/quan-10/tin-tuc/"
    ask(address)
    committed = float(inside.program(place, PUBLISH.replace("MARK", mark)))
    while mark not in ask(address):
        if time.time() - committed > 30:
            return 30.0
        time.sleep(0.02)
    return time.time() - committed


def ask(address: str) -> str:
    """A page's text."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())
