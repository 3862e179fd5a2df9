"""Reports of citizens: sent with two photos through HTTP, looked up, searched near by, listed and mapped, at full size.

`--only reports` seeds a city of its own by bulk: lives copied from the demo's reports, spread over the boundaries of their places.
"""

import io
import itertools
import json
import random
import time

from PIL import Image

from bench import inside
from bench.figures import Sheet
from bench.load import Client, Load, Work, closed_loop
from bench.people import CSRF, officers
from bench.place import Place, known, served
from bench.reading import beside_bare, getting, somewhere
from bench.writing import PICTURES
from bench.year import year_sheet

UNIT, OFFICER = "hoc-mon", "tiepnhan.hocmon"
SERIAL = itertools.count(1)
SEED = """
import json, random, time, django; django.setup()
from datetime import timedelta
from django.db import connection, transaction
from motcua.feedback.models import Photo, Report
from motcua.feedback.rules.mercator import cell_of
from motcua.kernel import clock
from motcua.kernel.bulk import insert_rows, reserve_keys
from motcua.units.queries import area_of
COUNT = %d
chance = random.Random(7)
began, now = time.perf_counter(), clock.now()
lives = list(Report.objects.regardless("bench").filter(longitude__isnull=False).prefetch_related("photos").order_by("id"))
done = [one for one in lives if one.published_at]
fields = [field for field in Report._meta.concrete_fields if field.name != "solved"]
names = [field.attname for field in fields]
columns = [field.column for field in fields]
jsons = [n for n, field in enumerate(fields) if field.get_internal_type() == "JSONField"]
place = {name: n for n, name in enumerate(names)}
ready = {}
for one in lives:
    row = [getattr(one, name) for name in names]
    for n in jsons:
        row[n] = json.dumps(row[n], ensure_ascii=False)
    ready[one.pk] = row
boxes = {one.unit_id: area_of(one.unit_id).box for one in lives}
photos = {one.pk: one.photos.all()[0] for one in lives}
with transaction.atomic():
    keys = reserve_keys(Report, COUNT)
    shots = []
    def rows():
        for number, key in enumerate(keys):
            one = done[number %% len(done)] if number %% 10 else lives[number // 10 %% len(lives)]
            row = list(ready[one.pk])
            back = timedelta(minutes=(COUNT - number) * 0.5)
            west, south, east, north = boxes[one.unit_id]
            row[place["id"]] = key
            row[place["code"]] = f"PA-{200000 + number // 9000:06d}-{number %% 9000 + 1:04d}"
            row[place["token"]] = f"bench-report-{number:09d}"
            point = chance.uniform(west, east), chance.uniform(south, north)
            row[place["longitude"]], row[place["latitude"]], row[place["cell"]] = *point, cell_of(point)
            row[place["submitted_at"]] = now - back
            row[place["published_at"]] = now - back if row[place["published_at"]] else None
            row[place["answered_at"]] = now - back if row[place["answered_at"]] else None
            if one.published_at and number %% 4 == 0:
                shots.append((key, photos[one.pk].file_id, "reported", photos[one.pk].public_file_id, "[]"))
            yield row
    insert_rows(Report, columns, rows())
    insert_rows(Photo, ["report_id", "file_id", "moment", "public_file_id", "covered", "is_video"], [
        (key, file, moment, public, covered, False)
        for key, file, moment, public, covered in shots
    ])
with connection.cursor() as cursor:
    cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
print(round(time.perf_counter() - began, 1))
"""
NEAR = """
import json, random, time, django; django.setup()
from motcua.feedback.models import Report
from motcua.feedback.queries.nearby import near
chance = random.Random(3)
top = Report.objects.regardless("bench").order_by("-id").values_list("id", flat=True)[0]
some = [chance.randrange(1, top) for _ in range(400)]
rows = Report.objects.regardless("bench").filter(pk__in=some, longitude__isnull=False)
rows = list(rows.select_related("category"))
took, found = [], 0
for row in rows:
    began = time.perf_counter()
    found += len(near(row.category, (row.longitude, row.latitude)))
    took.append((time.perf_counter() - began) * 1000)
took.sort()
print(json.dumps({"p50": took[len(took) // 2], "p99": took[len(took) * 99 // 100], "found": found / len(rows)}))
"""


