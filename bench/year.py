"""The year-end sheet of 322 units over a year's items: counted, set as PDF and as XLSX."""

import json

from bench import inside
from bench.figures import Sheet
from bench.place import Place

UNITS = 322
SEED = """
import random, time, django; django.setup()
from datetime import datetime, timedelta
from django.db import connection, transaction
from motcua.accounts.factories import make_officer
from motcua.kernel import clock
from motcua.units.models import Unit
from motcua.work.actions import import_items
from motcua.work.models import WorkItem
COUNT, UNITS = %d, %d
began, chance = time.perf_counter(), random.Random(11)
root = Unit.objects.get(parent=None)
units = list(Unit.objects.order_by("pk").values_list("pk", flat=True)[:UNITS])
assert len(units) == UNITS
make_officer(root, "unit_head", username="do.ca-nam", scope="subtree")
one = WorkItem.objects.regardless("bench").filter(kind="feedback.report").first()
head = WorkItem.objects.regardless("bench").exclude(head_user=None).values_list("head_user_id", flat=True).first()
like = {field.column: getattr(one, field.attname) for field in WorkItem._meta.concrete_fields if not field.primary_key}
like |= {"holder_user_id": None, "head_user_id": head, "head_name": "Nguyễn Văn A"}
like |= dict.fromkeys(("remind_at", "escalate_at", "raise_at"))
start = datetime(clock.today().year, 1, 1, tzinfo=clock.LOCAL)
step = (clock.now() - start) / COUNT
def rows():
    for number in range(COUNT):
        opened = start + step * number
        due, late = opened + timedelta(minutes=240), chance.random() < 0.08
        over = chance.uniform(5, 3000) if late else -chance.uniform(1, 200)
        closed = None if number > COUNT * 0.995 else due + timedelta(minutes=over)
        verdict = "" if closed is None else "late" if late else "on_time"
        times = {"opened_at": opened, "due_at": due, "order_at": due, "warn_at": due, "closed_at": closed}
        yield {**like, **times, "subject": f"report:{10**8 + number}", "unit_id": units[number %% UNITS], "verdict": verdict}
with transaction.atomic():
    import_items(rows())
with connection.cursor() as cursor:
    cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE work_workitem")
print(round(time.perf_counter() - began, 1))
"""
SHEET = """
import json, time, django; django.setup()
from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.work.queries import Asked, account, year_pdf, year_table
actor = actor_of(User.objects.get(username="do.ca-nam"))
took = []
for _ in range(3):
    began = time.perf_counter()
    found = account(actor, Asked(year=clock.today().year))
    counted = time.perf_counter()
    year_pdf(found, actor); year_table(found)
    took.append((time.perf_counter() - began, counted - began))
units = {line.unit_id for line in found.lines}
print(json.dumps({"took": sorted(took)[1], "worst": max(took)[0], "units": len(units), "items": found.total.opened}))
"""


def year_sheet(place: Place, sheet: Sheet, count: int) -> None:
    """Seeds so many items of this year once, then makes the sheet as the city's leader gets it; the median of three."""
    ready = place.home / f"seeded-items-{count}"
    if not ready.exists():
        ready.write_text(inside.program(place, SEED % (count, UNITS)))
    found = json.loads(inside.program(place, SHEET))
    whole, counting = found["took"]
    words = (
        f"{whole:.2f} s ({counting:.2f} s counting, worst {found['worst']:.2f} s), {found['units']} units, "
        f"{found['items']:,} items"
    )
    sheet.add("year-end sheet, PDF and XLSX", words, "<= 2 s", whole <= 2)