def prepare(place: Place, sheet: Sheet, count: int) -> None:
    """The demo city with so many reports, made once."""
    place.prepare()
    ready = place.home / f"seeded-reports-{count}"
    if not ready.exists():
        ready.write_text(inside.program(place, SEED % count))
    sheet.add(
        f"seed of {count:,} reports ({place.name})", f"{float(ready.read_text()):.0f} s", "minutes, not hours", True
    )


def near(place: Place, sheet: Sheet) -> None:
    """The search near by in one process, without HTTP: query, distance, pictures."""
    took = json.loads(inside.program(place, NEAR))
    words = f"p50 {took['p50']:.1f} ms, p99 {took['p99']:.1f} ms, {took['found']:.1f} found"
    sheet.add("reports near by", words, "p99 <= 15 ms", took["p99"] <= 15)


def size_of(place: Place) -> int:
    """How many reports there are."""
    return int(known(place, "SELECT MAX(id) AS top FROM feedback_report")[0]["top"])


def codes_of(place: Place, count: int = 1000) -> list[str]:
    """Codes spread over the whole table."""
    top = size_of(place)
    keys = ",".join(str(key) for key in range(1, top + 1, max(1, top // count)))
    return [row["code"] for row in known(place, f"SELECT code FROM feedback_report WHERE id IN ({keys})")]


def reading(place: Place, sheet: Sheet, *, port: int, seconds: float, small: dict[str, float]) -> dict[str, float]:
    """The public list and map, the officers' list; answers the medians, to be compared with another size."""
    top = size_of(place)
    desk = officers(port, [OFFICER])[OFFICER]
    kinds: dict[str, tuple[Work, float]] = {
        "public list": (getting([f"/phan-anh/?don-vi={UNIT}", "/phan-anh/"], wanted="text/html"), 60),
        "public map of a district": (getting([f"/phan-anh/ban-do/?don-vi={UNIT}"], wanted="text/html"), 60),
        "officers' list": (getting(["/can-bo/phan-anh/", "/can-bo/phan-anh/?trang=3"], desk, "text/html", 0.1), 40),
        "officers' list by state": (
            getting([f"/can-bo/phan-anh/?trang-thai={state}" for state in ("submitted", "handling", "answered")], desk, "text/html", 0.1),
            40,
        ),
    }  # fmt: skip
    middles = {}
    for name, (work, most) in kinds.items():
        closed_loop(port, clients=2, seconds=1, work=work)
        load = closed_loop(port, clients=4, seconds=seconds, work=work)
        demand(name, load, {200})
        middles[name] = load.percentile(50)
        words = f"{load.rate:,.0f}/s, p50 {middles[name]:.1f} ms, p99 {load.percentile(99):.0f} ms"
        good, limit = middles[name] <= most, f"p50 <= {most} ms"
        if name in small and "officers" in name:
            ratio = middles[name] / small[name]
            words, limit = f"{words}, {ratio:.2f} x small", f"{limit}, <= 1.3 x small"
            good = good and ratio <= 1.3
        sheet.add(f"reports: {name} ({top:,})", words, limit, good)
    return middles


def demand(name: str, load: Load, statuses: set[int]) -> None:
    """Ends the run when something else was answered."""
    if load.errors or not set(load.statuses) <= statuses:
        raise SystemExit(f"{name}: {dict(load.statuses)} {dict(load.errors)}")


def form(fields: dict[str, str], pictures: list[bytes]) -> tuple[bytes, str]:
    """A body as a browser without scripts sends it."""
    mark = "----mot-cua-bench"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for number, picture in enumerate(pictures):
        kind = "png" if picture.startswith(b"\x89PNG") else "jpg"
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="photos_files"; filename="anh-{number}.{kind}"\r\n\r\n'
        )
        parts.append(head.encode() + picture + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def sending(pictures: list[bytes], box: tuple[float, float, float, float]) -> Work:
    """A report with two photos, each from another address; the form's secret is fetched once per client."""

    async def send(client: Client, turn: int) -> int:
        path = f"/phan-anh/gui/{UNIT}/o-ga/"
        if "csrftoken" not in client.cookies:
            page = await client.get(path, **{"X-Forwarded-For": somewhere()})
            found = CSRF.search(page.body)
            if found is None:
                return 599
            client.secret = found.group(1).decode()  # type: ignore[attr-defined]
            client.began = time.perf_counter()
        number = next(SERIAL)
        fields = {
            "csrfmiddlewaretoken": client.secret,  # type: ignore[attr-defined]
            "token": f"bench-{number}-{random.random()}", "description": "Ổ gà sâu trước cổng trường", "address": "12 Lê Lợi",
            "longitude": f"{random.uniform(box[0], box[2]):.6f}", "latitude": f"{random.uniform(box[1], box[3]):.6f}", "seen": "1",
        }  # fmt: skip
        body, kind = form(fields, [pictures[number % len(pictures)], pictures[(number + 7) % len(pictures)]])
        client.began = time.perf_counter()
        headers = {"Content-Type": kind, "X-Forwarded-For": somewhere(), "Referer": "http://localhost/"}
        return (await client.request("POST", path, body=body, headers=headers)).status

    return send


def photographs(count: int = 8) -> list[bytes]:
    """Pictures of 1600 x 1200 points with enough detail to weigh what a phone's do after its messenger made them small."""
    found = []
    for number in range(count):
        noise = Image.effect_noise((400, 300), 60 + number).resize((1600, 1200))
        out = io.BytesIO()
        Image.merge("RGB", (noise, noise, noise)).save(out, "JPEG", quality=80)
        found.append(out.getvalue())
    return found


def writing(place: Place, sheet: Sheet, *, port: int, seconds: float) -> None:
    """Reports with two photos: with thumbnails against the limit, with photographs for what the machine's own work costs."""
    row = known(
        place,
        f"SELECT b.west, b.south, b.east, b.north FROM units_boundary b JOIN units_unit u ON u.id = b.unit_id WHERE u.code = '{UNIT}'",
    )[0]
    west, south, east, north = (float(row[side]) for side in ("west", "south", "east", "north"))
    middle = ((west * 3 + east) / 4, (south * 3 + north) / 4, (west + east * 3) / 4, (south + north * 3) / 4)
    for name, pictures in (("thumbnails", PICTURES), ("photos of 1600 x 1200", photographs())):
        work = sending(pictures, middle)
        closed_loop(port, clients=2, seconds=1, work=work)
        load = closed_loop(port, clients=8, seconds=seconds, work=work)
        demand("a report with two photos", load, {302})
        late = load.percentile(99)
        words = f"{load.rate:,.0f}/s, p50 {load.percentile(50):.0f} ms, p99 {late:.0f} ms"
        limited = name == "thumbnails"
        good = load.rate >= 60 and late <= 800 if limited else None
        sheet.add(f"report with two {name}", words, ">= 60/s, p99 <= 800 ms" if limited else "", good)


def looking_up(place: Place, sheet: Sheet, *, port: int, bare_port: int, seconds: float) -> None:
    """The page under a code beside the bare view, as tracking is measured."""
    page = getting([f"/phan-anh/{code}" for code in codes_of(place)], wanted="text/html")
    kinds = {"reports: look-up by code": (page, 0.3)}
    beside_bare(place, sheet, kinds, port=port, bare_port=bare_port, seconds=seconds / 2)


def reports(big: Place, small: Place, sheet: Sheet, *, count: int, port: int, bare_port: int, seconds: float) -> None:
    """Everything, on the small city first."""
    middles: dict[str, float] = {}
    few = min(10_000, count)
    prepare(small, sheet, few)
    with served(small, port=port):
        middles = reading(small, sheet, port=port, seconds=seconds, small={})
    prepare(big, sheet, count)
    near(big, sheet)
    with served(big, port=port), served(big, port=bare_port, bare=True):
        looking_up(big, sheet, port=port, bare_port=bare_port, seconds=seconds)
    with served(big, port=port):
        reading(big, sheet, port=port, seconds=seconds, small=middles)
        writing(big, sheet, port=port, seconds=seconds)
    year_sheet(big, sheet, count)
